using System.Security.Cryptography;
using System.Text;
using Alerts.Core.UseCases;

namespace Alerts.Core.Tests.UseCases;

/// <summary>What is past is forgotten, and nothing that is still needed.</summary>
public sealed class RetentionTests
{
    private readonly Desk _desk = new();

    public RetentionTests() => Keep(TimeSpan.FromDays(90), TimeSpan.FromDays(90));

    private void Keep(TimeSpan? ledger, TimeSpan? files)
    {
        _desk.Workspace = _desk.Workspace with { Retention = new(ledger, files) };
        _desk.Start();
    }

    private async Task Read(string day, string rows)
    {
        _desk.Clock.Now = DateTimeOffset.Parse($"{day}T12:00+08:00");
        await _desk.Read($"{day}-prices.csv", rows);
        await _desk.Work();
    }

    private async Task Sweep(string day)
    {
        _desk.Clock.Now = DateTimeOffset.Parse($"{day}T12:00+08:00");
        await _desk.Sweep.Run(_desk.Workspace, default);
    }

    private async Task<bool> IsThere(string rows) => await _desk.Store.Read(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rows))), default) is not null;

    private async Task<int> Ledger() => (await _desk.Store.Ledger(default)).Count;

    // Fires on the second day, ends on the third.
    private async Task AnAlertThatEnded()
    {
        await Read("2025-02-01", "p 2025-02-01 90");
        await Read("2025-02-02", "p 2025-02-02 101");
        await Read("2025-02-03", "p 2025-02-03 90");
        Assert.Equal(2, await Ledger());
    }

    [Fact]
    public async Task Messages_of_an_alert_that_ended_are_forgotten_once_no_revision_can_take_it_back()
    {
        await AnAlertThatEnded();
        await Sweep("2025-08-01");
        Assert.Equal(2, await Ledger());

        await Read("2026-03-01", "p 2026-03-01 91");
        await Sweep("2026-03-01");

        Assert.Equal(0, await Ledger());
    }

    [Fact]
    public async Task What_was_forgotten_is_not_told_again()
    {
        await AnAlertThatEnded();
        await Read("2026-03-01", "p 2026-03-01 91");
        await Sweep("2026-03-01");
        var sent = _desk.Channel.Sent.Count;
        foreach (var told in await _desk.Store.Events(default)) await _desk.Store.Put(WorkKind.Route, told.Id.Text, _desk.Clock.GetUtcNow(), default);
        await _desk.Work();

        Assert.Equal(sent, _desk.Channel.Sent.Count);
        Assert.Equal(0, await Ledger());
    }

    [Fact]
    public async Task Messages_of_an_alert_that_is_open_stay_however_old()
    {
        await Read("2025-02-01", "p 2025-02-01 90");
        await Read("2025-02-02", "p 2025-02-02 101");
        await Read("2027-03-01", "p 2027-03-01 102");
        await Sweep("2027-03-01");

        Assert.Equal(1, await Ledger());
    }

    [Fact]
    public async Task A_message_that_waits_stays_however_old()
    {
        await AnAlertThatEnded();
        await Read("2026-03-01", "p 2026-03-01 91");
        await _desk.Store.Replay(_desk.Channel.Sent[0].Id, _desk.Clock.GetUtcNow(), default);
        await Sweep("2026-03-01");

        Assert.Equal((_desk.Channel.Sent[0].Id, NotificationStatus.Waiting), Assert.Single(await _desk.Store.Ledger(default)) is var entry ? (entry.Notification.Id, entry.Status) : default);
    }

    [Fact]
    public async Task For_ever_is_the_usual()
    {
        Keep(null, null);
        await AnAlertThatEnded();
        await Read("2035-03-01", "p 2025-02-01 91");
        await Sweep("2035-03-01");

        Assert.Equal(2, await Ledger());
        Assert.True(await IsThere("p 2025-02-01 90"));
    }

    [Fact]
    public async Task A_file_goes_when_newer_ones_have_replaced_all_of_its_values()
    {
        await Read("2025-01-10", "m 2024-12 5\nm 2024-11 4");
        await Read("2025-01-11", "m 2024-12 6");
        await Sweep("2026-01-12");
        Assert.True(await IsThere("m 2024-12 5\nm 2024-11 4"));

        await Read("2025-01-12", "m 2024-11 3");
        await Sweep("2026-01-14");

        Assert.False(await IsThere("m 2024-12 5\nm 2024-11 4"));
        Assert.True(await IsThere("m 2024-12 6"));
        Assert.True(await IsThere("m 2024-11 3"));
        Assert.Equal(3, (await _desk.Store.Files(default)).Count);
        Assert.IsType<FileSkipped>(await _desk.Read("2025-01-10-prices.csv", "m 2024-12 5\nm 2024-11 4"));
    }

    [Fact]
    public async Task A_file_that_an_open_alert_was_worked_out_from_stays()
    {
        await Read("2025-02-01", "p 2025-02-01 90");
        await Read("2025-02-02", "p 2025-02-02 101");
        await Read("2025-02-03", "p 2025-02-02 102");
        await Sweep("2026-03-01");

        Assert.True(await IsThere("p 2025-02-02 101"));
    }

    [Fact]
    public async Task A_file_that_is_newer_than_the_time_or_the_newest_of_its_dataset_stays()
    {
        await Read("2025-02-01", "p 2025-02-01 90");
        await Read("2025-02-10", "p 2025-02-01 91");
        await Sweep("2025-03-01");
        Assert.True(await IsThere("p 2025-02-01 90"));

        await Sweep("2025-08-01");

        Assert.False(await IsThere("p 2025-02-01 90"));
        Assert.True(await IsThere("p 2025-02-01 91"));
    }
}
