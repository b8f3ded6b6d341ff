using Alerts.Core.Observations;

namespace Alerts.Core.Tests.Observations;

public sealed class PrintedTests
{
    [Theory]
    [InlineData("21.905825", "%", "21.9 %")]
    [InlineData("-88.95", "%", "−89.0 %")]
    [InlineData("0.05", "%", "0.1 %")]
    [InlineData("-0.04", "%", "0.0 %")]
    [InlineData("6550", "CNY/kg", "6,550 CNY/kg")]
    [InlineData("12944.4", "t", "12,944 t")]
    [InlineData("1.23456", "USD/lb", "1.235 USD/lb")]
    [InlineData("0.0123456", "USD/g", "0.01235 USD/g")]
    [InlineData("999.95", "t", "1,000 t")]
    [InlineData("0", "t", "0 t")]
    [InlineData("2.5", "1", "2.5")]
    public void A_number_is_printed_as_people_read_it(string value, string unit, string printed) =>
        Assert.Equal(printed, Printed.Value(decimal.Parse(value), Unit.Parse(unit)));
}
