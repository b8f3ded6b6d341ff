using Alerts.Core.Routing;

namespace Alerts.Core.Tests.Routing;

public sealed class LocalTimesTests
{
    private static readonly DateTimeOffset Begin = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Zones => ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"];

    public static TheoryData<string, string> ZonesAndTimes
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var zone in (string[])["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
                foreach (var time in (string[])["00:00", "01:30", "02:00", "02:15", "02:30", "03:00", "08:00", "23:59"]) data.Add(zone, time);
            return data;
        }
    }

    private static TimeZoneInfo Zone(string name) => TimeZoneInfo.FindSystemTimeZoneById(name);

    [Theory]
    [MemberData(nameof(ZonesAndTimes))]
    public void A_daily_digest_comes_once_on_each_day_of_ten_years(string name, string at)
    {
        var (zone, digest) = (Zone(name), new Digest(null, TimeOnly.Parse(at)));
        var days = new List<DateOnly>();
        for (var time = digest.Next(Begin, zone); time < End; time = digest.Next(time, zone)) days.Add(DateOnly.FromDateTime(LocalTimes.Of(time, zone)));

        Assert.Equal(Enumerable.Range(0, days.Count).Select(days[0].AddDays), days);
        Assert.InRange(days.Count, 3652, 3654);
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public void A_weekly_digest_comes_on_its_day_alone(string name)
    {
        var (zone, digest) = (Zone(name), new Digest(DayOfWeek.Sunday, new(2, 30)));
        var times = new List<DateTimeOffset>();
        for (var time = digest.Next(Begin, zone); time < End; time = digest.Next(time, zone)) times.Add(time);

        Assert.InRange(times.Count, 521, 522);
        Assert.All(times, time => Assert.Equal(DayOfWeek.Sunday, LocalTimes.Of(time, zone).DayOfWeek));
    }

    [Fact]
    public void A_time_that_the_clock_skips_is_the_end_of_the_gap() =>
        Assert.Equal(new DateTimeOffset(2025, 3, 30, 3, 0, 0, TimeSpan.FromHours(2)), new Digest(null, new(2, 30)).Next(new(2025, 3, 30, 0, 0, 0, TimeSpan.FromHours(1)), Zone("Europe/Berlin")));

    [Fact]
    public void A_time_that_the_clock_shows_twice_is_the_first_of_them() =>
        Assert.Equal(new DateTimeOffset(2025, 10, 26, 2, 30, 0, TimeSpan.FromHours(2)), new Digest(null, new(2, 30)).Next(new(2025, 10, 26, 0, 0, 0, TimeSpan.FromHours(2)), Zone("Europe/Berlin")));

    [Theory]
    [MemberData(nameof(Zones))]
    public void Quiet_hours_end_when_the_clock_shows_their_end_whatever_is_done_to_it(string name)
    {
        var (zone, quiet) = (Zone(name), Recurrence.Daily(new(22, 0), new(2, 30)));
        for (var time = Begin; time < End; time = time.AddMinutes(997))
        {
            var end = quiet.End(time, zone);
            Assert.Equal(quiet.Holds(time, zone), end is not null);
            if (end is not { } awake) continue;
            Assert.True(awake > time && awake - time <= TimeSpan.FromHours(5.6) && !quiet.Holds(awake, zone), $"{time:O} ends {awake:O}");
            Assert.True(quiet.Holds(awake.AddSeconds(-1), zone), $"{time:O} ends {awake:O}");
        }
    }

    [Theory]
    [InlineData("2025-03-21T23:00", true)]
    [InlineData("2025-03-22T06:59", true)]
    [InlineData("2025-03-22T07:00", false)]
    [InlineData("2025-03-22T23:00", false)]
    public void Hours_over_midnight_belong_to_the_day_on_which_they_begin(string at, bool holds) =>
        Assert.Equal(holds, Recurrence.Daily(new(22, 0), new(7, 0), [DayOfWeek.Friday]).Holds(DateTimeOffset.Parse($"{at}Z"), TimeZoneInfo.Utc));

    [Fact]
    public void A_span_of_days_ends_at_the_midnight_after_its_last() =>
        Assert.Equal(DateTimeOffset.Parse("2026-02-23T16:00Z"), new Recurrence(new(2026, 2, 15), new(2026, 2, 23), [], null).End(DateTimeOffset.Parse("2026-02-20T00:00Z"), Zone("Asia/Shanghai")));
}
