using Alerts.Core.Datasets;
using Alerts.Core.Observations;

namespace Alerts.Core.Tests.Datasets;

public sealed class FileUnitTests
{
    [Theory]
    [InlineData("yuan/kg", "CNY/kg", 1)]
    [InlineData("YUAN/KG", "CNY/kg", 1)]
    [InlineData("yuan/mt", "CNY/kg", 0.001)]
    [InlineData("元/公斤", "CNY/kg", 1)]
    [InlineData("元/千克", "CNY/t", 1000)]
    [InlineData("元/吨", "CNY/kg", 0.001)]
    [InlineData("万元/吨", "CNY/kg", 10)]
    [InlineData("万元/吨", "CNY/t", 10000)]
    [InlineData("千克", "t", 0.001)]
    [InlineData("克", "kg", 0.001)]
    [InlineData("吨", "kg", 1000)]
    [InlineData("cny/KG", "CNY/kg", 1)]
    [InlineData("usd/MT", "USD/t", 1)]
    [InlineData(" mt ", "t", 1)]
    public void A_unit_of_a_file_is_so_many_of_the_series_own(string text, string unit, double times) =>
        Assert.Equal((decimal)times, FileUnit.Find(text)?.To(Unit.Parse(unit))?.ToDecimal());

    [Theory]
    [InlineData("yuan/lb")]
    [InlineData("yuan")]
    [InlineData("")]
    [InlineData("台")]
    [InlineData("kg/yuan")]
    public void A_unit_that_nobody_defined_is_not_guessed(string text) => Assert.Null(FileUnit.Find(text));

    [Theory]
    [InlineData("kg", "CNY/kg")]
    [InlineData("USD/kg", "CNY/kg")]
    [InlineData("CNY", "CNY/kg")]
    public void A_unit_of_another_kind_does_not_convert(string text, string unit) => Assert.Null(FileUnit.Find(text)!.To(Unit.Parse(unit)));
}
