using System.CommandLine;
using Alerts.Adapters.Files;
using Alerts.Adapters.Formats;
using Alerts.Cli.Arguments;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts ingest</c>: reads files and says what each row became, without evaluating.</summary>
internal sealed class IngestVerb : Verb
{
    private readonly Argument<string?> _workspace = new("WORKSPACE") { Arity = ArgumentArity.ZeroOrOne, Description = "a folder with alerts.yaml; with --workspace, a further file" };
    private readonly Argument<string[]> _files = new("FILE…") { Arity = ArgumentArity.ZeroOrMore, Description = "files to read, in this order; they need not lie in the inbox" };
    private readonly Option<string?> _dataset = new("--dataset") { HelpName = "ID", Description = "the dataset that reads them; default: the one that a file's name matches" };
    private readonly Option<string?> _published = Common.Published();
    private readonly Option<string?> _period = new("--period") { HelpName = "P", Description = "what a file without a month column is about: 2025-02 or 2025-01..2025-02" };

    private readonly Option<bool> _explain = new("--explain") { Description = "a line for each row: what it became, and why" };

    public IngestVerb() : base("ingest", "reads files and says what each row became, without evaluating")
    {
        Add(_workspace);
        Add(_files);
        Add(_dataset);
        Add(_published);
        Add(_period);
        Add(_explain);
    }

    public override string Usage => "WORKSPACE FILE… [--dataset ID] [--published INSTANT] [--period P] [--explain]";

    public override (string Call, string Says) Example => ("alerts ingest samples/rare-earths downloads/export.csv --dataset cn-customs --published 2025-08-20", "a file whose name says neither what it is nor when it was published");

    public override async Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel)
    {
        var (folder, files) = FilesOf(call);
        if (Opening.Workspace(call, folder, screen) is not { } workspace) return ExitCode.WrongCall;
        if (files.Count == 0) return Refuse(screen, "which files? usage: alerts ingest " + Usage);
        if (files.FirstOrDefault(file => !File.Exists(file)) is { } missing) return Refuse(screen, $"there is no file {missing}");
        if (!Choice(call, workspace, screen, out var choice)) return ExitCode.WrongCall;

        var needsAPerson = false;
        using var alone = Composition.Alone(workspace, TimeProvider.System);
        using var parts = new Composition(workspace, TimeProvider.System);
        foreach (var file in files.TakeWhile(_ => !cancel.IsCancellationRequested))
        {
            using var bytes = await FileBytes.Of(file, CancellationToken.None);
            var ofFile = OfFile(workspace, Path.GetFileName(file), choice, call.GetValue(_period));
            var ingested = await parts.Intake.Read(workspace, Path.GetFileName(file), bytes.Memory, bytes.Sha256, ofFile, CancellationToken.None);
            screen.Document(() => Documents.File(ingested));
            FileSentences.Write(screen, ingested, int.MaxValue);
            if (Common.Has(call, _explain)) Explain(screen, workspace, ingested, ofFile, bytes.Memory);
            else ValueSentences.Write(screen, ingested);
            screen.Flush();
            needsAPerson |= ingested is FileUnmatched or FileRead { NeedsAPerson: true };
        }
        return needsAPerson ? ExitCode.NeedsAPerson : ExitCode.Done;
    }

    // With --workspace the first word is a file like the others.
    private (string? Folder, IReadOnlyList<string> Files) FilesOf(ParseResult call)
    {
        var first = call.GetValue(_workspace);
        var files = call.GetValue(_files) ?? [];
        return call.GetValue(Common.Workspace) is null || first is null ? (first, files) : (null, [first, .. files]);
    }

    private bool Choice(ParseResult call, Workspace workspace, Screen screen, out IngestChoice choice)
    {
        choice = IngestChoice.None;
        if (!Instants.Read(call.GetValue(_published), "--published", workspace, screen, out var published)) return false;
        var id = call.GetValue(_dataset);
        var dataset = id is null ? null : Known.Dataset(workspace, id, screen);
        if (id is not null && dataset is null) return false;
        choice = new(dataset, published);
        if (call.GetValue(_period) is not { } period || Period.TryParse(period, out _)) return true;
        screen.Complain($"--period '{period}' is no month such as 2025-02, nor months such as 2025-01..2025-02");
        return false;
    }

    private static IngestChoice OfFile(Workspace workspace, string file, IngestChoice choice, string? period) =>
        period is not null && (choice.Dataset ?? DatasetMatch.Of(file, workspace.Datasets).Dataset) is { } dataset ? choice with { Dataset = dataset.About(Period.Parse(period)) } : choice;

    // The rows are noted in a second reading: nearly nobody asks, and files may have millions.
    private static void Explain(Screen screen, Workspace workspace, Ingested ingested, IngestChoice choice, ReadOnlyMemory<byte> bytes)
    {
        var dataset = ingested is FileRead read ? read.Dataset : choice.Dataset ?? workspace.Datasets.FirstOrDefault(dataset => dataset.Id == FileFacts.Dataset(ingested));
        if (dataset is null) return;
        var noted = FileReader.Explain(dataset, ingested.File, bytes, ingested.Published);
        RowSentences.Write(screen, ingested.File, ExplainedRow.Of(noted, (ingested as FileRead)?.Values));
    }

    private static int Refuse(Screen screen, string complaint)
    {
        screen.Complain(complaint);
        return ExitCode.WrongCall;
    }
}
