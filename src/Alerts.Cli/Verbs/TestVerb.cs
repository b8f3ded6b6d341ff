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
            var (testing, data) = (new RuleTesting(workspace), new RuleTestData(workspace));
            foreach (var written in file.Tests)
            {
                cancel.ThrowIfCancellationRequested();
                var (given, trouble) = data.Of(written, cancel);
                if (trouble is not null) screen.Complain($"{name}:{written.Line}: {trouble}");
                var outcome = testing.Run(new(written.Name, written.Line, given, written.Rules, written.Expected));
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
internal sealed class RuleTestData(Workspace workspace)
{
    private const string Dataset = "test";

    // What stands for the hashes of files that are none, by position.
    private readonly List<string> _hashes = [];

    /// <returns>With a complaint where a file was not read whole.</returns>
    public GivenSeries Of(WrittenTest test, CancellationToken cancel)
    {
        if (test.Publications.Count == 0) return new(OneByOne(test.Observations), null);
        var (all, trouble, files) = (new List<Observation>(), (string?)null, (UnwrittenObservations?)null);
        for (var at = 0; at < test.Publications.Count; at++)
        {
            var written = test.Publications[at];
            if (written.File is null)
            {
                var publication = Publication(at, written.Published.GetValueOrDefault());
                foreach (var value in written.Values) all.Add(Observation(value, publication));
                continue;
            }
            // Waits, for most tests name no file, and code that awaits is compiled when the program runs.
            var read = OfFile(workspace, files ??= new(null), written, at + 1, cancel).GetAwaiter().GetResult();
            all.AddRange(read.Observations);
            trouble ??= read.Trouble;
        }
        for (var at = 0; at < test.Observations.Count; at++) all.Add(Observation(test.Observations[at], Publication(test.Publications.Count + at, Midnight(test.Observations[at]))));
        return new(RecentValues.BySeries(files is null ? all : OnePublicationEach(all)), trouble);
    }

    // Most of these are only compared, so that their observations are put together where somebody asks.
    private List<RecentValues> OneByOne(IReadOnlyList<WrittenValue> written)
    {
        var (publications, bySeries) = (new Publication[written.Count], new Dictionary<string, List<int>>(StringComparer.Ordinal));
        for (var at = 0; at < publications.Length; at++)
        {
            publications[at] = Publication(at, Midnight(written[at]));
            if (!bySeries.TryGetValue(written[at].Series, out var ofSeries)) bySeries[written[at].Series] = ofSeries = [];
            ofSeries.Add(at);
        }
        var all = new List<RecentValues>(bySeries.Count);
        foreach (var (series, positions) in bySeries)
        {
            var values = new RecentValue[positions.Count];
            for (var at = 0; at < values.Length; at++)
            {
                var value = written[positions[at]];
                values[at] = new(value.Period, value.Value, workspace.Series[series].Unit, publications[positions[at]].Sequence);
            }
            all.Add(new(series, values, at => Observation(written[positions[at]], publications[positions[at]])) { Publication = at => publications[positions[at]] });
        }
        return all;
    }

    private Publication Publication(int at, DateTimeOffset published)
    {
        while (_hashes.Count <= at) _hashes.Add(_hashes.Count.ToString("x64", System.Globalization.CultureInfo.InvariantCulture));
        return new(at + 1, published, Dataset, Dataset, _hashes[at]);
    }

    private Observation Observation(WrittenValue value, Publication publication) =>
        new(value.Series, value.Period, value.Value, workspace.Series[value.Series].Unit, publication.Published, publication, [value.Line], []);

    private DateTimeOffset Midnight(WrittenValue value) => workspace.Midnight(value.Period.Last);

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
internal sealed record GivenSeries(IReadOnlyList<RecentValues> Series, string? Trouble);

/// <param name="Trouble">Null where the file was read whole.</param>
internal sealed record GivenObservations(IReadOnlyList<Observation> Observations, string? Trouble);
