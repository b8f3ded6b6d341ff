using Alerts.Core.Observations;
using FsCheck;
using FsCheck.Fluent;

namespace Alerts.Core.Tests.Observations;

public sealed class ReleaseCalendarTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>The online query of China customs: day 20 of the next month, January and February together in March.</summary>
    private static readonly ReleaseCalendar Query = new(Frequency.Monthly, Day: 20, MonthsAfter: 1, After: 0, WorkingDays.EveryDay, JanuaryWithFebruary: true, Shanghai, [], []);

    private static readonly ReleaseCalendar Flash2025 = Query with
    {
        Day = 9,
        JanuaryWithFebruary = false,
        Dates = [.. new[] { "01-13", "03-07", "04-14", "05-09", "06-09", "07-14", "08-07", "09-08", "10-13", "11-07", "12-08" }.Select(day => DateOnly.Parse($"2025-{day}"))],
        Withdrawn = [Period.Parse("2020-01")],
    };

    private static readonly ReleaseCalendar Quotations = new(Frequency.BusinessDaily, null, 0, After: 1, WorkingDays.China, false, Shanghai, [], []);

    private static DateOnly Date(string text) => DateOnly.Parse(text);

    [Theory]
    [InlineData("2025-02-20", "2025-01", "not-due")]
    [InlineData("2025-03-20", "2025-01..2025-02", "due")]
    [InlineData("2025-04-20", "2025-03", "due")] // a Sunday: the day stays
    [InlineData("2025-06-23", "2025-05", "late")]
    [InlineData("2025-06-24", "2025-05", "missing")]
    [InlineData("2025-03-20", "2025-01", "due")]
    [InlineData("2025-06-19", "2025-05", "not-due")]
    [InlineData("2025-06-21", "2025-05", "late")]
    public void A_month_of_the_online_query_is_released_on_the_20th(string today, string period, string state) =>
        Assert.Equal(state, Query.State(Period.Parse(period), Date(today)).Text());

    [Theory]
    [InlineData("2025-05-08", "2025-04", "not-due")]
    [InlineData("2025-05-09", "2025-04", "due")]
    [InlineData("2020-02-08", "2020-01", "withdrawn")]
    public void A_flash_is_released_as_its_timetable_says(string today, string period, string state) =>
        Assert.Equal(state, Flash2025.State(Period.Parse(period), Date(today)).Text());

    [Fact]
    public void January_has_no_release_of_its_own_where_it_comes_with_February()
    {
        Assert.Equal(["2024-12", "2025-01..2025-02", "2025-03"], new[] { "2024-11", "2024-12", "2025-01..2025-02" }.Select(period => Query.Next(Period.Parse(period)).ToString()));
        Assert.Equal("2025-03", Query.Next(Period.Parse("2025-02")).ToString());
        Assert.Equal("2025-01..2025-02", Query.Next(Period.Parse("2024-12")).ToString());
        Assert.Empty(Query.DueOn(Date("2025-02-20")));
        Assert.Equal(["2025-01..2025-02"], Query.DueOn(Date("2025-03-20")).Select(period => period.ToString()));
    }

    [Fact]
    public void A_day_begins_where_the_publisher_is() => Assert.Equal(Date("2024-09-01"), Query.Today(DateTimeOffset.Parse("2024-08-31T17:00:00Z"), TimeZoneInfo.Utc));

    [Theory]
    [InlineData("2025-01-27", "2025-02-05")] // over the New Year
    [InlineData("2025-01-24", "2025-01-26")] // a Sunday that makes up for it
    [InlineData("2025-03-21", "2025-03-24")]
    [InlineData("2024-09-30", "2024-10-08")]
    [InlineData("2024-12-31", "2025-01-02")]
    public void The_next_quotation_comes_on_the_next_working_day(string day, string next)
    {
        Assert.Equal(next, Quotations.Next(Period.Parse(day)).ToString());
        Assert.Equal(Date(next), Quotations.Due(Period.Parse(day)));
    }

    [Theory]
    [InlineData(2015, 21, 17, 22)]
    [InlineData(2016, 20, 18, 23)]
    [InlineData(2017, 19, 19, 23)]
    [InlineData(2018, 22, 17, 22)]
    [InlineData(2019, 22, 17, 21)]
    [InlineData(2020, 17, 20, 22)]
    [InlineData(2021, 20, 17, 23)]
    [InlineData(2022, 21, 16, 23)]
    [InlineData(2023, 18, 20, 23)]
    [InlineData(2024, 22, 18, 21)]
    [InlineData(2025, 19, 19, 21)]
    [InlineData(2026, 21, 16, 22)]
    public void The_first_three_months_of_a_year_have_so_many_working_days_in_China(int year, params int[] counts) =>
        Assert.Equal(counts, Enumerable.Range(1, 3).Select(month => Enumerable.Range(1, DateTime.DaysInMonth(year, month)).Count(day => ChineseDays.IsWorkingDay(new(year, month, day)))));

    [Theory]
    [InlineData("2024-09-29", true)]
    [InlineData("2025-01-26", true)]
    [InlineData("2024-09-14", true)]
    [InlineData("2024-10-12", true)]
    [InlineData("2025-02-08", true)]
    [InlineData("2024-11-17", false)]
    [InlineData("2025-10-08", false)]
    [InlineData("2023-10-06", false)]
    [InlineData("2027-02-06", false)] // beyond the table: a Saturday
    [InlineData("2027-02-08", true)] // beyond the table a Monday is taken for a working day
    public void A_day_is_worked_as_the_yearly_notice_says(string day, bool isWorked) => Assert.Equal(isWorked, ChineseDays.IsWorkingDay(Date(day)));

    [Fact]
    public void The_second_working_day_of_the_next_month_is_counted()
    {
        var sheet = Query with { Day = null, After = 2, Days = WorkingDays.Weekdays, JanuaryWithFebruary = false };

        Assert.Equal(Date("2025-12-02"), sheet.Due(Period.Parse("2025-11")));
        Assert.Equal(Date("2025-03-04"), sheet.Due(Period.Parse("2025-02")));
    }

    [Fact]
    public void A_day_that_the_month_of_release_lacks_is_its_last() => Assert.Equal(Date("2025-02-28"), (Query with { Day = 31, JanuaryWithFebruary = false }).Due(Period.Parse("2025-01")));

    [Fact]
    public void Every_period_is_due_on_one_day_and_is_found_by_it() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(new Replay(new Rnd(20250324, 7), null)),
        Prop.ForAll(Gen.Choose(0, 4000).ToArbitrary(), Gen.Elements(Query, Query with { Day = null, After = 3, Days = WorkingDays.China }, Flash2025 with { Withdrawn = [] }, Quotations, Quotations with { Days = WorkingDays.Weekdays, After = 0 }).ToArbitrary(), (offset, calendar) =>
        {
            var day = new DateOnly(2015, 6, 1).AddDays(offset);
            var before = calendar.Frequency == Frequency.Monthly ? Period.Month(day.Year, day.Month) : Period.Day(day);
            var period = calendar.Next(before);
            var due = calendar.Due(period);
            return calendar.DueOn(due).Contains(period) && calendar.State(period, due) == ReleaseState.Due && calendar.Due(calendar.Next(period)) >= due && due >= period.Last;
        }));
}
