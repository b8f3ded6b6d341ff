using Alerts.Contracts;
using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Core.Tests.UseCases;

/// <summary>What follows from days that pass without a file.</summary>
public sealed class PassDaysTests
{
    private static readonly ReleaseCalendar Twentieth = new(Frequency.Monthly, 20, 1, 0, WorkingDays.EveryDay, JanuaryWithFebruary: true, null, [], []);

    private readonly Desk _desk;
    private readonly List<AlertEvent> _told = [];
    private PassDays _days = null!;

    public PassDaysTests()
    {
        _desk = new Desk();
        var m = Story.Monthly("m") with { Released = Twentieth };
        var series = new Dictionary<string, SeriesDefinition>(_desk.Workspace.Series) { ["m"] = m };
        _desk.Workspace = _desk.Workspace with
        {
            Owner = "desk@example.com",
            Series = series,
            Datasets = [_desk.Workspace.Datasets[0], _desk.Workspace.Datasets[1] with { Released = Twentieth, Series = [new(m, "m", null)] }],
            Rules = [],
        };
        Restart();
    }

    private void Restart()
    {
        _desk.Start();
        _days = new(_desk.Store, _desk.Store, _desk.Clock);
    }

    private void Rule(string when, string? count = null, string? again = null)
    {
        var (rule, mistakes) = RuleBuilder.Build(new("old", "Old", when, count, null, again, null, Severity.High, new Dictionary<string, string>()), 0, _desk.Workspace.Series);
        Assert.True(rule is not null, string.Join('\n', mistakes));
        _desk.Workspace = _desk.Workspace with { Rules = [rule] };
    }

    private async Task<IReadOnlyList<string>> On(string day)
    {
        _desk.Clock.Pass(Some.Midnight(day).AddHours(9) - _desk.Clock.GetUtcNow());
        await _desk.Work();
        var told = await _days.Run(_desk.Workspace, default);
        _told.AddRange(told);
        await _desk.Work();
        return [.. told.Select(one => $"{one.Type.Text()} {one.Period} on {one.Published:yyyy-MM-dd}{(one.Value is { } value ? $" {value}" : "")}")];
    }

    private async Task Read(string day, string rows)
    {
        await _desk.Read($"{day}-trade.csv", rows);
        await _desk.Work();
    }

    [Fact]
    public async Task A_period_that_is_not_there_three_days_after_it_was_due_is_told_to_the_owner_once()
    {
        await Read("2025-05-20", "m 2025-04 7");
        Assert.Empty(await On("2025-06-20"));
        Assert.Empty(await On("2025-06-23"));
        Assert.Equal(["data.overdue 2025-05 on 2025-06-24"], await On("2025-06-24"));
        Assert.Empty(await On("2025-06-24"));
        Restart();
        Assert.Empty(await On("2025-06-24"));
        Assert.Empty(await On("2025-06-30"));

        var mail = Assert.Single(_desk.Channel.Sent);
        Assert.Equal(("owner", "desk@example.com", "[warning] Overdue: Nobody (trade), May 2025 was due on 20 Jun 2025"), (mail.Subscriber, mail.Address, mail.Message.Subject));
    }

    [Fact]
    public async Task A_period_that_came_late_but_in_time_is_not_told_of()
    {
        await On("2025-06-19");
        await Read("2025-06-23", "m 2025-05 7");

        Assert.Empty(await On("2025-06-30"));
    }

    [Fact]
    public async Task Days_that_passed_while_nothing_ran_are_made_up_for_each_as_of_then()
    {
        await On("2025-06-19");
        await Read("2025-06-28", "m 2025-05 7");

        Assert.Equal(["data.overdue 2025-05 on 2025-06-24", "data.overdue 2025-06 on 2025-07-24"], await On("2025-08-01"));
    }

    [Fact]
    public async Task January_is_not_waited_for_where_it_comes_with_February()
    {
        await Read("2025-01-20", "m 2024-12 7");
        await On("2025-01-21");

        Assert.Equal(["data.overdue 2025-01..2025-02 on 2025-03-24"], await On("2025-04-01"));
    }

