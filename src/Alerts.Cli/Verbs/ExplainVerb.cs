using System.CommandLine;
using Alerts.Cli.Arguments;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;
using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts explain</c>: from the message back to the file and the row.</summary>
internal sealed class ExplainVerb : Verb
{
    private readonly Argument<string> _event = new("ID") { Description = "of an event (evt_…) or a message (ntf_…); its beginning will do where it is unique" };

    public ExplainVerb() : base("explain", "the arithmetic and the sources of an event, or what became of a message") => Add(_event);

    public override string Usage => "ID [--workspace DIR]";

    public override (string Call, string Says) Example => ("alerts explain evt_3f2a --workspace samples/rare-earths", "where do the numbers of this event come from?");

    public override async Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel)
    {
        if (Opening.Workspace(call, null, screen) is not { } workspace) return ExitCode.WrongCall;
        using var stores = Composition.StoresToRead(workspace, TimeProvider.System);
        var beginning = call.GetValue(_event)!;
        if (beginning.StartsWith("ntf_", StringComparison.Ordinal)) return await Message(stores, beginning, workspace, screen, cancel);
        if (await Known.Event(stores?.Alerts, beginning, screen, cancel) is not { } told) return ExitCode.WrongCall;
        screen.Document(() => EventJson.Write(told));
        var cells = await new CellFinder(workspace, stores!.RawFiles).Of(told.Explanation.Select(line => line.Observation).OfType<Observation>(), cancel);
        ExplanationSentences.Write(screen, workspace, told, await stores!.Notifications.Of(told.Id, cancel), cells);
        return ExitCode.Done;
    }

    private static async Task<int> Message(Stores? stores, string beginning, Workspace workspace, Screen screen, CancellationToken cancel)
    {
        var ledger = stores is null ? [] : LedgerEntry.AsTold(await stores.Notifications.Ledger(cancel));
        var found = ledger.Where(entry => entry.Notification.Id.Text.StartsWith(beginning, StringComparison.Ordinal)).ToList();
        if (found is not [var entry])
        {
            screen.Complain(found.Count == 0 ? $"there is no message '{beginning}'" : $"'{beginning}' begins {found.Count} messages");
            return ExitCode.WrongCall;
        }
        screen.Document(() => Documents.Explained(entry, workspace));
        DeliveryExplanation.Write(screen, entry, workspace);
        return ExitCode.Done;
    }
}
