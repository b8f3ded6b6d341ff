using Alerts.Core.Datasets;
using Alerts.Core.Observations;

namespace Alerts.Core.Tests.Datasets;

public sealed class DateTextTests
{
    [Theory]
    [InlineData("yyyy-MM-dd", "2024-02-29", "2024-02-29")]
    [InlineData("dd.MM.yyyy", "24.03.2025", "2025-03-24")]
    [InlineData("MM/dd/yyyy", " 03/24/2025 ", "2025-03-24")]
    [InlineData("yyyyMMdd", "20250324", "2025-03-24")]
    [InlineData("d/M/yyyy", "4/3/2025", "2025-03-04")]
    [InlineData("dd MMM yyyy", "24 Mar 2025", "2025-03-24")]
    public void A_day_is_read_by_the_format_of_its_dataset(string format, string text, string day)
    {
        Assert.Null(Days(format).Read(text, out var period));
        Assert.Equal(day, period.ToString());
    }

    [Theory]
    [InlineData("2025-3-28")]
    [InlineData("2025/03/28")]
    [InlineData("20250328")]
    [InlineData("45743")]
    [InlineData("2025-03-28T00:00:00Z")]
    [InlineData("２０２５-03-28")]
    public void Another_format_is_not_tried(string text) => Assert.Equal("date-format", Days("yyyy-MM-dd").Read(text, out _)?.Reason);

    [Theory]
    [InlineData("2025-02-30")]
    [InlineData("2025-13-01")]
    [InlineData("0000-00-00")]
    [InlineData("2023-02-29")]
    [InlineData("")]
    public void A_day_that_never_was_is_invalid(string text) => Assert.Equal("date-invalid", Days("yyyy-MM-dd").Read(text, out _)?.Reason);

    [Fact]
    public void The_day_after_the_publication_is_no_future_and_the_next_one_is()
    {
        Assert.Null(Days("yyyy-MM-dd").Read("2025-04-02", out _));
        Assert.Equal("date-future", Days("yyyy-MM-dd").Read("2025-04-03", out _)?.Reason);
    }

    [Fact]
    public void The_day_of_publication_is_that_of_its_own_offset()
    {
        var lateInShanghai = new DateText("yyyy-MM-dd", Frequency.Daily, new DateTimeOffset(2025, 4, 1, 23, 0, 0, TimeSpan.FromHours(8)));

        Assert.Null(lateInShanghai.Read("2025-04-02", out _));
        Assert.NotNull(lateInShanghai.Read("2025-04-03", out _));
    }

    [Theory]
    [InlineData("2025-01..2025-02", "2025-01..2025-02")]
    [InlineData("2025-03", "2025-03")]
    public void A_monthly_file_has_months_and_combined_periods(string text, string expected)
    {
        Assert.Null(Months.Read(text, out var period));
        Assert.Equal(expected, period.ToString());
    }

    [Theory]
    [InlineData("2025-02..2025-01", "date-invalid")]
    [InlineData("2025-01..2025-13", "date-invalid")]
    [InlineData("2025-05..2025-06", "date-future")]
    [InlineData("2025-05", "date-future")]
    [InlineData("2025-01-31", "date-format")]
    public void A_month_that_cannot_be_is_refused(string text, string reason) => Assert.Equal(reason, Months.Read(text, out _)?.Reason);

    private static DateText Months => new("yyyy-MM", Frequency.Monthly, SomeTable.Published);

    private static DateText Days(string format) => new(format, Frequency.BusinessDaily, SomeTable.Published);
}
