using System.Globalization;
using Alerts.Adapters.Sources;

namespace Alerts.Adapters.Tests.Sources;

/// <summary>NCRONTAB as timer triggers read it, and what we refuse besides.</summary>
public sealed class PollScheduleTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("0 */5 * * * *", "2026-11-22T09:18:00", "2026-11-22T09:20:00 2026-11-22T09:25:00 2026-11-22T09:30:00")]
    [InlineData("0 0 * * * *", "2026-11-22T09:18:00", "2026-11-22T10:00:00 2026-11-22T11:00:00")]
    [InlineData("0 30 9 * * 1-5", "2026-11-22T09:18:00", "2026-11-23T09:30:00 2026-11-24T09:30:00 2026-11-25T09:30:00")]
    [InlineData("0 0 9 * * *", "2026-11-22T09:00:00", "2026-11-23T09:00:00")]
    [InlineData("0 0 2 7-14 * *", "2026-11-22T09:18:00", "2026-12-07T02:00:00 2026-12-08T02:00:00 2026-12-09T02:00:00")]
    [InlineData("0 0 4 18-20 * *", "2026-11-22T09:18:00", "2026-12-18T04:00:00 2026-12-19T04:00:00 2026-12-20T04:00:00 2027-01-18T04:00:00")]
    [InlineData("0 0 0 13 * 5", "2026-11-22T09:18:00", "2027-08-13T00:00:00 2028-10-13T00:00:00 2029-04-13T00:00:00")]
    [InlineData("0 0 0 1 * Mon", "2026-11-22T09:18:00", "2027-02-01T00:00:00 2027-03-01T00:00:00 2027-11-01T00:00:00")]
    [InlineData("0 0 0 29 2 *", "2026-11-22T09:18:00", "2028-02-29T00:00:00 2032-02-29T00:00:00")]
    [InlineData("0 5/15 * * * *", "2026-11-22T10:00:00", "2026-11-22T10:05:00 2026-11-22T10:20:00 2026-11-22T10:35:00")]
    [InlineData("0 0-30/10 8 * * *", "2026-11-22T09:18:00", "2026-11-23T08:00:00 2026-11-23T08:10:00 2026-11-23T08:20:00 2026-11-23T08:30:00 2026-11-24T08:00:00")]
    [InlineData("0 0 22-2 * * *", "2026-11-22T09:18:00", "2026-11-22T10:00:00 2026-11-22T11:00:00 2026-11-22T12:00:00")]
    [InlineData("0 0 9 * * 5-1", "2026-11-22T09:18:00", "2026-11-23T09:00:00 2026-11-24T09:00:00 2026-11-25T09:00:00 2026-11-26T09:00:00 2026-11-27T09:00:00 2026-11-30T09:00:00")]
    [InlineData("0 0 9 * jan,FEB mon", "2026-11-22T09:18:00", "2027-01-04T09:00:00 2027-01-11T09:00:00 2027-01-18T09:00:00")]
    [InlineData("0 0 9 * January *", "2026-11-22T09:18:00", "2027-01-01T09:00:00")]
    [InlineData("*/5 * * * *", "2026-11-22T09:18:00", "2026-11-22T09:20:00 2026-11-22T09:25:00")]
    [InlineData("0 30 10 * * 1-5", "2026-11-22T09:18:00", "2026-11-23T10:30:00")]
    [InlineData("0 30 1-15/2 18-22 * *", "2026-11-22T09:18:00", "2026-11-22T09:30:00 2026-11-22T11:30:00 2026-11-22T13:30:00 2026-11-22T15:30:00 2026-12-18T01:30:00")]
    public void A_schedule_fires_as_a_timer_trigger_does(string text, string from, string next)
    {
        var schedule = PollSchedule.Parse(text);
        var times = new List<DateTimeOffset> { Utc(from) };
        foreach (var _ in next.Split(' ')) times.Add(schedule.After(times[^1], TimeZoneInfo.Utc));

        Assert.Equal(next, string.Join(' ', times.Skip(1).Select(time => time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture))));
    }

    [Theory]
    [InlineData("0 0 9 * * 7")]
    [InlineData("0 0 9 ? * *")]
    [InlineData("0 0 9 L * *")]
    [InlineData("0 0 9 * * Mon#1")]
    [InlineData("0 0 9 1W * *")]
    [InlineData("@daily")]
    [InlineData("0 0 24 * * *")]
    [InlineData("60 0 0 * * *")]
    [InlineData("0 0 0 0 * *")]
    [InlineData("-1 0 0 * * *")]
    [InlineData("0 0 9 * Foo *")]
    [InlineData("0 0 0 1 1 * 2027")]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("00:05:00")]
    [InlineData("* * * *")]
    // What a timer trigger takes, and would not do what its writer meant.
    [InlineData("0 */0 * * * *")]
    [InlineData("0 */90 * * * *")]
    [InlineData("0 */60 * * * *")]
    [InlineData("0 0 */24 * * *")]
    [InlineData("0 0 0 31 2 *")]
    [InlineData("0 0 0 30 2 *")]
    [InlineData("0 0 0 31 4,6,9,11 *")]
    public void What_is_no_schedule_is_refused_with_a_reason(string text)
    {
        var (schedule, fault, _) = PollSchedule.Read(text);

        Assert.Null(schedule);
        Assert.False(string.IsNullOrEmpty(fault));
    }

    [Theory]
    [InlineData("0 0 22-2 * * *", "22-2")]
    [InlineData("0 0 9 * * 5-1", "5-1")]
    public void A_range_that_runs_backwards_is_warned_of(string text, string range) => Assert.Contains(range, PollSchedule.Read(text).Warning, StringComparison.Ordinal);

    [Fact]
    public void A_time_of_day_is_that_of_the_time_zone_summer_and_winter() =>
        Assert.Equal([Utc("2026-03-27T08:00:00"), Utc("2026-03-28T08:00:00"), Utc("2026-03-29T07:00:00")], Times("0 0 9 * * *", "2026-03-26T20:00:00", 3));

    [Fact]
    public void A_time_in_the_hour_that_is_left_out_moves_on() =>
        Assert.Equal([Utc("2026-03-28T01:30:00"), Utc("2026-03-29T01:30:00"), Utc("2026-03-30T00:30:00")], Times("0 30 2 * * *", "2026-03-27T12:00:00", 3));

    [Fact]
    public void A_time_in_the_hour_that_comes_twice_fires_once() =>
        Assert.Equal([Utc("2026-10-25T00:30:00"), Utc("2026-10-26T01:30:00")], Times("0 30 2 * * *", "2026-10-24T12:00:00", 2));

    [Fact]
    public void An_interval_goes_on_through_the_hour_that_comes_twice() =>
        Assert.Equal(
            [Utc("2026-10-25T00:00:00"), Utc("2026-10-25T00:30:00"), Utc("2026-10-25T01:00:00"), Utc("2026-10-25T01:30:00"), Utc("2026-10-25T02:00:00")],
            Times("0 */30 * * * *", "2026-10-24T23:45:00", 5));

    [Fact]
    public void An_interval_goes_on_over_the_hour_that_is_left_out() =>
        Assert.Equal([Utc("2026-03-29T00:30:00"), Utc("2026-03-29T01:00:00"), Utc("2026-03-29T01:30:00")], Times("0 */30 * * * *", "2026-03-29T00:10:00", 3));

    private static List<DateTimeOffset> Times(string text, string from, int count)
    {
        var times = new List<DateTimeOffset> { Utc(from) };
        for (var at = 0; at < count; at++) times.Add(PollSchedule.Parse(text).After(times[^1], Berlin));
        return times[1..];
    }

    private static DateTimeOffset Utc(string text) => DateTimeOffset.ParseExact(text, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
