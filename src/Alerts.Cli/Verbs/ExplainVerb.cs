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
    private readonly Argument<string> _event = new("EVENT") { Description = "an event's id, or its beginning" };

    public ExplainVerb() : base("explain", "the arithmetic and the sources of an event") => Add(_event);

    public override string Usage => "EVENT [--workspace DIR]";

    public override (string Call, string Says) Example => ("alerts explain evt_3f2a --workspace samples/rare-earths", "where do the numbers of this event come from?");

    public override async Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel)
    {
        if (Opening.Workspace(call, null, screen) is not { } workspace) return ExitCode.WrongCall;
        using var stores = Composition.StoresToRead(workspace, TimeProvider.System);
        var beginning = call.GetValue(_event)!;
        var found = stores is null ? [] : await Find(stores.Alerts, beginning, cancel);
        if (found is not [var told])
        {
            screen.Complain(found.Count == 0 ? $"there is no event '{beginning}'" : $"'{beginning}' begins {found.Count} events: {string.Join(", ", found.Take(5).Select(one => one.Id))}{(found.Count > 5 ? ", …" : "")}");
            return ExitCode.WrongCall;
        }
        screen.Document(() => EventJson.Write(told));
        var cells = await new CellFinder(workspace, stores!.RawFiles).Of(told.Explanation.Select(line => line.Observation).OfType<Observation>(), cancel);
        ExplanationSentences.Write(screen, workspace, told, await stores!.Notifications.Of(told.Id, cancel), cells);
        return ExitCode.Done;
    }

    private static async Task<IReadOnlyList<AlertEvent>> Find(IAlertStore alerts, string beginning, CancellationToken cancel) =>
        await alerts.Event(new(beginning), cancel) is { } exact
            ? [exact]
            : [.. (await alerts.Events(cancel)).Where(told => told.Id.Text.StartsWith(beginning, StringComparison.Ordinal) || told.Id.Text.StartsWith($"evt_{beginning}", StringComparison.Ordinal))];
}
