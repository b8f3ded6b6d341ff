using Alerts.Core.Datasets;

namespace Alerts.Core.Tests.Datasets.Sources;

/// <summary>Dates in an address become the questions of a day.</summary>
public sealed class SourceRequestsTests
{
    private static readonly DateOnly Today = new(2025, 3, 2);

    [Theory]
    [InlineData("https://a.example/{yyyy}/{MM}/{dd}.csv", 2, "2025/02/28.csv 2025/03/01.csv 2025/03/02.csv")]
    [InlineData("https://a.example/{yyyy-MM-dd}", 1, "2025-03-01 2025-03-02")]
    public void Each_day_of_the_span_is_asked_for_once(string url, int days, string asked) =>
        Assert.Equal(asked, Asked(url, new(null, days, DateStep.Days)));

    [Theory]
    [InlineData("https://a.example/{yyyyMM}", "202412 202501 202502 202503")]
    [InlineData("https://a.example/{yyyy}?m={MM}", "2024?m=12 2025?m=01 2025?m=02 2025?m=03")]
    [InlineData("https://a.example/{yy}-{M}", "24-12 25-1 25-2 25-3")]
    public void Each_month_of_the_span_is_asked_for_once(string url, string asked) => Assert.Equal(asked, Asked(url, new(null, 3, DateStep.Months)));

    [Fact]
    public void A_span_may_begin_at_a_date() => Assert.Equal("2023 2024 2025", Asked("https://a.example/{yyyy}", new(new DateOnly(2023, 5, 1), 0, DateStep.Days)));

    [Fact]
    public void Of_a_span_that_is_too_long_the_newest_periods_are_asked_for()
    {
        var asked = Asked("https://a.example/{yyyyMM}", new(new DateOnly(1960, 1, 1), 0, DateStep.Days)).Split(' ');

        Assert.Equal((SourceRequests.MostPeriods, "202503"), (asked.Length, asked[^1]));
    }

    [Fact]
    public void A_span_that_begins_in_the_future_is_today_alone() => Assert.Equal("202503", Asked("https://a.example/{yyyyMM}", new(new DateOnly(2030, 1, 1), 0, DateStep.Days)));

    [Theory]
    [InlineData("https://a.example/{from:yyyy-MM-dd}/{to:yyyyMMdd}", "2025-02-02/20250302")]
    [InlineData("https://a.example/plain?json={\"a\":1}", "plain?json={\"a\":1}")]
    [InlineData("https://a.example/{MM-yyyy/x}", "{MM-yyyy/x}")]
    public void What_asks_for_no_period_is_asked_once(string url, string asked) => Assert.Equal(asked, Asked(url, new(null, 1, DateStep.Months)));

    [Fact]
    public void A_name_in_braces_after_a_dollar_is_no_date_and_its_value_is_not_searched_for_dates()
    {
        var url = new SecretText("https://a.example/${dd}?m={MM}", new Dictionary<string, string> { ["dd"] = "{yyyy}" });

        var request = SourceRequests.Of(Source(url, new(null, 0, DateStep.Months)), Today).Single();

        Assert.Equal(("https://a.example/${dd}?m=03", "https://a.example/{yyyy}?m=03"), (request.Address, request.Url));
    }

    [Theory]
    [InlineData("https://a.example/{yyyyMM}?to={to:yyyyMM}")]
    [InlineData("https://a.example/{-}")]
    public void Dates_that_cannot_be_filled_in_are_told(string url) => Assert.NotNull(SourceRequests.Fault(url));

    [Theory]
    [InlineData("https://a.example/x", "https://a.example/x?k=v")]
    [InlineData("https://a.example/x?a=1", "https://a.example/x?a=1&k=v")]
    [InlineData("https://a.example/x?k=old&a=1#top", "https://a.example/x?a=1&k=v")]
    public void A_parameter_takes_the_place_of_its_like(string address, string expected) => Assert.Equal(expected, SourceRequests.Parameter(address, "k", "v"));

    private static string Asked(string url, SpanStart from) =>
        string.Join(' ', SourceRequests.Of(Source(SecretText.Plain(url), from), Today).Select(request => request.Address["https://a.example/".Length..]));

    private static Source Source(SecretText url, SpanStart from) => new(url, "0 0 9 * * *", TimeZoneInfo.Utc, SourceMethod.Get, null, [], null, from, null, "");
}
