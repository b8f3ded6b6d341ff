using System.CommandLine;
using Alerts.Adapters.Formats;
using Alerts.Cli.Arguments;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;
using Alerts.Core.Alerting;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts backtest</c>: the events that the rules would have raised. Writes nothing.</summary>
internal sealed class BacktestVerb : Verb
{
    private readonly Argument<string?> _workspace = Common.WorkspaceArgument();
    private readonly Option<string?> _rule = new("--rule") { HelpName = "ID", Description = "this rule alone" };
    private readonly Option<string?> _from = new("--from") { HelpName = "D", Description = "shows events published on this day or later" };
    private readonly Option<string?> _to = new("--to") { HelpName = "D", Description = "shows events published on this day or earlier" };

    public BacktestVerb() : base("backtest", "the events that the rules would have raised; writes nothing")
    {
        Add(_workspace);
        Add(_rule);
        Add(_from);
        Add(_to);
    }

    public override string Usage => "[WORKSPACE] [--rule ID] [--from D] [--to D]";

    public override (string Call, string Says) Example => ("alerts backtest samples/rare-earths --rule terbium-spike --from 2025-03-01", "what one rule would have said since March");

    public override async Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel)
    {
        if (Opening.Workspace(call, call.GetValue(_workspace), screen) is not { } workspace) return ExitCode.WrongCall;
        if (!Instants.ReadDay(call.GetValue(_from), "--from", screen, out var from) || !Instants.ReadDay(call.GetValue(_to), "--to", screen, out var to)) return ExitCode.WrongCall;
        if (call.GetValue(_rule) is { } id)
        {
            if (Known.Rule(workspace, id, screen) is not { } rule) return ExitCode.WrongCall;
            workspace = workspace with { Rules = [rule] };
        }

        using var stores = Composition.StoresToRead(workspace, TimeProvider.System);
        var observations = new UnwrittenObservations(stores?.Observations);
        var needsAPerson = await ReadInbox(workspace, observations, screen, cancel);
        var history = await observations.History([.. workspace.Series.Values.Where(series => !series.IsDerived).Select(series => series.Id)], cancel);
        var events = Backtest.Run(workspace, history, await observations.Quarantine(isWaiting: false, cancel), cancel);
        var shown = events.Where(told => IsWithin(workspace, told, from, to)).ToList();
        foreach (var told in shown) Tell(screen, workspace, told);
        screen.Line(Summary(shown.Count, events.Count));
        return needsAPerson ? ExitCode.NeedsAPerson : ExitCode.Done;
    }

    // Files that no run has read yet count too; what is wrong with them goes to standard error.
    private static async Task<bool> ReadInbox(Workspace workspace, UnwrittenObservations observations, Screen screen, CancellationToken cancel)
    {
        var ingest = new IngestFile(observations, new FileReader(), observations, TimeProvider.System);
        var files = new Inbox(workspace, TimeProvider.System, new()).Files(null);
        var needsAPerson = false;
        using var progress = new Progress(screen, "reading", files.Count);
        foreach (var file in files)
        {
            cancel.ThrowIfCancellationRequested();
            var (bytes, complaint) = await file.Read();
            var ingested = bytes is null ? null : await ingest.Run(workspace, file.Name, bytes, IngestChoice.None, cancel);
            if (ingested is FileUnmatched or FileRead { NeedsAPerson: true }) complaint = FileSentences.Trouble(ingested);
            if (complaint is not null) screen.Complain(complaint);
            needsAPerson |= complaint is not null;
            progress.Step();
        }
        return needsAPerson;
    }

    private static bool IsWithin(Workspace workspace, AlertEvent told, DateOnly? from, DateOnly? to)
    {
        var day = DateOnly.FromDateTime(workspace.Local(told.Published).DateTime);
        return (from is null || day >= from) && (to is null || day <= to);
    }

    private static void Tell(Screen screen, Workspace workspace, AlertEvent told)
    {
        screen.Document(() => EventJson.Write(told));
        screen.Line(new Part($"{Sentences.Instant(workspace.Local(told.Published)),-10}", Tone.Quiet), new Part($"  {told.Severity.Text(),-8}  ", EventSentences.Tones(told)), $"{told.Title} ", new Part($"({told.Rule})", Tone.Quiet));
    }

    private static string Summary(int shown, int all) =>
        all == 0 ? "No event: the rules would have stayed quiet."
        : shown == 0 ? $"No event of {all} in these days."
        : shown == all ? $"{Sentences.Count(all, "event")}."
        : $"{Sentences.Count(shown, "event")} of {all}.";
}
