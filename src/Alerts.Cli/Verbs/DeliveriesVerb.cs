using System.CommandLine;
using Alerts.Cli.Arguments;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts deliveries</c>: the ledger, what was sent to whom and what came of it.</summary>
internal sealed class DeliveriesVerb : Verb
{
    private readonly Option<bool> _dead = new("--dead") { Description = "those that were given up alone" };

    public DeliveriesVerb() : base("deliveries", "the ledger: what was sent to whom, and what came of it") => Add(_dead);

    public override string Usage => "[--dead] [--workspace DIR]";

    public override (string Call, string Says) Example => ("alerts deliveries --dead --workspace samples/rare-earths", "messages that reached nobody");

    public override async Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel)
    {
        if (Opening.Workspace(call, null, screen) is not { } workspace) return ExitCode.WrongCall;
        using var stores = Composition.StoresToRead(workspace, TimeProvider.System);
        var ledger = stores is null ? [] : await stores.Notifications.Ledger(cancel);
        var isDeadOnly = call.GetValue(_dead);
        var shown = ledger.Where(entry => !isDeadOnly || entry.Status == NotificationStatus.Dead).ToList();
        foreach (var entry in shown)
        {
            screen.Document(() => Documents.Entry(entry, workspace));
            DeliverySentences.Entry(screen, entry, workspace);
        }
        screen.Line(shown.Count == 0 ? (isDeadOnly ? "No message was given up." : "Nothing was sent yet.") : $"{Sentences.Count(shown.Count, "message")}.");
        return shown.Exists(entry => entry.Status == NotificationStatus.Dead) ? ExitCode.NeedsAPerson : ExitCode.Done;
    }
}
