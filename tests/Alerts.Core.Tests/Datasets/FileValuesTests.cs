using Alerts.Core.Datasets;
using Alerts.Core.Observations;
using FsCheck;
using FsCheck.Fluent;

namespace Alerts.Core.Tests.Datasets;

/// <summary>Values are packed while a file is read; nobody must be able to tell.</summary>
public sealed class FileValuesTests
{
    private static readonly string[] Names = ["smm.a", "smm.b", "smm.c"];
    private static readonly Unit[] Units = [Unit.Parse("CNY/kg"), Unit.Parse("t"), Unit.Parse("CNY/kg")];
    private static readonly decimal[] Odd = [0m, -0.0m, new(0, 0, 0, true, 0), 1.50m, 0.00m, decimal.MaxValue, decimal.MinValue, 1e-28m, long.MaxValue, ulong.MaxValue, -4_611_686_018_427_387_904m, 79_228_162_514_264.337593543950335m];

    [Fact]
    public void They_come_back_as_they_were_read_in_the_order_of_the_file() =>
        Prop.ForAll(Values(), values => Same(values, [.. FileValues.Of(values)])).QuickCheckThrowOnFailure();

    [Fact]
    public void Each_stands_at_its_place() =>
        Prop.ForAll(Values(), values => FileValues.Of(values) is var packed && values.Select((value, at) => (value, at)).All(one => Same([one.value], [packed[one.at]]))).QuickCheckThrowOnFailure();

    [Fact]
    public void Series_by_series_they_are_the_same_as_any_list() =>
        Prop.ForAll(Values(), values => SeriesValues.Of(FileValues.Of(values)).Zip(SeriesValues.Of(values.ToList()), (one, other) =>
            one.Series == other.Series && one.First == other.First && one.Last == other.Last && one.Count == other.Count && Same(one, other) && Same([.. Enumerable.Range(0, one.Count).Select(at => one[at])], other)
            && Enumerable.Range(0, one.Count).All(at => one.Position(at) == other.Position(at))).All(isSame => isSame)).QuickCheckThrowOnFailure();

    [Fact]
    public void Many_series_of_many_days_take_a_few_bytes_a_value()
    {
        const int Series = 100, Days = 2_000;
        ReadValue[] values = [.. Enumerable.Range(0, Days).SelectMany(day => Enumerable.Range(0, Series).Select(one => new ReadValue($"s{one}", Period.Day(DateOnly.FromDayNumber(730_000 + day)), 100 + (day * 7 % 900 / 1_000m), Units[0], [2 + (day * Series) + one])))];

        var before = GC.GetAllocatedBytesForCurrentThread();
        var packed = FileValues.Of(values);
        var taken = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(Series * Days, packed.Count);
        Assert.InRange(taken / packed.Count, 1, 10);
    }

    private static bool Same(IReadOnlyList<ReadValue> one, IReadOnlyList<ReadValue> other) =>
        one.SequenceEqual(other) && one.Zip(other).All(pair => decimal.GetBits(pair.First.Value).SequenceEqual(decimal.GetBits(pair.Second.Value)));

    // Series have a unit each; lines only grow, as in a file, and may be missing.
    private static Arbitrary<ReadValue[]> Values() =>
        (from count in Gen.Choose(0, 60)
         from parts in (from one in Gen.Choose(0, Names.Length - 1)
                        from period in Periods()
                        from amount in Gen.OneOf(Gen.Elements(Odd), ArbMap.Default.GeneratorFor<decimal>(), Gen.Choose(-100_000, 100_000).Select(number => number / 1_000m))
                        from step in Gen.Choose(1, 3_000)
                        from hasLine in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
                        select (one, period, amount, step, hasLine)).ArrayOf(count)
         select Placed(parts)).ToArbitrary();

    private static ReadValue[] Placed((int One, Period Period, decimal Amount, int Step, bool HasLine)[] parts)
    {
        var line = 1;
        var taken = new HashSet<(int, Period)>();
        return [.. parts.Where(part => taken.Add((part.One, part.Period))).Select(part => new ReadValue(Names[part.One], part.Period, part.Amount, Units[part.One], part.HasLine ? [line += part.Step] : []))];
    }

    private static Gen<Period> Periods() => Gen.OneOf(
        Gen.Choose(0, 3_652_058).Select(day => Period.Day(DateOnly.FromDayNumber(day))),
        Gen.Choose(730_000, 730_040).Select(day => Period.Day(DateOnly.FromDayNumber(day))),
        Gen.Choose(12, 119_999).Select(month => Period.Months(month, month)),
        from first in Gen.Choose(12, 110_000)
        from more in Gen.Choose(1, 9_000)
        select Period.Months(first, first + more));
}
