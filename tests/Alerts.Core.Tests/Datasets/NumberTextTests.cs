using Alerts.Core.Datasets;

namespace Alerts.Core.Tests.Datasets;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData(" 6550 ", "6550")]
    [InlineData("-36.98", "-36.98")]
    [InlineData("-0", "0")]
    [InlineData("1720.0", "1720")]
    [InlineData("5,917,063,944", "5917063944")]
    [InlineData("1,234.50", "1234.5")]
    [InlineData("11731355782", "11731355782")]
    [InlineData("007", "7")]
    [InlineData("9999999999999999999999999999", "9999999999999999999999999999")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    public void A_number_is_read_to_the_last_digit(string text, string expected)
    {
        Assert.Null(NumberText.Read(text, '.', out var value));
        Assert.Equal(expected, value.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("6520,50")]
    [InlineData("65,20")]
    [InlineData("6.520,00")]
    [InlineData("0,123")]
    [InlineData(",123")]
    [InlineData("1234,567")]
    [InlineData("1,2345")]
    [InlineData("1.2.3")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("+5")]
    [InlineData("--5")]
    [InlineData("- 5")]
    [InlineData("1e5")]
    [InlineData("0x1996")]
    [InlineData("６５５０")]
    [InlineData("٦٥٥٠")]
    [InlineData("6\u00A0550")]
    [InlineData("\u00A06550")]
    [InlineData("−6550")]
    [InlineData("=1+1")]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("12345678901234567890123456789")]
    [InlineData("0.00000000000000000000000000001")]
    public void What_is_no_number_is_refused_and_never_guessed(string text) => Assert.Equal("number-format", NumberText.Read(text, '.', out _)?.Reason);

    [Theory]
    [InlineData("NaN")]
    [InlineData("nan")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("∞")]
    [InlineData("1e309")]
    public void A_number_without_end_is_none(string text) => Assert.Equal("number-not-finite", NumberText.Read(text, '.', out _)?.Reason);

    [Theory]
    [InlineData("65\u000030")]
    [InlineData("65\n30")]
    [InlineData("\t6530")]
    public void A_control_character_in_a_number_is_told_apart(string text) => Assert.Equal("control-character", NumberText.Read(text, '.', out _)?.Reason);

    [Fact]
    public void The_decimal_mark_of_the_dataset_is_the_only_one()
    {
        Assert.Null(NumberText.Read("1.234,5", ',', out var value));
        Assert.Equal(1234.5m, value);
        Assert.Equal("number-format", NumberText.Read("1,234.5", ',', out _)?.Reason);
    }
}
