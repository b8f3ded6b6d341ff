using System.CommandLine;
using Alerts.Cli.Arguments;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;
using Alerts.Core.Datasets;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts files</c>: every file that was read, and its bytes as they came.</summary>
internal sealed class FilesVerb : Verb
{
    private const string Export = "export";

    private readonly Argument<string?> _export = new("export") { Arity = ArgumentArity.ZeroOrOne, Description = "writes files as they came into a folder; without it, they are listed" };
    private readonly Argument<string[]> _words = new("SHA256… DIR") { Arity = ArgumentArity.ZeroOrMore, Description = "the files, by their hashes or the beginnings of these, and the folder" };
    private readonly Option<bool> _all = new("--all") { Description = "exports every file" };

    public FilesVerb() : base("files", "every file that was read: what it came to, when and from where; with export, its bytes as they came")
    {
        Add(_export);
        Add(_words);
        Add(_all);
    }

    public override string Usage => "[export SHA256…|--all DIR] [--workspace DIR]";

    public override (string Call, string Says) Example => ("alerts files export 3f2a9c evidence --workspace samples/rare-earths", "the file behind a number, as its publisher sent it");

    public override async Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel)
    {
        if (Opening.Workspace(call, null, screen) is not { } workspace) return ExitCode.WrongCall;
        if (call.GetValue(_export) is { } word && word != Export) return Refuse(screen, $"'{word}' is not {Export}; usage: alerts files {Usage}");
        using var stores = Composition.StoresToRead(workspace, TimeProvider.System);
        var files = stores is null ? [] : await stores.Observations.Files(cancel);
        return call.GetValue(_export) is null ? List(screen, workspace, files) : await Write(call, screen, stores, files, cancel);
    }

    private static int List(Screen screen, Workspace workspace, IReadOnlyList<FileRecord> files)
    {
        foreach (var file in files)
        {
            screen.Document(() => Documents.Kept(file, workspace));
            screen.Line(
                new Part($"{file.Sha256[..12]}  ", Tone.Quiet), $"{Sentences.Instant(workspace.Local(file.Published))}  {file.File} ({file.Dataset}) ",
                new Part(file.Outcome == ReadingOutcome.Rejected ? $"rejected: {file.Reason}" : file.Outcome.ToString().ToLowerInvariant(), file.Outcome == ReadingOutcome.Accepted ? Tone.Plain : Tone.Alarm));
            if (file.Origin is { } origin) screen.Line(new Part($"              from {origin.Address}, fetched {Sentences.Moment(workspace.Local(origin.FetchedAt))}", Tone.Quiet));
        }
        screen.Line(files.Count == 0 ? "No file was read yet." : $"{Sentences.Count(files.Count, "file")}.");
        return ExitCode.Done;
    }

    private async Task<int> Write(ParseResult call, Screen screen, Stores? stores, IReadOnlyList<FileRecord> files, CancellationToken cancel)
    {
        var words = call.GetValue(_words) ?? [];
        var isAll = Common.Has(call, _all);
        if (words.Length == 0 || isAll != (words.Length == 1)) return Refuse(screen, $"which files, and into which folder? usage: alerts files {Usage}");
        if (Chosen(files, words[..^1], isAll, screen) is not { } chosen) return ExitCode.WrongCall;
        return stores is null || chosen.Count == 0
            ? Refuse(screen, "no file was read yet")
            : await new FileExport(stores.RawFiles, words[^1]).Write(chosen, screen, cancel) ? ExitCode.Done : ExitCode.NeedsAPerson;
    }

    private static List<FileRecord>? Chosen(IReadOnlyList<FileRecord> files, string[] hashes, bool isAll, Screen screen)
    {
        if (isAll) return [.. files];
        var chosen = new List<FileRecord>();
        foreach (var hash in hashes)
        {
            var found = files.Where(file => file.Sha256.StartsWith(hash, StringComparison.OrdinalIgnoreCase)).ToList();
            if (found is not [var only])
            {
                screen.Complain(found.Count == 0 ? $"no file was read whose hash begins with '{hash}'" : $"'{hash}' begins the hashes of {found.Count} files");
                return null;
            }
            chosen.Add(only);
        }
        return chosen;
    }

    private static int Refuse(Screen screen, string complaint)
    {
        screen.Complain(complaint);
        return ExitCode.WrongCall;
    }
}
