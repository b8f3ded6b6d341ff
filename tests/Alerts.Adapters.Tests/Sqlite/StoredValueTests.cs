using System.Text;
using Alerts.Adapters.Sqlite;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Adapters.Tests.Sqlite;

/// <summary>Periods and decimals come back from the store as they went in.</summary>
public sealed class StoredValueTests
{
    private const int Cases = 20_000;

    [Theory]
    [InlineData("0", "0")]
    [InlineData("0.000", "0")]
    [InlineData("6550", "6550")]
    [InlineData("6550.00", "6550")]
    [InlineData("-0.10", "-0.1")]
    [InlineData("100", "100")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("-7.9228162514264337593543950335", "-7.9228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    public void A_decimal_stands_there_in_plain_digits_and_is_read_back(string given, string stored)
    {
        var value = decimal.Parse(given, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Equal(stored, Stored(value));
        Assert.Equal(value, StoredDecimal.Read(Encoding.ASCII.GetBytes(stored)));
    }

    [Fact]
    public void Any_decimal_is_read_back_exactly()
    {
        var random = new Random(20250324);
        for (var round = 0; round < Cases; round++)
        {
            var (low, middle, high) = (random.Next(), round % 3 > 0 ? random.Next() : 0, round % 3 > 1 ? random.Next() : 0);
            var value = new decimal(low, middle, high, random.Next(2) == 0, (byte)random.Next(29));

            Assert.Equal(Threshold.Plain(value), Stored(value));
            Assert.Equal(value, StoredDecimal.Read(Encoding.ASCII.GetBytes(Stored(value))));
        }
    }

    [Fact]
    public void A_negative_zero_is_a_zero() => Assert.Equal("0", Stored(decimal.Negate(0m)));

    [Fact]
    public void Periods_are_read_back_and_come_in_their_own_order()
    {
        var periods = new[] { "0001-01-01", "0001-01", "1969-12-31", "1970-01-01", "2024-02-29", "2024-02", "2024-01..2024-02", "2023-11..2024-02", "2024-03-01", "9999-12-31", "9999-12" }.Select(Period.Parse).ToList();

        Assert.All(periods, period => Assert.Equal(period, new StoredPeriod(period).Period));
        Assert.Equal(periods.Order(), periods.Select(period => new StoredPeriod(period)).OrderBy(stored => stored.LastDay).ThenByDescending(stored => stored.Months).Select(stored => stored.Period));
    }

    private static string Stored(decimal value)
    {
        Span<byte> utf8 = stackalloc byte[StoredDecimal.MaxLength];
        return Encoding.ASCII.GetString(utf8[..StoredDecimal.Write(value, utf8)]);
    }
}
