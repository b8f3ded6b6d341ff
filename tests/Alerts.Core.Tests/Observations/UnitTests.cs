using Alerts.Core.Observations;

namespace Alerts.Core.Tests.Observations;

public sealed class UnitTests
{
    [Theory]
    [InlineData("CNY/kg", "CNY/t", "6.55", "6550")]
    [InlineData("kg", "t", "311000", "311")]
    [InlineData("lb", "kg", "1", "0.45359237")]
    [InlineData("ozt", "g", "1", "31.1034768")]
    [InlineData("st", "kg", "1", "907.18474")]
    [InlineData("USD/lb", "USD/t", "0.45359237", "1000")]
    [InlineData("mt", "t", "5", "5")]
    public void Mass_converts_exactly(string from, string to, string amount, string expected) =>
        Assert.Equal(decimal.Parse(expected), new Quantity(decimal.Parse(amount), Unit.Parse(from)).In(Unit.Parse(to)).Amount);

    [Theory]
    [InlineData("CNY/kg", "USD/kg")]
    [InlineData("t", "bbl")]
    [InlineData("CNY", "CNY/kg")]
    [InlineData("%", "1")]
    public void Nothing_else_converts(string from, string to) => Assert.False(Unit.Parse(from).ConvertsTo(Unit.Parse(to)));

    [Theory]
    [InlineData("oz")]
    [InlineData("CNY/CNY")]
    [InlineData("t/t")]
    [InlineData("kg/CNY")]
    [InlineData("CNY/kg/t")]
    [InlineData("cny/kg")]
    [InlineData("元/吨")]
    [InlineData("CNY/%")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_unit_is_refused(string? text) => Assert.False(Unit.TryParse(text, out _));

    [Theory]
    [InlineData("t", true)]
    [InlineData("USD", true)]
    [InlineData("dmtu", true)]
    [InlineData("CNY/kg", false)]
    [InlineData("index", false)]
    [InlineData("%", false)]
    public void Amounts_add_up_and_prices_do_not(string unit, bool addsUp) => Assert.Equal(addsUp, Unit.Parse(unit).AddsUp);

    [Fact]
    public void Fractions_compare_exactly_where_decimals_would_round()
    {
        var third = Ratio.Of(1m, 3m);

        Assert.True(third.CompareTo(Ratio.Of(0.3333333333333333333333333333m)) > 0);
        Assert.Equal(0, Ratio.Of(7922816251426433759354395033m, 3m).CompareTo(Ratio.Of(15845632502852867518708790066m, 6m)));
    }

    [Fact]
    public void Fractions_of_the_same_number_are_equal()
    {
        var (whole, half) = (Ratio.Of(-119640m, 1196.4m), Ratio.Of(-35530m, 355.3m));

        Assert.Equal(whole, half);
        Assert.Equal(whole.GetHashCode(), half.GetHashCode());
        Assert.NotEqual(Ratio.Of(1m, 3m), Ratio.Of(0.3333333333333333333333333333m));
    }
}