    [Fact]
    public async Task An_age_fires_once_it_is_beyond_its_days_and_is_over_with_a_newer_figure()
    {
        Rule("age(m) > 33 days");
        await Read("2025-05-20", "m 2025-04 7");
        await On("2025-06-21");
        Assert.DoesNotContain(await On("2025-06-22"), text => text.StartsWith("alert", StringComparison.Ordinal));
        Assert.Equal(["alert.firing 2025-05 on 2025-06-23 34"], await On("2025-06-23"));
        Assert.Equal(_told[^1].Alert, _told[^1].Id);
        await Read("2025-06-25", "m 2025-05 8");

        Assert.Equal(["data.overdue 2025-05 on 2025-06-24", "alert.resolved 2025-06 on 2025-06-25 5"], await On("2025-06-26"));
        Assert.Equal(_told.First(told => told.Type == EventType.Firing).Id, _told[^1].Alert);
    }

    [Fact]
    public async Task For_counts_days()
    {
        Rule("age(m) > 10 days", count: "3");
        await Read("2025-05-20", "m 2025-04 7");
        await On("2025-05-29");

        Assert.Equal(["alert.firing 2025-05 on 2025-06-02 13"], await On("2025-06-10"));
    }

    [Fact]
    public async Task Days_one_by_one_say_what_all_at_once_say()
    {
        Rule("age(m) >= 20 days", count: "2", again: "5 days");
        await Read("2025-05-20", "m 2025-04 7");
        await Read("2025-07-02", "m 2025-05 8");
        await On("2025-05-21");
        for (var day = new DateOnly(2025, 5, 22); day <= new DateOnly(2025, 8, 1); day = day.AddDays(1))
        {
            if (day.Day % 5 == 0) Restart();
            await On(day.ToString("yyyy-MM-dd"));
        }
        var oneByOne = _told.Select(told => told.Id).ToList();

        var other = new PassDaysTests();
        other.Rule("age(m) >= 20 days", count: "2", again: "5 days");
        await other.Read("2025-05-20", "m 2025-04 7");
        await other.Read("2025-07-02", "m 2025-05 8");
        await other.On("2025-05-21");
        await other.On("2025-08-01");

        Assert.Equal(oneByOne, other._told.Select(told => told.Id));
        Assert.Contains(other._told, told => told is { Type: EventType.Escalated, Level: 2 });
    }

    [Fact]
    public async Task A_backtest_says_what_days_said()
    {
        Rule("age(m) > 33 days");
        await Read("2025-05-20", "m 2025-04 7");
        await On("2025-05-21");
        await Read("2025-06-25", "m 2025-05 8");
        await On("2025-06-25");

        var replayed = Backtest.Run(_desk.Workspace, await _desk.Store.History(["m"], default), []);

        Assert.Equal(_told.Where(told => !told.Type.IsAboutData()).Select(told => told.Id), replayed.Select(told => told.Id));
        Assert.Equal(2, replayed.Count);
    }

    [Fact]
    public async Task An_age_has_a_state_of_its_own_that_files_do_not_close()
    {
        Rule("age(m) > 10 days");
        await Read("2025-05-20", "m 2025-04 7");
        await On("2025-06-10");
        await _desk.Evaluate.CatchUp(_desk.Workspace, default);

        Assert.Single(await _desk.Store.Instances(default));
    }

    [Theory]
    [InlineData("age(m) > 5 days and m > 3 t", "not-single")]
    [InlineData("not age(m) > 5 days", "not-single")]
    [InlineData("age(m) > 5", "wrong-unit")]
    [InlineData("age(m) > 5%", "wrong-unit")]
    [InlineData("age(m) > -5 days", "wrong-value")]
    [InlineData("age(p) > 5 days", "no-calendar")]
    [InlineData("m > 5 days", "wrong-unit")]
    public void An_age_stands_alone_and_is_in_days(string when, string code)
    {
        var (rule, mistakes) = RuleBuilder.Build(new("old", "Old", when, null, null, null, null, Severity.High, new Dictionary<string, string>()), 0, _desk.Workspace.Series);

        Assert.Null(rule);
        Assert.Contains(mistakes, mistake => mistake.Code == code);
    }

    [Theory]
    [InlineData("2025-06-19", "not-due")]
    [InlineData("2025-06-20", "due")]
    [InlineData("2025-06-22", "late")]
    [InlineData("2025-06-24", "missing")]
    public async Task A_series_tells_how_new_it_is_and_when_its_next_period_is_due(string day, string state)
    {
        await Read("2025-05-20", "m 2025-04 7");

        var freshness = Freshness.Of(_desk.Workspace.Series["m"], await _desk.Store.History(["m"], default), Some.Midnight(day), _desk.Workspace.TimeZone);

        Assert.Equal(("2025-04", "2025-05", new DateOnly(2025, 6, 20), state), ($"{freshness.Newest!.Period}", $"{freshness.Next}", freshness.Due, freshness.State?.Text()));
    }
}
