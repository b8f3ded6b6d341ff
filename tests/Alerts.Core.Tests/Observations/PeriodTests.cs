using Alerts.Core.Observations;

namespace Alerts.Core.Tests.Observations;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("2025-03-24")]
    [InlineData("2025-05")]
    [InlineData("2025-01..2025-02")]
    [InlineData("2024-12..2025-02")]
    public void A_period_prints_as_it_reads(string text) => Assert.Equal(text, Period.Parse(text).ToString());

    [Theory]
    [InlineData("2025-13")]
    [InlineData("2025-02-30")]
    [InlineData("2025-02-00")]
    [InlineData("2025-00-01")]
    [InlineData("0000-01-01")]
    [InlineData("2025-02-1２")]
    [InlineData("2025-02..2025-01")]
    [InlineData("2025-02..2025-02")]
    [InlineData("2025-2")]
    [InlineData("２０２５-02")]
    [InlineData("2025")]
    [InlineData(null)]
    public void What_is_no_period_is_refused(string? text) => Assert.False(Period.TryParse(text, out _));

    [Fact]
    public void Periods_come_in_order_of_their_last_day_the_longer_first() =>
        Assert.Equal(
            ["2025-01", "2025-01..2025-02", "2025-02", "2025-02-28", "2025-03"],
            new[] { "2025-03", "2025-02-28", "2025-02", "2025-01", "2025-01..2025-02" }.Select(Period.Parse).Order().Select(period => period.ToString()));

    [Theory]
    [InlineData("*", "smm.terbium-oxide", true)]
    [InlineData("smm.*", "smm.terbium-oxide", true)]
    [InlineData("smm.?erbium*", "smm.terbium-oxide", true)]
    [InlineData("*oxide", "smm.terbium-oxide", true)]
    [InlineData("*.*-*", "smm.terbium-oxide", true)]
    [InlineData("smm", "smm.terbium-oxide", false)]
    [InlineData("SMM.*", "smm.terbium-oxide", false)]
    [InlineData("?", "", false)]
    [InlineData("**", "", true)]
    [InlineData("a*b*c", "a.b.b.d", false)]
    public void A_glob_covers_whole_names(string pattern, string name, bool matches) => Assert.Equal(matches, Glob.Matches(pattern, name));
}
