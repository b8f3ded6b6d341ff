using System.CommandLine;
using Alerts.Cli.Arguments;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;
using Alerts.Core.Observations;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts series</c>: every series, how new it is and when its next period is due; of one, its values, or every vintage of them.</summary>
internal sealed class SeriesVerb : Verb
{
    private readonly Argument<string?> _id = new("ID") { Arity = ArgumentArity.ZeroOrOne, Description = "a series, or a glob; without it, all are listed" };
    private readonly Option<bool> _vintages = new("--vintages") { Description = "every value that each period ever had, with when it became known and where it stands" };
    private readonly Option<string?> _asOf = new("--as-of") { HelpName = "INSTANT", Description = "as it was known then: a date, or ISO 8601 with offset; default: now" };

    public SeriesVerb() : base("series", "every series, and when its next period is due; of one, its values and every vintage of them")
    {
        Add(_id);
        Add(_vintages);
        Add(_asOf);
    }

    public override string Usage => "[ID] [--vintages] [--as-of INSTANT] [--workspace DIR]";

    public override (string Call, string Says) Example => ("alerts series cn.imports.mm.re-oxides-and-compounds --vintages --workspace samples/rare-earths", "what was known when?");

    public override async Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel)
    {
        if (Opening.Workspace(call, null, screen) is not { } workspace) return ExitCode.WrongCall;
        if (!Instants.Read(call.GetValue(_asOf), "--as-of", workspace, screen, out var asOf)) return ExitCode.WrongCall;
        var (id, isVintages) = (call.GetValue(_id), Common.Has(call, _vintages));
        if ((id is null || id.AsSpan().ContainsAny('*', '?')) && isVintages)
        {
            screen.Complain("--vintages of which series? usage: alerts series " + Usage);
            return ExitCode.WrongCall;
        }
        var isOne = id is not null && !id.AsSpan().ContainsAny('*', '?');
        var chosen = workspace.Series.Values.Where(series => !SeriesConversion.IsConverted(series.Id) && Glob.Matches(id ?? "*", series.Id)).OrderBy(series => series.Id, StringComparer.Ordinal).ToList();
        if (chosen.Count == 0 && (isOne ? Known.Series(workspace, id!, screen) is null : id is not null && Unknown(id, screen))) return ExitCode.WrongCall;
        using var stores = Composition.StoresToRead(workspace, TimeProvider.System);
        var book = await Book(workspace, stores, chosen, asOf, cancel);
        if (isOne) await Values(screen, workspace, stores, chosen[0], book, isVintages, cancel);
        return isVintages ? ExitCode.Done : Fresh(screen, workspace, chosen, book, asOf ?? TimeProvider.System.GetUtcNow());
    }

    private static bool Unknown(string glob, Screen screen)
    {
        screen.Complain($"no series matches '{glob}'");
        return true;
    }

    private static int Fresh(Screen screen, Workspace workspace, List<SeriesDefinition> chosen, SeriesBook book, DateTimeOffset at)
    {
        var missing = false;
        foreach (var series in chosen)
        {
            var freshness = Freshness.Of(series, book.History(series.Id), at, workspace.TimeZone);
            missing |= freshness.IsMissing;
            screen.Document(() => Documents.Series(freshness, workspace));
            FreshnessSentences.Write(screen, freshness, workspace);
        }
        return missing ? ExitCode.NeedsAPerson : ExitCode.Done;
    }

    // As of an instant: as if nothing had been published after it.
    private static async Task<SeriesBook> Book(Workspace workspace, Stores? stores, IReadOnlyList<SeriesDefinition> chosen, DateTimeOffset? asOf, CancellationToken cancel)
    {
        var sources = chosen.SelectMany(series => SeriesBook.Sources(series, workspace.Series)).Distinct(StringComparer.Ordinal).ToList();
        var stored = stores is null ? [] : await stores.Observations.History(sources, cancel);
        return new(workspace.Series, asOf is { } instant ? stored.Where(observation => observation.Vintage <= instant) : stored, ReplayOrder.AsPublished);
    }

    private static async Task Values(Screen screen, Workspace workspace, Stores? stores, SeriesDefinition series, SeriesBook book, bool isVintages, CancellationToken cancel)
    {
        var rows = VintageTable.Of(book.History(series.Id)).Where(row => isVintages || row.IsCurrent).ToList();
        var values = rows.Select(row => row.Observation).SelectMany(observation => observation.Parts.Count == 0 ? [observation] : observation.Parts);
        var cells = stores is null ? new(new Dictionary<(string, string, int), string>()) : await new CellFinder(workspace, stores.RawFiles).Of(values, cancel);
        screen.Line($"{series.Title} ({series.Id}), {series.Frequency.Text()}, in {series.Unit}{(series.Basis is null ? "" : $", {series.Basis}")}");
        foreach (var row in rows)
        {
            screen.Document(() => Documents.Value(row, workspace, cells));
            screen.Line(
                $"  {row.Observation.Period}  {Threshold.Plain(row.Observation.Value)} {row.Observation.Unit}  known since {Sentences.Instant(workspace.Local(row.Observation.Vintage))}{(row.IsCurrent || !isVintages ? "" : ", until it was revised")}  ",
                new Part(SourceSentences.Of(row.Observation, cells), Tone.Quiet));
        }
        Gaps(screen, series, book);
        screen.Line(rows.Count == 0 ? "No value is known." : $"{Sentences.Count(rows.Count, isVintages ? "vintage" : "value")}.");
    }

    // A derived series that has no value where its parts have some says why.
    private static void Gaps(Screen screen, SeriesDefinition series, SeriesBook book)
    {
        if (!series.IsDerived) return;
        foreach (var gap in DerivedGaps.Of(series, book.History(series.Id), book.History))
        {
            screen.Document(() => Documents.Gap(series, gap));
            screen.Line($"  {gap.Period}  ", new Part($"no value: {gap.Reason}", Tone.Warning));
        }
    }
}
