using System.CommandLine;
using Alerts.Adapters.Formats;
using Alerts.Adapters.Sqlite;
using Alerts.Cli.Arguments;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;
using Alerts.Cli.Output.Report;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts backtest</c>: the events that the rules would have raised. Writes nothing.</summary>
internal sealed class BacktestVerb : Verb
{
    private readonly Argument<string?> _workspace = Common.WorkspaceArgument();
    private readonly Option<string?> _rule = new("--rule") { HelpName = "ID", Description = "this rule alone" };
    private readonly Option<string?> _from = new("--from") { HelpName = "D", Description = "shows events published on this day or later" };
    private readonly Option<string?> _to = new("--to") { HelpName = "D", Description = "shows events published on this day or earlier" };

    private readonly Option<bool> _final = new("--final") { Description = "on the figures as known now; default: each figure as it was published" };
    private readonly Option<bool> _statistics = new("--statistics") { Description = "how often each rule would have fired, how long, and what was taken back" };
    private readonly Option<string?> _beforeMove = new("--before-move") { HelpName = "PERCENT", Description = "days of warning before moves of this size, such as 20% or -20%" };
    private readonly Option<string?> _report = new("--report") { HelpName = "FILE.html", Description = "writes one page with charts, which needs no network" };

    public BacktestVerb() : base("backtest", "the events that the rules would have raised; writes nothing")
    {
        Add(_workspace);
        Add(_rule);
        Add(_from);
        Add(_to);
        Add(_final);
        Add(_statistics);
        Add(_beforeMove);
        Add(_report);
    }

    public override string Usage => "[WORKSPACE] [--rule ID] [--from D] [--to D] [--final] [--statistics] [--before-move PERCENT] [--report FILE.html]";

    public override (string Call, string Says) Example => ("alerts backtest samples/rare-earths --rule terbium-spike --from 2025-03-01", "what one rule would have said since March");

    public override async Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel)
    {
        var preparing = Task.Run(SqliteStore.Prepare, cancel);
        if (Opening.Workspace(call, call.GetValue(_workspace), screen) is not { } workspace) return ExitCode.WrongCall;
        if (!Instants.ReadDay(call.GetValue(_from), "--from", screen, out var from) || !Instants.ReadDay(call.GetValue(_to), "--to", screen, out var to)) return ExitCode.WrongCall;
        if (call.GetValue(_rule) is { } id)
        {
            if (Known.Rule(workspace, id, screen) is not { } rule) return ExitCode.WrongCall;
            workspace = workspace with { Rules = [rule] };
        }

        if (!ReadMove(call.GetValue(_beforeMove), screen, out var move)) return ExitCode.WrongCall;
        var asked = new BacktestAsked(new(from, to), Common.Has(call, _final) ? BacktestData.Final : BacktestData.AsPublished, move);

        await preparing;
        using var stores = Composition.StoresToRead(workspace, TimeProvider.System);
        var observations = new UnwrittenObservations(stores?.Observations);
        var needsAPerson = await ReadInbox(workspace, observations, screen, cancel);
        using var events = new BacktestEvents(workspace, asked.Span, screen);
        var isLookedInto = Common.Has(call, _statistics) || move is not null || call.GetValue(_report) is not null;
        if (!isLookedInto)
        {
            await BacktestInParts.Run(workspace, observations, asked.Data, Environment.ProcessorCount, (order, one) => events.Add(order, one.Events), cancel);
            events.Tell();
            return needsAPerson ? ExitCode.NeedsAPerson : ExitCode.Done;
        }

        var replayed = await Backtest.Replay(workspace, observations, asked.Data, cancel);
        for (var order = 0; order < replayed.Count; order++) events.Add(order, replayed[order].Events);
        events.Tell();
        var figures = BacktestFigures.Of(replayed, asked.Span, instant => DayOf(workspace, instant), move);
        if (Common.Has(call, _statistics) || move is not null) Tell(screen, figures, asked);
        if (call.GetValue(_report) is { } report)
        {
            await File.WriteAllTextAsync(report, BacktestPage.Of(workspace, replayed, figures, told => asked.Span.Holds(DayOf(workspace, told.Published)), asked), cancel);
            screen.Line($"Written: {report}");
        }
        return needsAPerson ? ExitCode.NeedsAPerson : ExitCode.Done;
    }

    private static bool ReadMove(string? text, Screen screen, out decimal? move)
    {
        move = null;
        if (text is null) return true;
        if (decimal.TryParse(text.TrimEnd('%').Trim(), System.Globalization.NumberStyles.AllowLeadingSign | System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var read) && read != 0 && read is > -100 and <= 10_000)
        {
            move = read;
            return true;
        }
        screen.Complain($"--before-move '{text}' is no size of a move such as 20% or -20%");
        return false;
    }

    private static void Tell(Screen screen, IReadOnlyList<RuleFigures> figures, BacktestAsked asked)
    {
        var width = figures.Select(rule => rule.Rule.Length).DefaultIfEmpty(0).Max();
        screen.Line("");
        foreach (var rule in figures)
        {
            screen.Document(() => FigureText.Document(rule, asked.Data));
            screen.Line(new Part($"{rule.Rule.PadRight(width)}  ", Tone.Quiet), FigureText.Line(rule, asked.Move));
        }
    }

    private static DateOnly DayOf(Workspace workspace, DateTimeOffset instant) => DateOnly.FromDateTime(workspace.Local(instant).DateTime);

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
}
