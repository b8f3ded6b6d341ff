using Alerts.Core.UseCases;

namespace Alerts.Core.Tests.UseCases;

public sealed class InstantTextTests
{
    private static string? Read(string text, string zone = "Asia/Shanghai") =>
        InstantText.Read(text, TimeZoneInfo.FindSystemTimeZoneById(zone))?.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz");

    [Theory]
    [InlineData("2025-03-24", "2025-03-24T00:00:00+08:00")]
    [InlineData("2025-03-24T09:30+08:00", "2025-03-24T09:30:00+08:00")]
    [InlineData("2025-03-24T01:30:00Z", "2025-03-24T09:30:00+08:00")]
    [InlineData("2025-03-24T01:30:00.25-05:00", "2025-03-24T14:30:00.25+08:00")]
    public void A_date_is_midnight_there_and_an_instant_keeps_its_moment(string text, string instant) => Assert.Equal(instant, Read(text));

    [Fact]
    public void Where_midnight_does_not_exist_the_day_begins_later() => Assert.Equal("2024-09-08T01:00:00-03:00", Read("2024-09-08", "America/Santiago"));

    [Fact]
    public void Where_midnight_comes_twice_the_day_begins_with_the_first() => Assert.Equal("2025-11-02T00:00:00-04:00", Read("2025-11-02", "America/Havana"));

    [Theory]
    [InlineData("2025-03-24T09:30:00")]
    [InlineData("2025-02-30")]
    [InlineData("24.03.2025")]
    [InlineData("2025-3-24")]
    [InlineData("yesterday")]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    [InlineData("")]
    [InlineData("Z")]
    public void Anything_else_is_none(string text) => Assert.Null(Read(text));
}
