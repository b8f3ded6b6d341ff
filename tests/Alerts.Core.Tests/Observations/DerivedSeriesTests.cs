using Alerts.Core.Observations;

namespace Alerts.Core.Tests.Observations;

public sealed class DerivedSeriesTests
{
    private static readonly SeriesDefinition Sum = Story.Monthly("sum") with { Parts = ["a", "b"] };

    private static Observation Read(long sequence, string published, string series, string period, decimal value, string unit = "t")
    {
        var publication = new Publication(sequence, DateTimeOffset.Parse(published + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture), "d", "f", "h");
        return new(series, Period.Parse(period), value, Unit.Parse(unit), publication.Published, publication, [2], []);
    }

    private static IEnumerable<string> Said(ReplayOrder order, params Observation[] parts) =>
        DerivedSeries.History(Sum, parts, order).Select(sum => $"{sum.Period} {sum.Value} {sum.Unit} vintage {sum.Vintage:MM-dd} read {sum.Publication.Sequence}");

    [Fact]
    public void A_period_exists_once_every_part_has_it_with_the_newest_parts_vintage() =>
        Assert.Equal(
            ["2025-01 311 t vintage 03-21 read 2"],
            Said(ReplayOrder.AsRead, Read(1, "2025-03-20", "a", "2025-01", 300), Read(1, "2025-03-20", "a", "2025-02", 5), Read(2, "2025-03-21", "b", "2025-01", 11)));

    [Fact]
    public void A_revised_part_gives_the_sum_another_vintage() =>
        Assert.Equal(
            ["2025-01 3 t vintage 03-20 read 1", "2025-01 4 t vintage 04-20 read 2"],
            Said(ReplayOrder.AsRead, Read(1, "2025-03-20", "a", "2025-01", 1), Read(1, "2025-03-20", "b", "2025-01", 2), Read(2, "2025-04-20", "b", "2025-01", 3)).Where(text => !text.Contains("2025-01 1 ", StringComparison.Ordinal)));

    [Fact]
    public void A_part_read_late_keeps_the_newest_vintage_and_says_by_which_file_it_became_known() =>
        Assert.Equal(
            ["2025-01 3 t vintage 04-20 read 2"],
            Said(ReplayOrder.AsRead, Read(1, "2025-04-20", "a", "2025-01", 1), Read(2, "2025-03-20", "b", "2025-01", 2)));

    [Fact]
    public void Parts_in_other_units_of_mass_are_converted_exactly() =>
        Assert.Equal(["2025-01 1.5 t vintage 03-20 read 1"], Said(ReplayOrder.AsPublished, Read(1, "2025-03-20", "a", "2025-01", 1), Read(1, "2025-03-20", "b", "2025-01", 500, "kg")));

    [Fact]
    public void The_parts_stand_behind_the_sum() =>
        Assert.Equal(["a", "b"], DerivedSeries.History(Sum, [Read(1, "2025-03-20", "a", "2025-01", 1), Read(1, "2025-03-20", "b", "2025-01", 2)], ReplayOrder.AsRead).Single().Parts.Select(part => part.Series));
}
