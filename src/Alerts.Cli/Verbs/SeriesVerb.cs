using System.CommandLine;
using Alerts.Cli.Arguments;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;
using Alerts.Core.Observations;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts series</c>: every series with its newest period, and when the next one is due.</summary>
internal sealed class SeriesVerb : Verb
{
    private readonly Argument<string?> _series = new("SERIES") { Description = "a series, or a glob; default: all", Arity = ArgumentArity.ZeroOrOne };

    public SeriesVerb() : base("series", "every series: its newest period, and when the next one is due") => Add(_series);

    public override string Usage => "[SERIES] [--workspace DIR]";

    public override (string Call, string Says) Example => ("alerts series \"smm.*\" --workspace samples/rare-earths", "how new are the prices?");

    public override async Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel)
    {
        if (Opening.Workspace(call, null, screen) is not { } workspace) return ExitCode.WrongCall;
        var asked = call.GetValue(_series) ?? "*";
        var series = workspace.Series.Values.Where(known => Glob.Matches(asked, known.Id)).OrderBy(known => known.Id, StringComparer.Ordinal).ToList();
        if (series.Count == 0) return Unknown(asked, workspace, screen);
        using var stores = Composition.StoresToRead(workspace, TimeProvider.System);
        var sources = series.SelectMany(known => SeriesBook.Sources(known, workspace.Series)).Distinct(StringComparer.Ordinal).ToList();
        var book = new SeriesBook(workspace.Series, stores is null ? [] : await stores.Observations.History(sources, cancel), ReplayOrder.AsRead);
        var missing = false;
        foreach (var known in series)
        {
            var freshness = Freshness.Of(known, book.History(known.Id), TimeProvider.System.GetUtcNow(), workspace.TimeZone);
            missing |= freshness.IsMissing;
            screen.Document(() => Documents.Series(freshness, workspace));
            FreshnessSentences.Write(screen, freshness, workspace);
        }
        return missing ? ExitCode.NeedsAPerson : ExitCode.Done;
    }

    private static int Unknown(string asked, Workspace workspace, Screen screen)
    {
        var nearest = Nearest.Name(asked, workspace.Series.Keys.Order(StringComparer.Ordinal));
        screen.Complain($"there is no series '{asked}'{(nearest is null ? "" : $" (nearest: {nearest})")}");
        return ExitCode.WrongCall;
    }
}
