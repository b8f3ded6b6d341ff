using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.Tests.Rules;

/// <summary>Each figure is worked out by hand.</summary>
public sealed class IndicatorTests
{
    private static readonly Dictionary<string, SeriesDefinition> Series =
        Story.Known(Story.Daily("p"), Story.Daily("q", "CNY/t"), Story.Monthly("m"), Story.Monthly("n"), Story.Monthly("v", "USD"), Story.Monthly("c", "CNY/kg"), Story.Daily("fx", "CNY/USD"), Story.Daily("xf", "USD/CNY"));

    private const string Prices = "p 2025-03-03 100, p 2025-03-04 104, p 2025-03-05 96, p 2025-03-06 100, p 2025-03-07 110, q 2025-03-06 99000, q 2025-03-07 0";

    private const string Trade =
        "m 2024-01 100, m 2024-02 60, m 2024-03 80, m 2025-01 40, m 2025-02 90, m 2025-03 50, n 2025-02 360, n 2025-03 0, v 2025-02 4500, c 2025-01..2025-02 7, c 2025-03 9";

    [Theory]
    [InlineData("avg(p, 5) > 0 CNY/kg", Prices, "102")] // (100 + 104 + 96 + 100 + 110) / 5
    [InlineData("avg(p, 3) in CNY/t > 0 CNY/t", Prices, "102000")] // (96 + 100 + 110) / 3
    [InlineData("min(p, 3) > 0 CNY/kg", Prices, "96")]
    [InlineData("max(p, 4) > 0 CNY/kg", "p 2025-03-03 100, p 2025-03-04 104, p 2025-03-05 96, p 2025-03-06 100", "104")]
    [InlineData("zscore(p, 4) > 0", Prices, "3.061862")] // mean 100, deviation √(32/3) = 3.265986, (110 − 100) / 3.265986
    [InlineData("spread(p, q) > 0 CNY/kg", "p 2025-03-06 100, q 2025-03-06 99000", "1")] // 100 − 99
    [InlineData("spread(p, q) > 0 CNY/kg", "p 2025-03-06 100, q 2025-03-06 99000, p 2025-03-07 500", "1")] // q has no value on the 7th
    [InlineData("ratio(p, q) > 0", "p 2025-03-06 99, q 2025-03-06 198000", "0.5")]
    [InlineData("share(m, n) > 0%", Trade, "25")] // February: 90 of 360; March divides by zero
    [InlineData("unit_value(v, m) > 0 USD/t", Trade, "50")] // February: 4,500 / 90
    [InlineData("sum(m, 3 months) > 0 t", Trade, "180")] // 40 + 90 + 50
    [InlineData("yoy(m, joined) > -99%", "m 2024-01 100, m 2024-02 60, m 2025-01 40, m 2025-02 90", "-18.75")] // 130 against 160
    [InlineData("yoy(m, joined) > -99%", "m 2024-01..2024-02 160, m 2025-01 40, m 2025-02 90", "-18.75")]
    [InlineData("yoy(m, joined) > -99%", Trade, "-37.5")] // March as ever: 50 against 80
    [InlineData("avg(c, 2) > 0 CNY/kg", Trade, "8")] // a combined price is one observation
    [InlineData("p in USD/kg through fx > 0 USD/kg", "p 2025-03-06 14, fx 2025-03-06 7, fx 2025-03-07 7", "2")] // 14 CNY/kg at 7 CNY/USD
    [InlineData("p in USD/t through xf > 0 USD/t", "p 2025-03-06 14, xf 2025-03-06 0.125", "1750")] // 14,000 CNY/t × 0.125
    public void An_indicator_comes_to_what_its_definition_says(string when, string rows, string value)
    {
        var told = LastOf(when, rows);

        Assert.Equal(value, Threshold.Plain(told.Value!.Value));
        Assert.All(told.Explanation, line => Assert.Null(line.NoVerdict));
    }

