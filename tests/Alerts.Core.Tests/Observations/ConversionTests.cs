using Alerts.Core.Observations;

namespace Alerts.Core.Tests.Observations;

/// <summary>A price in another currency: by the rate of its day, or the newest before it within the limit.</summary>
public sealed class ConversionTests
{
    private readonly DerivedStory _story = new(new Derivation.Conversion(Multiplies: false, WithinDays: 7), "USD/kg", Frequency.Daily, ("price", "CNY/kg"), ("rate", "CNY/USD"));

    [Fact]
    public void A_price_is_converted_at_the_rate_of_its_day_exactly() =>
        Assert.Equal(
            ["2025-03-24 902.65145251 since 2025-03-25: price 2025-03-24, rate 2025-03-24"],
            _story.Published("2025-03-24", "price 2025-03-24 6550").Published("2025-03-25", "rate 2025-03-24 7.2564").Values(8));

    [Fact]
    public void A_rate_that_multiplies_multiplies() =>
        Assert.Equal(
            ["2025-03-24 917 since 2025-03-24: price 2025-03-24, rate 2025-03-24"],
            new DerivedStory(new Derivation.Conversion(Multiplies: true, WithinDays: 7), "USD/kg", Frequency.Daily, ("price", "CNY/kg"), ("rate", "USD/CNY")).Published("2025-03-24", "price 2025-03-24 6550", "rate 2025-03-24 0.14").Values());

    [Fact]
    public void Where_the_day_has_no_rate_the_newest_before_it_counts_within_the_limit()
    {
        _story.Published("2025-03-31", "rate 2025-03-20 5", "rate 2025-03-21 10", "price 2025-03-23 100", "price 2025-03-28 200", "price 2025-03-29 300");

        Assert.Equal(["2025-03-23 10 since 2025-03-31: price 2025-03-23, rate 2025-03-21", "2025-03-28 20 since 2025-03-31: price 2025-03-28, rate 2025-03-21"], _story.Values());
        Assert.Equal(["2025-03-29: rate has no rate above zero of 2025-03-29, nor of the 7 days before"], _story.Gaps());
    }

    [Fact]
    public void A_rate_that_comes_later_and_belongs_nearer_is_another_vintage() =>
        Assert.Equal(
            ["2025-03-24 10 since 2025-03-24: price 2025-03-24, rate 2025-03-21", "2025-03-24 20 since 2025-03-25: price 2025-03-24, rate 2025-03-24"],
            _story.Published("2025-03-24", "price 2025-03-24 100", "rate 2025-03-21 10").Published("2025-03-25", "rate 2025-03-24 5").Values());

    [Fact]
    public void A_rate_that_comes_later_and_lies_farther_changes_nothing() =>
        Assert.Single(_story.Published("2025-03-24", "price 2025-03-24 100", "rate 2025-03-21 10").Published("2025-03-25", "rate 2025-03-20 5", "rate 2025-03-25 5").Values());

    [Fact]
    public void A_rate_of_zero_converts_nothing() => Assert.Empty(_story.Published("2025-03-24", "price 2025-03-24 100", "rate 2025-03-24 0").Values());

    [Fact]
    public void A_monthly_rate_converts_its_own_month_alone() =>
        Assert.Equal(
            ["2025-02 10 since 2025-03-20: value 2025-02, rate 2025-02"],
            new DerivedStory(new Derivation.Conversion(Multiplies: false, WithinDays: 0), "USD", Frequency.Monthly, ("value", "CNY"), ("rate", "CNY")).Published("2025-03-20", "value 2025-02 70", "value 2025-03 70", "rate 2025-02 7").Values());

    [Fact]
    public void The_amount_is_converted_with_the_currency() =>
        Assert.Equal(
            ["2025-03-24 10000 since 2025-03-24: price 2025-03-24, rate 2025-03-24"],
            new DerivedStory(new Derivation.Conversion(Multiplies: false, WithinDays: 7), "USD/t", Frequency.Daily, ("price", "CNY/kg"), ("rate", "CNY/USD")).Published("2025-03-24", "price 2025-03-24 70", "rate 2025-03-24 7").Values());
}
