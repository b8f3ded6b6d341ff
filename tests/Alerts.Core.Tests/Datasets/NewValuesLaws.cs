using Alerts.Core.Datasets;
using Alerts.Core.Observations;
using FsCheck;
using FsCheck.Fluent;

namespace Alerts.Core.Tests.Datasets;

/// <summary>What is kept of publications that repeat, revise and come late (SEMANTICS §1.2).</summary>
public sealed class NewValuesLaws
{
    private const int Cases = 300;

    /// <summary>A file: its day, and the value that it gives a period.</summary>
    public sealed record File(int Day, IReadOnlyList<(int Month, int Value)> Rows)
    {
        public override string ToString() => $"day {Day}: " + string.Join(", ", Rows.Select(row => $"{row.Month}={row.Value}"));
    }

    private static readonly Gen<File> Files =
        from day in Gen.Choose(1, 6)
        from rows in Gen.NonEmptyListOf(from month in Gen.Choose(1, 3) from value in Gen.Choose(1, 3) select (month, value))
        select new File(day, [.. rows.DistinctBy(row => row.month)]);

    private static void Holds(Func<IReadOnlyList<File>, bool> law) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithReplay(new Replay(new Rnd(20250324, 7), null)), Prop.ForAll(Gen.NonEmptyListOf(Files).Select(files => (IReadOnlyList<File>)[.. files]).ToArbitrary(), law));

    private static DateTimeOffset Instant(File file) => new DateTimeOffset(2025, 3, 1, 0, 0, 0, TimeSpan.Zero).AddDays(file.Day);

    private static List<ReadValue> Values(File file) => [.. file.Rows.Select(row => new ReadValue("m", Period.Month(2025, row.Month), row.Value, Unit.Parse("t"), [2]))];

    private static NewValues Read(File file, List<Observation> known)
    {
        var read = NewValues.Of(Values(file), series => Task.FromResult<IReadOnlyList<KnownValue>>([.. Known(known, Instant(file)).Where(value => value.Period.CompareTo(series.First) >= 0 && value.Period.CompareTo(series.Last) <= 0)])).Result;
        var publication = new Publication(known.Count + 1, Instant(file), "d", "f.csv", $"{known.Count + 1:x64}");
        known.AddRange(read.Added.Select(added => new Observation("m", added.Period, added.Value, added.Unit, Instant(file), publication, [2], [])));
        return read;
    }

    private static IEnumerable<Observation> Vintaged(List<Observation> known, Period period) =>
        known.Where(observation => observation.Period == period).OrderBy(observation => observation.Vintage).ThenBy(observation => observation.Publication.Sequence);

    private static IEnumerable<KnownValue> Known(List<Observation> known, DateTimeOffset instant) =>
        known.Select(observation => observation.Period).Distinct().Order().Select(period => Vintages.KnownAt(Vintaged(known, period), instant)).OfType<Observation>().Select(KnownValue.Of);

    [Fact]
    public void Every_value_is_either_new_or_known() => Holds(files =>
    {
        var known = new List<Observation>();
        return files.All(file => Read(file, known) is var read && read.Added.Count + read.Unchanged == file.Rows.Count);
    });

    [Fact]
    public void Reading_a_file_again_at_once_adds_nothing() => Holds(files =>
    {
        var known = new List<Observation>();
        return files.All(file =>
        {
            Read(file, known);
            return Read(file, known).Added.Count == 0;
        });
    });

    [Fact]
    public void What_a_file_says_is_what_is_known_at_its_instant_once_it_is_read() => Holds(files =>
    {
        var known = new List<Observation>();
        return files.All(file =>
        {
            Read(file, known);
            return Values(file).All(value => Vintages.KnownAt(Vintaged(known, value.Period), Instant(file))!.Value == value.Value);
        });
    });

    [Fact]
    public void In_order_of_publication_no_two_vintages_that_follow_one_another_are_equal() => Holds(files =>
    {
        var known = new List<Observation>();
        foreach (var file in files.OrderBy(file => file.Day)) Read(file, known);
        return known.GroupBy(observation => observation.Period).All(vintages => Vintaged(known, vintages.Key).Select(observation => observation.Value).ToList() is var values
            && values.Zip(values.Skip(1)).All(pair => pair.First != pair.Second));
    });

    [Fact]
    public void The_value_known_before_is_told_with_a_revision() => Holds(files =>
    {
        var known = new List<Observation>();
        return files.All(file =>
        {
            var before = known.ToList();
            var read = Read(file, known);
            return read.Revised.SequenceEqual(
                from added in read.Added
                let earlier = Vintages.KnownAt(Vintaged(before, added.Period), Instant(file))
                where earlier is not null
                select new RevisedValue(added, KnownValue.Of(earlier)));
        });
    });
}