    [Theory]
    [InlineData("avg(p, 6) > 0 CNY/kg", Prices, NoVerdict.WindowTooShort)]
    [InlineData("zscore(p, 5) > 0", Prices, NoVerdict.WindowTooShort)]
    [InlineData("zscore(p, 2) > 0", "p 2025-03-03 5, p 2025-03-04 5, p 2025-03-05 9", NoVerdict.DeviationIsZero)]
    [InlineData("ratio(p, q) > 0", "p 2025-03-07 1, q 2025-03-07 0", NoVerdict.DivisorIsZero)]
    [InlineData("share(m, n) > 0%", "m 2025-03 1, n 2025-03 -5", NoVerdict.TotalNotAboveZero)]
    [InlineData("unit_value(v, m) > 0 USD/t", "v 2025-03 1, m 2025-03 0", NoVerdict.DivisorIsZero)]
    [InlineData("sum(m, 3 months) > 0 t", "m 2025-01 40, m 2025-03 50", NoVerdict.MonthMissing)]
    [InlineData("sum(m, 1 month) > 0 t", "m 2025-01..2025-02 40", NoVerdict.CombinedPeriod)]
    [InlineData("avg(m, 2) > 0 t", "m 2025-01..2025-02 40, m 2025-03 5", NoVerdict.CombinedPeriod)]
    [InlineData("share(m, n) > 0%", "m 2025-01..2025-02 40, n 2025-01..2025-02 80", NoVerdict.CombinedPeriod)]
    [InlineData("yoy(m, joined) > 0%", "m 2024-01 100, m 2025-01 40", NoVerdict.JoinedWithFebruary)]
    [InlineData("yoy(m, joined) > 0%", "m 2024-01 100, m 2024-02 1, m 2025-02 40", NoVerdict.MonthMissing)]
    public void Where_it_has_no_answer_it_says_why(string when, string rows, NoVerdict reason)
    {
        var story = Story.Over(Series, when, firstLoads: FirstLoads.AnnounceTheirPast);
        story.Publish("2025-04-01", rows);

        Assert.Empty(story.Told);
        Assert.Equal(reason, story.Fold.Explain(story.Fold.Steps[^1].Point)[^1].NoVerdict);
    }

    [Fact]
    public void A_rule_over_two_series_is_evaluated_only_where_both_have_a_value()
    {
        var story = Story.Over(Series, "spread(p, q) > 5 CNY/kg", firstLoads: FirstLoads.AnnounceTheirPast);

        Assert.Empty(story.Publish("2025-03-03", "p 2025-03-03 100"));
        Assert.Equal(["firing 2025-03-03 10"], story.Publish("2025-03-04", "q 2025-03-03 90000, q 2025-03-04 90000"));
        Assert.Equal(["resolved 2025-03-04 1"], story.Publish("2025-03-05", "p 2025-03-04 91"));
        Assert.Equal(["2025-03-03", "2025-03-04"], story.Fold.Steps.Select(step => step.Point.ToString()));
    }

    [Fact]
    public void A_series_in_another_currency_changes_with_its_rate()
    {
        var story = Story.Over(Series, "p in USD/kg through fx > 3 USD/kg", firstLoads: FirstLoads.AnnounceTheirPast);
        var definition = story.Instance.Series.Single();

        Assert.Equal(("p in USD/kg through fx", "USD/kg", "p, fx"), (definition.Id, definition.Unit.Text, string.Join(", ", definition.Parts)));
        Assert.Equal(("p in USD/kg through fx", "p in USD/kg through fx > 3 USD/kg"), (story.Instance.Key, story.Instance.When.ToString()));
    }

    [Fact]
    public void An_explanation_lists_each_number_and_what_was_computed_of_them()
    {
        Assert.Equal(
            ["current part 96", "current part 100", "current part 110", "mean 102 = (96 + 100 + 110) / 3"],
            Lines(LastOf("avg(p, 3) > 0 CNY/kg", Prices)));
        Assert.Equal(["lowest 96"], Lines(LastOf("min(p, 3) > 0 CNY/kg", Prices)));
        Assert.Equal(["a 100", "b 99000", "spread 1 = 100 − 99000 / 1000"], Lines(LastOf("spread(p, q) > 0 CNY/kg", "p 2025-03-06 100, q 2025-03-06 99000")));
        Assert.Equal(["a 90", "b 360", "share 25 = 90 / 360 × 100"], Lines(LastOf("share(m, n) > 0%", Trade)));
        Assert.Equal(["current part 90", "current part 50", "sum 140 = 90 + 50"], Lines(LastOf("sum(m, 2 months) > 0 t", Trade)));
        Assert.Equal(["current 9", "base part 1", "base part 3", "mean 2", "deviation 1.4142135623730950488016887242", "zscore 4.949747"], Lines(LastOf("zscore(p, 2) > 0", "p 2025-03-03 1, p 2025-03-04 3, p 2025-03-05 9")).Select(line => line.Split('=')[0].Trim() is var text && text.StartsWith("zscore", StringComparison.Ordinal) ? text[.."zscore 4.949747".Length] : text));
    }

    private static AlertEvent LastOf(string when, string rows)
    {
        var story = Story.Over(Series, when, again: "period", firstLoads: FirstLoads.AnnounceTheirPast);
        story.Publish("2025-04-01", rows);
        return story.Told[^1];
    }

    private static IEnumerable<string> Lines(AlertEvent told) =>
        told.Explanation.Select(line => $"{line.Name} {Threshold.Plain(line.Value!.Value)}{(line.Formula is null ? "" : $" = {line.Formula}")}");
}
