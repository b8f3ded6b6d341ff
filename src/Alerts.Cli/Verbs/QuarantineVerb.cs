using System.CommandLine;
using Alerts.Cli.Arguments;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;
using Alerts.Core.Datasets.Quality;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts quarantine</c>: values that wait for a person, and what the person decides.</summary>
internal sealed class QuarantineVerb : Verb
{
    private const string Accept = "accept";
    private const string Reject = "reject";

    private readonly Argument<string[]> _words = new("DECISION") { Description = "accept or reject, and the ids of rows; the beginning of an id will do where it is unique; default: lists them", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _by = new("--by") { HelpName = "WHO", Description = "who decides; default: the user of this process" };
    private readonly Option<string?> _why = new("--why") { HelpName = "TEXT", Description = "the reason, kept with the decision" };
    private readonly Option<bool> _all = new("--all") { Description = "lists those that are settled too, and what became of them" };

    public QuarantineVerb() : base("quarantine", "values that wait for a person: lists, accepts, rejects them")
    {
        Add(_words);
        Add(_by);
        Add(_why);
        Add(_all);
    }

    public override string Usage => "[accept ID… | reject ID…] [--by WHO] [--why TEXT] [--all] [--workspace DIR]";

    public override (string Call, string Says) Example => ("alerts quarantine accept qrt_0123456789abcdef --why \"export ban, confirmed by the broker\"", "a value that is odd and right");

    public override async Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel)
    {
        if (Opening.Workspace(call, null, screen) is not { } workspace) return ExitCode.WrongCall;
        return call.GetValue(_words) switch
        {
            null or [] => await List(workspace, Common.Has(call, _all), screen, cancel),
            [Accept or Reject] words => Refuse(screen, $"{words[0]} which? usage: alerts quarantine {Usage}"),
            [Accept, .. var ids] => await Decide(workspace, Fate.Accepted, ids, call, screen, cancel),
            [Reject, .. var ids] => await Decide(workspace, Fate.Rejected, ids, call, screen, cancel),
            [var word, ..] => Refuse(screen, $"'{word}' is no decision: accept or reject"),
        };
    }

    private static async Task<int> List(Workspace workspace, bool all, Screen screen, CancellationToken cancel)
    {
        using var stores = Composition.StoresToRead(workspace, TimeProvider.System);
        var rows = stores is null ? [] : await stores.Observations.Quarantine(!all, cancel);
        foreach (var row in rows) Tell(screen, workspace, row);
        var waiting = rows.Count(row => row.IsWaiting);
        screen.Line(waiting == 0 ? "Nothing waits in quarantine." : $"{Sentences.Count(waiting, "row")} in quarantine: alerts quarantine accept ID, or reject ID, settles one.");
        return waiting == 0 ? ExitCode.Done : ExitCode.NeedsAPerson;
    }

    private async Task<int> Decide(Workspace workspace, Fate fate, IReadOnlyList<string> ids, ParseResult call, Screen screen, CancellationToken cancel)
    {
        using var alone = Composition.Alone(workspace, TimeProvider.System);
        using var parts = new Composition(workspace, TimeProvider.System);
        var all = await parts.Observations.Quarantine(isWaiting: false, cancel);
        var found = ids.Distinct(StringComparer.Ordinal).Select(id => (Id: id, Rows: all.Where(row => row.Id.Text == id || row.Id.Text.StartsWith(id, StringComparison.Ordinal) || row.Id.Text.StartsWith($"qrt_{id}", StringComparison.Ordinal)).ToList())).ToList();
        var complaints = found.Select(item => Complaint(item.Id, item.Rows, fate)).OfType<string>().Concat(TwoForOnePeriod(fate, [.. found.Where(item => item.Rows.Count == 1).Select(item => item.Rows[0])])).ToList();
        foreach (var complaint in complaints) screen.Complain(complaint);
        if (complaints.Count > 0) return ExitCode.WrongCall;

        var rows = found.Select(item => item.Rows[0]).DistinctBy(row => row.Id).ToList();
        await parts.Decide.Run(workspace, rows, fate, call.GetValue(_by) ?? Environment.UserName, call.GetValue(_why), CancellationToken.None);
        var decided = rows.Select(row => row.Id).ToHashSet();
        foreach (var row in (await parts.Observations.Quarantine(isWaiting: false, cancel)).Where(row => decided.Contains(row.Id))) Tell(screen, workspace, row);
        if (fate == Fate.Accepted) screen.Line("The next run evaluates what was accepted.");
        return ExitCode.Done;
    }

    private static string? Complaint(string id, List<QuarantinedRow> rows, Fate fate) => rows switch
    {
        [] => $"there is no row '{id}' in quarantine",
        [var row] => DecisionFaults.Of(row, fate),
        _ => $"'{id}' begins {rows.Count} rows",
    };

    private static IEnumerable<string> TwoForOnePeriod(Fate fate, IEnumerable<QuarantinedRow> rows) => fate != Fate.Accepted ? [] : rows
        .Where(row => row.Row.Value is not null).DistinctBy(row => row.Id).GroupBy(row => (row.Row.Value!.Value.Series, row.Row.Value!.Value.Period)).Where(same => same.Count() > 1)
        .Select(same => $"{Sentences.List([.. same.Select(row => row.Id.Text)])} are values of one period, {same.Key.Period}: one of them can be accepted");

    private static void Tell(Screen screen, Workspace workspace, QuarantinedRow row)
    {
        screen.Document(() => Documents.Quarantined(row, workspace));
        QuarantineSentences.Write(screen, row, workspace);
    }

    private static int Refuse(Screen screen, string complaint)
    {
        screen.Complain(complaint);
        return ExitCode.WrongCall;
    }
}
