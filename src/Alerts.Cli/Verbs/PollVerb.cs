using System.CommandLine;
using Alerts.Cli.Arguments;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;
using Alerts.Core.Datasets;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts poll</c>: asks publishers now, and says what each answer became.</summary>
internal sealed class PollVerb : Verb
{
    private readonly Argument<string[]> _datasets = new("DATASET…") { Arity = ArgumentArity.ZeroOrMore, Description = "datasets to poll; default: all that have a source" };

    public PollVerb() : base("poll", "asks publishers now, whatever their schedules say, and says what each answer became; without evaluating") => Add(_datasets);

    public override string Usage => "[DATASET…] [--workspace DIR]";

    public override (string Call, string Says) Example => ("alerts poll prices --workspace desk", "is a new source set up well?");

    public override async Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel)
    {
        if (Opening.WorkspaceToRun(call, null, screen) is not { } workspace) return ExitCode.WrongCall;
        if (Chosen(workspace, call.GetValue(_datasets) ?? [], screen) is not { } datasets) return ExitCode.WrongCall;
        using var alone = Composition.Alone(workspace, TimeProvider.System);
        using var parts = new Composition(workspace, TimeProvider.System);
        var needsAPerson = false;
        foreach (var dataset in datasets.TakeWhile(_ => !cancel.IsCancellationRequested))
        {
            var polled = await parts.Poll.Run(workspace, dataset, Take, cancel);
            screen.Document(() => Documents.Poll(polled));
            PollSentences.Write(screen, polled);
            screen.Flush();
            needsAPerson |= polled.NeedsAPerson;
        }
        return needsAPerson ? ExitCode.NeedsAPerson : ExitCode.Done;

        async Task<Ingested> Take(string file, ReadOnlyMemory<byte> bytes, IngestChoice choice)
        {
            var ingested = await parts.Intake.Read(workspace, file, bytes, choice, CancellationToken.None);
            screen.Document(() => Documents.File(ingested));
            FileSentences.Write(screen, ingested, int.MaxValue);
            ValueSentences.Write(screen, ingested);
            needsAPerson |= ingested is FileUnmatched or FileRead { NeedsAPerson: true };
            return ingested;
        }
    }

    private static List<Dataset>? Chosen(Workspace workspace, string[] ids, Screen screen)
    {
        var polled = workspace.Datasets.Where(dataset => dataset.Source is not null).ToList();
        if (ids.Length == 0)
        {
            if (polled.Count > 0) return polled;
            screen.Complain("no dataset has a source to poll");
            return null;
        }
        var chosen = ids.Distinct(StringComparer.Ordinal).Select(id => Known.Dataset(workspace, id, screen)).ToList();
        foreach (var without in chosen.OfType<Dataset>().Where(dataset => dataset.Source is null)) screen.Complain($"the dataset '{without.Id}' has no source to poll");
        return chosen.TrueForAll(dataset => dataset?.Source is not null) ? [.. chosen.OfType<Dataset>()] : null;
    }
}
