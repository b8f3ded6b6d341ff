using System.CommandLine;
using Alerts.Cli.Arguments;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts deliveries</c>: the ledger, what was sent to whom and what came of it.</summary>
internal sealed class DeliveriesVerb : Verb
{
    private readonly Option<bool> _dead = new("--dead") { Description = "those that were given up alone" };

    private readonly Option<string?> _csv = new("--csv") { HelpName = "FILE", Description = "writes a table for a spreadsheet instead, a row for each attempt" };

    public DeliveriesVerb() : base("deliveries", "the ledger: what was sent to whom, and what came of it")
    {
        Add(_dead);
        Add(_csv);
    }

    public override string Usage => "[--dead] [--csv FILE] [--workspace DIR]";

    public override (string Call, string Says) Example => ("alerts deliveries --dead --workspace samples/rare-earths", "messages that reached nobody");

    public override async Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel)
    {
        if (Opening.Workspace(call, null, screen) is not { } workspace) return ExitCode.WrongCall;
        using var stores = Composition.StoresToRead(workspace, TimeProvider.System);
        var ledger = stores is null ? [] : LedgerEntry.AsTold(await stores.Notifications.Ledger(cancel));
        var isDeadOnly = Common.Has(call, _dead);
        var shown = ledger.Where(entry => !isDeadOnly || entry is { Status: NotificationStatus.Dead, Notification.In: null }).ToList();
        if (call.GetValue(_csv) is { } path) return await Write(path, shown, workspace, screen, cancel);
        foreach (var entry in shown)
        {
            screen.Document(() => Documents.Entry(entry, workspace));
            DeliverySentences.Entry(screen, entry, workspace);
        }
        screen.Line(shown.Count == 0 ? (isDeadOnly ? "No message was given up." : "Nothing was sent yet.") : $"{Sentences.Count(shown.Count, "message")}.");
        return ExitCodeOf(shown);
    }

    private static int ExitCodeOf(List<LedgerEntry> shown) => shown.Exists(entry => entry.Status == NotificationStatus.Dead) ? ExitCode.NeedsAPerson : ExitCode.Done;

    private static async Task<int> Write(string path, List<LedgerEntry> shown, Workspace workspace, Screen screen, CancellationToken cancel)
    {
        try
        {
            await File.WriteAllTextAsync(path, LedgerCsv.Of(shown, workspace.Local), cancel);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            screen.Complain($"{path} could not be written: {error.Message}");
            return ExitCode.Failed;
        }
        screen.Document(() => JsonText.Object(json => { json.WriteString("type", "file.written"); json.WriteString("file", path); }));
        screen.Line($"written  {path}: {Sentences.Count(shown.Count, "message")}");
        return ExitCodeOf(shown);
    }
}
