using Alerts.Cli.Embedded;
using Alerts.Core.Alerting;
using Alerts.Core.Notifications;
using Alerts.Core.Observations;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Output;

/// <summary>An event with its arithmetic and its sources, for people.</summary>
internal static class ExplanationSentences
{
    public static void Write(Screen screen, Workspace workspace, AlertEvent told, IReadOnlyList<Notification> notifications, Cells cells)
    {
        screen.Line(new Part(told.Title, EventSentences.Tones(told)));
        screen.Line($"{told.Type.ToString().ToLowerInvariant()}{(told.Revised ? " after a revision" : "")}, {told.Severity.Text()}, about {told.Period}{(told.Reason is null ? "" : $" ({told.Reason})")}");
        screen.Line(told.Publication.IsFile ? $"published {Sentences.Instant(workspace.Local(told.Published))} in {told.Publication.File} ({told.Publication.Dataset})" : $"seen {Sentences.Instant(workspace.Local(told.Published))}: no file caused it, a day had passed");
        screen.Line($"{told.Id}{(told.Alert == told.Id ? "" : $", of the alert {told.Alert}")}");
        screen.Line("");
        if (!told.Type.IsAboutData()) Decision(screen, told);
        Numbers(screen, workspace, told, cells);
        Files(screen, workspace, told);
        screen.Line("");
        screen.Line(notifications.Count == 0 ? "Nobody was told." : $"Told: {string.Join(", ", notifications.Select(notification => $"{notification.Subscriber} by {notification.Channel}").Distinct())}.");
    }

    private static void Decision(Screen screen, AlertEvent told)
    {
        screen.Line($"rule {told.Rule}: {told.When}");
        if (told.Value is { } value) screen.Line($"value {Printed.Value(value, told.Unit)}, threshold {told.Measure!.Operator.Text()} {told.Threshold}{(told.Level is { } level ? $", level {level}" : "")}");
        if (told.Newest is { Value: { } newest } last) screen.Line($"newest, of {last.Period}: {Printed.Value(newest, told.Unit)}");
        foreach (var amended in told.Amends) screen.Line($"amends {amended.Id}: {amended.Type.ToString().ToLowerInvariant()} of {amended.Period}{(amended.Value is { } was ? $", {Printed.Value(was, told.Unit)}" : "")}");
        screen.Line("");
    }

    /// <summary>The arithmetic alone.</summary>
    /// <param name="indent">Before each line.</param>
    public static void Numbers(Screen screen, Workspace workspace, AlertEvent told, Cells cells, string indent = "  ")
    {
        var rows = told.Explanation.Select(line => (
            Name: line.Name,
            Value: line.Value is { } value ? Printed.Value(value, line.Unit) : line.NoVerdict?.Text() ?? "",
            Period: line.Period?.ToString() ?? "",
            From: line.Formula is { } formula ? formula + (line.Note is { } note ? $" ({note})" : "") : Source(workspace, line, cells))).ToList();
        if (rows.Count == 0) return;
        int name = rows.Max(row => row.Name.Length), number = rows.Max(row => row.Value.Length), period = rows.Max(row => row.Period.Length);
        foreach (var row in rows) screen.Line($"{indent}{row.Name.PadRight(name)}  {row.Value.PadLeft(number)}  {row.Period.PadRight(period)}  {row.From}".TrimEnd());
    }

    private static string Source(Workspace workspace, ExplanationLine line, Cells cells)
    {
        if (line.Observation is not { } observation) return line.Period is not null && workspace.Series.GetValueOrDefault(line.Series) is { IsDerived: true } derived ? $"{line.Series}, {derived.Derivation.Words}" : line.Series;
        var basis = workspace.Series.GetValueOrDefault(line.Series)?.Basis;
        return $"{line.Series}{(basis is null ? "" : $" ({basis})")}, {observation.Source.File}, {SourceSentences.Rows(observation, cells)}, known since {Sentences.Instant(workspace.Local(observation.Vintage))}";
    }

    private static void Files(Screen screen, Workspace workspace, AlertEvent told)
    {
        var files = told.Explanation.Select(line => line.Observation?.Source).OfType<Publication>().Append(told.Publication).Where(publication => publication.IsFile).DistinctBy(publication => publication.Sha256).ToList();
        screen.Line("");
        foreach (var file in files)
        {
            screen.Line(new Part($"  {file.File}  sha256 {file.Sha256}", Tone.Quiet));
            if (file.Origin is { } origin) screen.Line(new Part($"    from {origin.Address}, fetched {Sentences.Moment(workspace.Local(origin.FetchedAt))}", Tone.Quiet));
        }
    }
}
