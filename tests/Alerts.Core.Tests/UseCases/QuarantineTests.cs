using Alerts.Contracts;
using Alerts.Core.Alerting;
using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Quality;
using Alerts.Core.UseCases;

namespace Alerts.Core.Tests.UseCases;

/// <summary>A doubtful value from its file to its end.</summary>
public sealed class QuarantineTests
{
    private readonly Desk _desk = Checked(new(MaxStep: 40));

    private static Desk Checked(QualityChecks checks, bool tells = false, string? owner = "desk@example.com")
    {
        var desk = new Desk("p > 100 CNY/kg");
        desk.Workspace = desk.Workspace with
        {
            Owner = owner,
            Datasets = [desk.Workspace.Datasets[0] with { Checks = checks, Series = [new(desk.Workspace.Series["p"], "p", null)] }, .. desk.Workspace.Datasets.Skip(1)],
            Rules = [.. desk.Workspace.Rules.Select(rule => rule with { TellsUnconfirmed = tells })],
        };
        return desk;
    }

    private static async Task<FileRead> Read(Desk desk, string day, string rows)
    {
        var read = Assert.IsType<FileRead>(await desk.Read($"{day}-prices.csv", rows));
        await desk.Work();
        return read;
    }

    private static IEnumerable<string> Told(Desk desk) => desk.Told.Select(told => $"{told.Type.Text()} {told.Period}{(told.IsUnconfirmed ? " unconfirmed" : "")}");

    private async Task<string> Known() => string.Join(", ", (await _desk.Store.History(["p"], default)).Select(one => $"{one.Period} {one.Value:0} of {one.Source.File} known {one.Vintage:yyyy-MM-dd}"));

