using System.CommandLine;
using Alerts.Adapters.Formats;
using Alerts.Adapters.Workspaces;
using Alerts.Cli.Arguments;
using Alerts.Cli.Output;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts test</c>: given these publications, exactly these events. Reads no store and writes nothing.</summary>
internal sealed class TestVerb : Verb
{
    private readonly Argument<string[]> _files = new("FILE") { Arity = ArgumentArity.OneOrMore, Description = "files of rule tests" };

    public TestVerb() : base("test", "rule tests: given these publications, exactly these events") => Add(_files);

    public override string Usage => "FILE…";

    public override (string Call, string Says) Example => ("alerts test samples/rare-earths/tests/*.yaml", "do the sample's rules still say what they should?");

    public override Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel) => Task.FromResult(Run(screen, call.GetValue(_files)!, cancel));

    private static int Run(Screen screen, string[] names, CancellationToken cancel)
    {
        var reader = new RuleTestReader(Environment.GetEnvironmentVariable);
        var (passed, failed, areWrong) = (0, 0, false);
        // All of them are read before any runs: a call that is wrong does nothing.
        var files = names.Select(name => new NamedFile(name, File.Exists(name) ? reader.Read(name) : null)).ToList();
        foreach (var (name, file) in files)
        {
            if (file is null) screen.Complain($"there is no file '{name}'");
            else foreach (var mistake in file.Mistakes) screen.Note(mistake.ToString());
            areWrong |= file?.Workspace is null;
        }
        if (areWrong) return ExitCode.WrongCall;

        foreach (var (name, file) in files)
        {
            var workspace = file!.Workspace!;
            screen.Line(name);
            var testing = new RuleTesting(workspace);
            foreach (var written in file.Tests)
            {
                cancel.ThrowIfCancellationRequested();
                var (observations, trouble) = RuleTestData.Of(workspace, written, cancel);
                if (trouble is not null) screen.Complain($"{name}:{written.Line}: {trouble}");
                var outcome = testing.Run(new(written.Name, written.Line, observations, written.Rules, written.Expected));
                var isGood = outcome.HasPassed && trouble is null;
                if (isGood) passed++;
                else failed++;
                TestReport.Tell(screen, workspace, name, outcome, isGood);
            }
        }
        TestReport.Summary(screen, passed, failed);
        return failed == 0 ? ExitCode.Done : ExitCode.NeedsAPerson;
    }

    private sealed record NamedFile(string Name, RuleTestFile? File);
}

/// <summary>The observations of a rule test: those that it gives, and those of the files that it names.</summary>
internal static class RuleTestData
{
    private const string Dataset = "test";

    /// <returns>With a complaint where a file was not read whole.</returns>
    public static GivenObservations Of(Workspace workspace, WrittenTest test, CancellationToken cancel)
    {
        var all = new List<Observation>();
        string? trouble = null;
        UnwrittenObservations? files = null;
        for (var at = 0; at < test.Publications.Count; at++)
        {
            var written = test.Publications[at];
            if (written.File is null)
            {
                var publication = new Publication(at + 1, written.Published.GetValueOrDefault(), Dataset, Dataset, at.ToString("x64", System.Globalization.CultureInfo.InvariantCulture));
                foreach (var (series, period, value, line) in written.Values) all.Add(new(series, period, value, workspace.Series[series].Unit, publication.Published, publication, [line], []));
                continue;
            }
            // Waits, for most tests name no file, and code that awaits is compiled when the program runs.
            var read = OfFile(workspace, files ??= new(null), written, at + 1, cancel).GetAwaiter().GetResult();
            all.AddRange(read.Observations);
            trouble ??= read.Trouble;
        }
        return new(files is null ? all : OnePublicationEach(all), trouble);
    }

    private static async Task<GivenObservations> OfFile(Workspace workspace, UnwrittenObservations files, WrittenPublication written, long sequence, CancellationToken cancel)
    {
        var ingested = await Read(workspace, files, written, cancel);
        var trouble = ingested is FileUnmatched or FileRead { NeedsAPerson: true } ? FileSentences.Trouble(ingested) : null;
        if (ingested is not FileRead || await files.Publications(cancel) is not [.., var newest]) return new([], trouble);
        return new([.. (await files.Added(newest.Sequence, cancel)).Select(observation => observation with { Publication = observation.Publication with { Sequence = sequence } })], trouble);
    }

    private static async Task<Ingested> Read(Workspace workspace, UnwrittenObservations files, WrittenPublication written, CancellationToken cancel) =>
        await new IngestFile(files, new FileReader(), files, TimeProvider.System).Run(workspace, Path.GetFileName(written.File!), await File.ReadAllBytesAsync(written.File!, cancel), IngestChoice.None with { Published = written.Published }, cancel);

    // Observations of one publication share its object, as those of a store do.
    private static List<Observation> OnePublicationEach(List<Observation> observations)
    {
        var known = new Dictionary<long, Publication>();
        for (var at = 0; at < observations.Count; at++)
        {
            var publication = observations[at].Publication;
            if (!known.TryGetValue(publication.Sequence, out var first)) known[publication.Sequence] = first = publication;
            if (!ReferenceEquals(first, publication)) observations[at] = observations[at] with { Publication = first };
        }
        return observations;
    }
}

/// <param name="Trouble">Null where every file was read whole.</param>
internal sealed record GivenObservations(IReadOnlyList<Observation> Observations, string? Trouble);
