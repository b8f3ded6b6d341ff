using Alerts.Core.Datasets;
using Alerts.Core.Observations;
using FsCheck;
using FsCheck.Fluent;

namespace Alerts.Core.Tests.Datasets;

/// <summary>Rows of trade statistics are packed while a file is read; nobody must be able to tell.</summary>
public sealed class CustomsRowsTests
{
    private static readonly string[] Partners = ["106", "141", "502"];
    private static readonly string[] Codes = ["28", "2846", "28469015", "7202"];
    private static readonly decimal[] Odd = [0m, -0.0m, 1_000m, 1_000.00m, 500_000.0m, 12_500m, decimal.MaxValue, decimal.MinValue, 1e-28m, long.MaxValue, ulong.MaxValue];
    private static readonly string[] Texts = ["", "0", "1", "1000", "1,000", "0.5", "12.5", "12.50", "1e3", "缅", new('0', 3_000)];

    [Fact]
    public void They_come_back_as_they_were_read_by_partner_and_period_in_the_order_of_the_file() =>
        Prop.ForAll(Rows(), rows =>
        {
            var packed = new CustomsRows();
            foreach (var row in rows) packed.Add(row.Line, row.Month, row.Partner, packed.Code(row.Code), row.Amount, row.Text);
            return rows.GroupBy(row => (row.Partner, row.Month)).Zip(packed.All()).All(pair =>
                pair.First.Key == (pair.Second.Partner, pair.Second.Period) && pair.First.SequenceEqual(pair.Second.Rows.Select(row => new One(row.Line, pair.Second.Period, pair.Second.Partner, row.Code.Text, row.Amount, packed.Text(row))))
                && pair.First.Zip(pair.Second.Rows).All(same => decimal.GetBits(same.First.Amount).SequenceEqual(decimal.GetBits(same.Second.Amount))));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_was_dropped_is_left_out_and_keeps_its_text()
    {
        var rows = new CustomsRows();
        for (var line = 2; line < 6; line++) rows.Add(line, Period.Parse("2025-01"), "106", rows.Code("2846"), line * 1_000, $"{line}");
        var second = rows.Of("106", Period.Parse("2025-01"))[1];

        rows.Drop(second);

        Assert.Equal([2, 4, 5], rows.Of("106", Period.Parse("2025-01")).Select(row => row.Line));
        Assert.Equal("3", rows.Text(second));
    }

    [Fact]
    public void A_row_takes_a_few_bytes()
    {
        const int Count = 200_000;
        var rows = new CustomsRows();
        var (code, month) = (rows.Code("28469015"), Period.Parse("2025-01"));
        string[] texts = [.. Enumerable.Range(0, 5_000).Select(number => $"{number}")];

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var line = 2; line < Count; line++) rows.Add(line, month, "106", code, line % texts.Length * 1_000, texts[line % texts.Length]);
        var taken = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(taken / Count, 1, 10);
    }

    private static Arbitrary<One[]> Rows() =>
        (from count in Gen.Choose(0, 80)
         from rows in (from step in Gen.Choose(1, 500)
                       from month in Gen.Frequency((8, Gen.Constant(1)), (1, Gen.Choose(1, 3)))
                       from partner in Gen.Frequency((8, Gen.Constant(0)), (1, Gen.Choose(0, Partners.Length - 1)))
                       from code in Gen.Elements(Codes)
                       from amount in Gen.OneOf(Gen.Elements(Odd), ArbMap.Default.GeneratorFor<decimal>(), Gen.Choose(0, 100_000).Select(number => number / 10m))
                       from text in Gen.OneOf(Gen.Elements(Texts), Gen.Constant(FormattableString.Invariant($"{amount}")), Gen.Constant(FormattableString.Invariant($"{amount / 1_000}")))
                       select (Step: step, Month: month, Partner: partner, Code: code, Amount: amount, Text: text)).ArrayOf(count)
         select Placed(rows)).ToArbitrary();

    private static One[] Placed((int Step, int Month, int Partner, string Code, decimal Amount, string Text)[] rows)
    {
        var line = 1;
        return [.. rows.Select(row => new One(line += row.Step, Period.Parse($"2025-0{row.Month}"), Partners[row.Partner], row.Code, row.Amount, row.Text))];
    }

    private sealed record One(int Line, Period Month, string Partner, string Code, decimal Amount, string Text);
}
