using Alerts.Contracts;
using Alerts.Core.Alerting;
using Alerts.Core.Notifications;
using Alerts.Core.Routing;
using Alerts.Core.UseCases;

namespace Alerts.Core.Tests.UseCases;

/// <summary>The desk's time zone is Shanghai's; 2 June 2025 is a Monday.</summary>
public sealed class QuietWeeksTests
{
    private readonly Desk _desk = new("p > 100 CNY/kg");

    public QuietWeeksTests() => _desk.Workspace = _desk.Workspace with { Subscribers = [_desk.Workspace.Subscribers[0] with { QuietWeek = new(DayOfWeek.Monday, new(8, 0)) }] };

    private async Task At(string local, string? file = null, string rows = "")
    {
        _desk.Clock.Now = DateTimeOffset.Parse($"{local}+08:00");
        await _desk.Store.FirstRun(_desk.Clock.Now, default);
        if (file is not null) await _desk.Read(file, rows);
        await _desk.Sweep.Run(_desk.Workspace, default);
        await _desk.Work();
    }

    [Fact]
    public async Task After_a_week_without_a_message_they_are_told_that_there_was_none()
    {
        await At("2025-06-01T09:00", "2025-06-01-prices.csv", "p 2025-05-30 90");
        await At("2025-06-02T08:00");
        Assert.Empty(_desk.Channel.Sent);

        await At("2025-06-09T08:00");
        await At("2025-06-09T09:00");

        var note = Assert.Single(_desk.Channel.Sent);
        Assert.Equal("[info] Desk: a quiet week", note.Message.Subject);
        Assert.Contains("Nothing was to be told in the week to 9 Jun 2025, 08:00. 1 rule watches for you.", note.Message.Text, StringComparison.Ordinal);
        Assert.Contains("prices: newest data published 1 Jun 2025 (2025-06-01-prices.csv)", note.Message.Text, StringComparison.Ordinal);
        Assert.Contains("trade: nothing was ever read", note.Message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_is_sent_once_also_when_the_program_starts_again()
    {
        await At("2025-06-01T09:00");
        await At("2025-06-09T08:00");

        _desk.Start();
        await At("2025-06-10T08:00");

        Assert.Single(_desk.Channel.Sent);
    }

    [Fact]
    public async Task A_week_with_a_message_is_not_quiet()
    {
        await At("2025-06-01T09:00", "2025-06-01-prices.csv", "p 2025-05-30 90");
        await At("2025-06-05T09:00", "2025-06-05-prices.csv", "p 2025-06-05 110");

        await At("2025-06-09T08:00");

        Assert.Equal(EventType.Firing, _desk.Told.Single().Type);
        Assert.Equal(_desk.Told[0].Id, Assert.Single(_desk.Channel.Sent).Event);
    }

    [Fact]
    public async Task The_note_of_one_week_does_not_make_the_next_a_loud_one()
    {
        await At("2025-06-01T09:00");
        foreach (var day in (string[])["09", "16", "23"]) await At($"2025-06-{day}T08:01");

        Assert.Equal(3, _desk.Channel.Sent.Count);
    }

    [Fact]
    public async Task Nobody_is_told_who_did_not_ask()
    {
        _desk.Workspace = _desk.Workspace with { Subscribers = [_desk.Workspace.Subscribers[0] with { QuietWeek = null }] };
        await At("2025-06-01T09:00");

        await At("2025-06-30T08:00");

        Assert.Empty(_desk.Channel.Sent);
    }
}