    [Fact]
    public async Task A_step_too_far_waits_and_is_no_observation_and_the_owner_is_told()
    {
        await Read(_desk, "2025-03-24", "p 2025-03-24 90");

        var read = await Read(_desk, "2025-03-25", "p 2025-03-25 200");

        Assert.Equal((ReadingOutcome.Partly, 0, 1, true), (read.Reading.Outcome, read.Reading.Accepted, read.Reading.Quarantined, read.NeedsAPerson));
        Assert.Equal((1, "max-step", "200"), (read.Reading.SetAside[0].Line, read.Reading.SetAside[0].Reason, read.Reading.SetAside[0].Found));
        Assert.Equal("2025-03-24 90 of 2025-03-24-prices.csv known 2025-03-24", await Known());
        Assert.Equal(["data.quarantined 2025-03-25"], Told(_desk));
        var mail = Assert.Single(_desk.Channel.Sent);
        Assert.Equal(("desk@example.com", "owner"), (mail.Address, mail.Subscriber));
        Assert.Contains($"alerts quarantine accept {(await _desk.Store.Quarantine(true, default)).Single().Id}", mail.Message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_owner_the_event_is_only_recorded()
    {
        var desk = Checked(new(MaxStep: 40), owner: null);
        await Read(desk, "2025-03-24", "p 2025-03-24 90");
        await Read(desk, "2025-03-25", "p 2025-03-25 200");

        Assert.Empty(desk.Channel.Sent);
        Assert.Equal([EventType.Quarantined], (await desk.Store.Events(default)).Select(told => told.Type));
    }

    [Fact]
    public async Task The_next_value_confirms_it_and_both_are_evaluated_in_order_as_of_then()
    {
        await Read(_desk, "2025-03-24", "p 2025-03-24 90");
        await Read(_desk, "2025-03-25", "p 2025-03-25 200");

        var read = await Read(_desk, "2025-03-26", "p 2025-03-26 210");

        Assert.Equal([Fate.Confirmed], read.Settled.Select(settled => settled.Fate));
        Assert.Equal("2025-03-24 90 of 2025-03-24-prices.csv known 2025-03-24, 2025-03-25 200 of 2025-03-25-prices.csv known 2025-03-26, 2025-03-26 210 of 2025-03-26-prices.csv known 2025-03-26", await Known());
        Assert.Equal(["data.quarantined 2025-03-25", "alert.firing 2025-03-25"], Told(_desk));
        Assert.Empty(await _desk.Store.Quarantine(isWaiting: true, default));
    }

    [Fact]
    public async Task The_way_back_drops_it_and_it_stays_on_record()
    {
        await Read(_desk, "2025-03-24", "p 2025-03-24 90");
        await Read(_desk, "2025-03-25", "p 2025-03-25 200");
        await Read(_desk, "2025-03-26", "p 2025-03-26 91");

        Assert.Equal(["data.quarantined 2025-03-25"], Told(_desk));
        var row = Assert.Single(await _desk.Store.Quarantine(isWaiting: false, default));
        Assert.Equal((Fate.Refuted, 3L, 200m), (row.Settled!.Fate, row.By!.Sequence, row.Row.Value!.Value.Value));
    }

    [Fact]
    public async Task A_file_that_settles_its_own_step_has_nothing_in_quarantine()
    {
        var read = await Read(_desk, "2025-03-26", "p 2025-03-24 90\np 2025-03-25 200\np 2025-03-26 210");

        Assert.Equal((ReadingOutcome.Accepted, 3), (read.Reading.Outcome, read.Values.Added.Count));
        Assert.Equal(["alert.firing 2025-03-26"], Told(_desk));
    }

    [Fact]
    public async Task What_a_person_accepts_is_known_from_that_moment_with_who_and_why()
    {
        await Read(_desk, "2025-03-24", "p 2025-03-24 90");
        await Read(_desk, "2025-03-25", "p 2025-03-25 200");
        var row = (await _desk.Store.Quarantine(isWaiting: true, default)).Single();

        var decision = Assert.Single(await new DecideQuarantine(_desk.Store, _desk.Store, _desk.Clock).Run(_desk.Workspace, [row], Fate.Accepted, "anna", "export ban", default));
        await _desk.Work();

        Assert.Equal("2025-03-24 90 of 2025-03-24-prices.csv known 2025-03-24, 2025-03-25 200 of 2025-03-25-prices.csv known 2025-06-01", await Known());
        Assert.Equal(["data.quarantined 2025-03-25", "alert.firing 2025-03-25"], Told(_desk));
        var settled = (await _desk.Store.Quarantine(isWaiting: false, default)).Single().Settled!;
        Assert.Equal((Fate.Accepted, "anna", "export ban"), (settled.Fate, settled.Who, settled.Why));
        Assert.Contains("\"by\":\"anna\"", System.Text.Encoding.UTF8.GetString((await _desk.Store.Read(decision.Sha256, default))!), StringComparison.Ordinal);
        await Read(_desk, "2025-06-02", "p 2025-03-26 270");
        Assert.Equal(3, (await _desk.Store.History(["p"], default)).Count);
    }

    [Fact]
    public async Task What_a_person_rejects_confirms_nothing_any_more()
    {
        await Read(_desk, "2025-03-24", "p 2025-03-24 90");
        await Read(_desk, "2025-03-25", "p 2025-03-25 200");
        await new DecideQuarantine(_desk.Store, _desk.Store, _desk.Clock).Run(_desk.Workspace, await _desk.Store.Quarantine(isWaiting: true, default), Fate.Rejected, "anna", null, default);

        var read = await Read(_desk, "2025-06-02", "p 2025-03-26 210");

        Assert.Equal(1, read.Reading.Quarantined);
        Assert.Equal(["p 2025-03-26"], (await _desk.Store.Quarantine(isWaiting: true, default)).Select(row => $"{row.Row.Value!.Value.Series} {row.Row.Value!.Value.Period}"));
    }

    [Fact]
    public async Task The_same_file_twice_is_one_row_in_quarantine_and_one_message()
    {
        await Read(_desk, "2025-03-24", "p 2025-03-24 90");
        await Read(_desk, "2025-03-25", "p 2025-03-25 200");
        Assert.IsType<FileSkipped>(await _desk.Read("2025-03-25-prices.csv", "p 2025-03-25 200"));
        await _desk.Work();

        Assert.Single(await _desk.Store.Quarantine(isWaiting: false, default));
        Assert.Single(_desk.Channel.Sent);
    }

    [Fact]
    public async Task A_later_publication_of_its_period_takes_its_place()
    {
        await Read(_desk, "2025-03-24", "p 2025-03-24 90");
        await Read(_desk, "2025-03-25", "p 2025-03-25 200");
        var read = await Read(_desk, "2025-03-26", "p 2025-03-25 95");

        Assert.Equal([Fate.Replaced], read.Settled.Select(settled => settled.Fate));
        Assert.Empty(await _desk.Store.Quarantine(isWaiting: true, default));
    }

    [Fact]
    public async Task History_that_is_loaded_in_silence_tells_the_owner_only_of_what_still_waits()
    {
        await Read(_desk, "2024-03-26", "p 2024-03-24 90\np 2024-03-25 200\np 2024-03-26 91");
        await Read(_desk, "2024-03-27", "p 2024-03-27 300");

        Assert.Equal(["data.quarantined 2024-03-27"], Told(_desk));
    }

    [Fact]
    public async Task A_true_jump_of_52_percent_reaches_buyers_at_once_as_unconfirmed_where_the_rule_says_so()
    {
        var desk = Checked(new(SpikeReverted: true), tells: true);
        await Read(desk, "2025-03-24", "p 2025-03-24 90");
        await Read(desk, "2025-03-25", "p 2025-03-25 136.8");

        Assert.Equal(["alert.firing 2025-03-25 unconfirmed", "data.quarantined 2025-03-25"], Told(desk));
        var mail = desk.Channel.Sent.Single(sent => sent.Subscriber == "buyer").Message;
        Assert.Contains("Unconfirmed: ", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("waits to be confirmed", mail.Text, StringComparison.Ordinal);
        Assert.Contains("waits to be confirmed", mail.Html, StringComparison.Ordinal);

        await Read(desk, "2025-03-26", "p 2025-03-26 138");
        Assert.Equal(["alert.firing 2025-03-25 unconfirmed", "data.quarantined 2025-03-25"], Told(desk));
        await Read(desk, "2025-03-27", "p 2025-03-27 137");
        Assert.Equal(AlertPhase.Firing, (await desk.Store.States([new("rule", "p")], default)).Single().Phase);
    }

    [Fact]
    public async Task One_that_reverts_is_taken_back()
    {
        var desk = Checked(new(SpikeReverted: true), tells: true);
        await Read(desk, "2025-03-24", "p 2025-03-24 90");
        await Read(desk, "2025-03-25", "p 2025-03-25 136.8");
        await Read(desk, "2025-03-26", "p 2025-03-26 90.5");

        Assert.Equal(["alert.firing 2025-03-25 unconfirmed", "data.quarantined 2025-03-25", "alert.retracted 2025-03-24"], Told(desk).Select(text => text));
        Assert.Equal(desk.Told[0].Id, Assert.Single(desk.Told[2].Amends).Id);
        Assert.Equal(AlertPhase.Quiet, (await desk.Store.States([new("rule", "p")], default)).Single().Phase);
    }

    [Fact]
    public async Task One_that_a_person_rejects_is_taken_back_too()
    {
        var desk = Checked(new(MaxStep: 40), tells: true);
        await Read(desk, "2025-03-24", "p 2025-03-24 90");
        await Read(desk, "2025-03-25", "p 2025-03-25 200");
        await new DecideQuarantine(desk.Store, desk.Store, desk.Clock).Run(desk.Workspace, await desk.Store.Quarantine(isWaiting: true, default), Fate.Rejected, "anna", null, default);
        await desk.Work();

        Assert.Equal(EventType.Retracted, desk.Told[^1].Type);
    }

    [Fact]
    public async Task A_slip_of_the_unit_is_told_to_no_buyer()
    {
        var desk = Checked(new(UnitSlip: true), tells: true);
        await Read(desk, "2025-03-24", "p 2025-03-24 90");
        await Read(desk, "2025-03-25", "p 2025-03-25 90000");

        Assert.Equal(["data.quarantined 2025-03-25"], Told(desk));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_backtest_raises_what_was_raised_live(bool tells)
    {
        var desk = Checked(new(MaxStep: 40, SpikeReverted: true), tells);
        string[] values = ["90", "95", "140", "96", "180", "185", "300", "170", "91", "92", "250", "260"];
        for (var at = 0; at < values.Length; at++) await Read(desk, $"2025-04-{at + 1:00}", $"p 2025-04-{at + 1:00} {values[at]}");

        var replayed = Backtest.Run(desk.Workspace, await desk.Store.History(["p"], default), await desk.Store.Quarantine(isWaiting: false, default));

        Assert.Equal(desk.Told.Where(told => !told.Type.IsAboutData()).Select(told => (told.Id, told.IsUnconfirmed)), replayed.Select(told => (told.Id, told.IsUnconfirmed)));
        Assert.NotEmpty(replayed);
    }

    [Fact]
    public async Task A_run_of_values_without_a_change_is_warned_of_once()
    {
        var desk = Checked(new(StaleRun: 3));
        Assert.Empty((await Read(desk, "2025-03-25", "p 2025-03-24 90\np 2025-03-25 90")).Reading.Warnings);
        var read = await Read(desk, "2025-03-26", "p 2025-03-26 90");

        Assert.Equal(("stale-run", ReadingOutcome.Accepted), (Assert.Single(read.Reading.Warnings).Reason, read.Reading.Outcome));
        Assert.Empty((await Read(desk, "2025-03-27", "p 2025-03-27 90")).Reading.Warnings);
    }
}
