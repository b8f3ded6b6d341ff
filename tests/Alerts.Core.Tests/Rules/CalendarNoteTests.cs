using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.Tests.Rules;

/// <summary>Months that differ by their holidays are told so, and nothing else is changed by it.</summary>
public sealed class CalendarNoteTests
{
    private static readonly SeriesDefinition Chinese = Story.Monthly("cn.imports");

    [Theory]
    [InlineData(2015, true)] // it fell on 31 January 2014
    [InlineData(2016, false)]
    [InlineData(2017, true)]
    [InlineData(2018, true)]
    [InlineData(2019, false)]
    [InlineData(2020, true)]
    [InlineData(2021, true)]
    [InlineData(2022, false)]
    [InlineData(2023, true)]
    [InlineData(2024, true)]
    [InlineData(2025, true)]
    [InlineData(2026, true)]
    public void January_and_February_are_affected_where_the_New_Year_fell_in_the_other_month(int year, bool isAffected)
    {
        foreach (var month in new[] { 1, 2 }) Assert.Equal(isAffected ? "New Year affected" : null, CalendarNote.Of(Chinese, Period.Month(year, month), Period.Month(year - 1, month)));
        Assert.Null(CalendarNote.Of(Chinese, Period.Month(year, 4), Period.Month(year - 1, 4)));
    }

    [Theory]
    [InlineData(2015, true)]
    [InlineData(2016, true)]
    [InlineData(2017, false)]
    [InlineData(2018, false)]
    [InlineData(2026, false)]
    public void March_is_affected_where_either_New_Year_came_late(int year, bool isAffected) =>
        Assert.Equal(isAffected ? "calendar-affected" : null, CalendarNote.Of(Chinese, Period.Month(year, 3), Period.Month(year - 1, 3)));

    [Fact]
    public void Against_the_month_before_January_to_March_and_October_are_affected()
    {
        var affected = Enumerable.Range(1, 12).Where(month => CalendarNote.Of(Chinese, Period.Month(2025, month), Period.Month(2025, month).AddMonths(-1)) == "calendar-affected");

        Assert.Equal([1, 2, 3, 10], affected);
    }

    [Fact]
    public void Joined_months_other_countries_and_sums_are_not()
    {
        var months = Period.Months(Period.MonthNumber(2025, 1), Period.MonthNumber(2025, 2));

        Assert.Null(CalendarNote.Of(Chinese, months, months.AddMonths(-12)));
        Assert.Null(CalendarNote.Of(Chinese, null, null));
        Assert.Null(CalendarNote.Of(Story.Monthly("us.imports"), Period.Month(2025, 2), Period.Month(2024, 2)));
    }

    [Theory]
    [InlineData(1902, "1902-02-08")]
    [InlineData(2015, "2015-02-19")]
    [InlineData(2020, "2020-01-25")]
    [InlineData(2026, "2026-02-17")]
    [InlineData(2028, "2028-01-26")]
    [InlineData(2031, "2031-01-23")]
    public void The_New_Year_falls_on_its_day(int year, string day) => Assert.Equal(DateOnly.Parse(day, null), ChineseNewYear.Day(year));

    [Fact]
    public void An_event_carries_the_note_beside_its_step_and_says_it_in_its_message()
    {
        var story = Story.Over(Story.Known(Chinese), "yoy(cn.imports) < -10%", firstLoads: Core.Alerting.FirstLoads.AnnounceTheirPast);
        story.Publish("2025-03-20", "cn.imports 2024-02 100, cn.imports 2025-02 80");

        var told = story.Told[^1];
        Assert.Equal("New Year affected", told.Explanation.Single(line => line.Name == "yoy").Note);
        Assert.Contains("\"note\":\"New Year affected\"", Core.Alerting.EventJson.Write(told), StringComparison.Ordinal);
        Assert.Equal("New Year affected", Core.Alerting.EventJson.Read(Core.Alerting.EventJson.Write(told), told.Publication).Explanation.Single(line => line.Name == "yoy").Note);
    }
}
