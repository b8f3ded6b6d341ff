using Alerts.Cli.Output;
using Alerts.Core.Alerting;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Arguments;

/// <summary>Finds what a call names, or says what it may have meant.</summary>
internal static class Known
{
    public static Dataset? Dataset(Workspace workspace, string id, Screen screen) =>
        workspace.Datasets.FirstOrDefault(dataset => dataset.Id == id) ?? Unknown<Dataset>("dataset", id, workspace.Datasets.Select(dataset => dataset.Id), screen);

    public static SeriesDefinition? Series(Workspace workspace, string id, Screen screen) =>
        workspace.Series.GetValueOrDefault(id) ?? Unknown<SeriesDefinition>("series", id, workspace.Series.Keys.Order(StringComparer.Ordinal), screen);

    public static Rule? Rule(Workspace workspace, string id, Screen screen) =>
        workspace.Rules.FirstOrDefault(rule => rule.Id == id) ?? Unknown<Rule>("enabled rule", id, workspace.Rules.Select(rule => rule.Id), screen);

    /// <param name="otherwise">Where the call names none.</param>
    public static bool Severity(string? text, Severity otherwise, Screen screen, out Severity severity)
    {
        var all = Enum.GetValues<Severity>();
        var at = text is null ? (int)otherwise : Array.FindIndex(all, known => known.Text() == text);
        severity = at < 0 ? otherwise : all[at];
        if (at >= 0) return true;
        Unknown<object>("severity", text!, all.Select(known => known.Text()), screen);
        return false;
    }

    /// <summary>An event by its id, or by what alone begins with the text.</summary>
    /// <param name="alerts">Null where nothing is stored yet.</param>
    public static async Task<AlertEvent?> Event(IAlertStore? alerts, string beginning, Screen screen, CancellationToken cancel)
    {
        if (alerts is not null && await alerts.Event(new(beginning), cancel) is { } exact) return exact;
        var found = alerts is null ? [] : (await alerts.Events(cancel)).Where(told => told.Id.Text.StartsWith(beginning, StringComparison.Ordinal) || told.Id.Text.StartsWith($"evt_{beginning}", StringComparison.Ordinal)).ToList();
        if (found is [var only]) return only;
        screen.Complain(found.Count == 0 ? $"there is no event '{beginning}'" : $"'{beginning}' begins {found.Count} events: {string.Join(", ", found.Take(5).Select(one => one.Id))}{(found.Count > 5 ? ", …" : "")}");
        return null;
    }

    private static T? Unknown<T>(string kind, string id, IEnumerable<string> ids, Screen screen)
        where T : class
    {
        var nearest = Nearest.Name(id, ids);
        screen.Complain($"there is no {kind} '{id}'{(nearest is null ? "" : $" (nearest: {nearest})")}");
        return null;
    }
}
