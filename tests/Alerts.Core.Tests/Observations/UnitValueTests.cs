using Alerts.Core.Observations;

namespace Alerts.Core.Tests.Observations;

/// <summary>Value over quantity, at the periods that both have.</summary>
public sealed class UnitValueTests
{
    private readonly DerivedStory _story = new(Derivation.UnitValue.Instance, "USD/kg", Frequency.Monthly, ("value", "USD"), ("quantity", "t"));

    [Fact]
    public void A_unit_value_is_the_value_over_the_quantity_exactly_and_known_since_its_newest_part()
    {
        _story.Published("2025-03-18", "value 2025-02 1511870");
        _story.Published("2025-03-20", "quantity 2025-02 80.145");

        Assert.Equal(["2025-02 18.864183667103375132572212864 since 2025-03-20: value 2025-02, quantity 2025-02"], _story.Values());
    }

    [Fact]
    public void A_revised_part_is_another_vintage() =>
        Assert.Equal(
            ["2025-02 10 since 2025-03-20: value 2025-02, quantity 2025-02", "2025-02 5 since 2025-04-20: value 2025-02, quantity 2025-02"],
            _story.Published("2025-03-20", "value 2025-02 10000", "quantity 2025-02 1").Published("2025-04-20", "quantity 2025-02 2").Values());

    [Fact]
    public void An_older_publication_read_late_replaces_nothing() =>
        Assert.Single(_story.Published("2025-04-20", "value 2025-02 10000", "quantity 2025-02 1").Published("2025-03-20", "quantity 2025-02 2").Values());

    [Fact]
    public void Months_published_as_one_are_divided_as_one() =>
        Assert.Equal(["2025-01..2025-02 4 since 2025-03-20: value 2025-01..2025-02, quantity 2025-01..2025-02"], _story.Published("2025-03-20", "value 2025-01..2025-02 12000", "quantity 2025-01..2025-02 3").Values());

    [Fact]
    public void Single_months_are_added_up_where_the_other_part_has_them_as_one() =>
        Assert.Equal(
            ["2025-01..2025-02 4 since 2025-03-20: value 2025-01..2025-02, quantity 2025-01, quantity 2025-02"],
            _story.Published("2025-03-18", "value 2025-01..2025-02 12000", "quantity 2025-01 1").Published("2025-03-20", "quantity 2025-02 2").Values());

    [Fact]
    public void A_quantity_of_zero_gives_no_unit_value_and_says_so()
    {
        _story.Published("2025-03-20", "value 2025-02 12000", "quantity 2025-02 0", "value 2025-03 1");

        Assert.Empty(_story.Values());
        Assert.Equal(["2025-02: quantity is 0 t, and nothing can be divided by it", "2025-03: quantity has no value of 2025-03"], _story.Gaps());
    }
}
