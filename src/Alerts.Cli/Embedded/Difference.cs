using Alerts.Adapters.Formats;
using Alerts.Cli.Output;
using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary><c>alerts check --diff</c>: what the next run would say, before it happens.</summary>
internal static class Difference
{
    public static async Task<int> Tell(Workspace workspace, Screen screen, CancellationToken cancel)
    {
        using var stores = Composition.StoresToRead(workspace, TimeProvider.System);
        var next = new NextRun(stores?.Observations, stores?.Alerts, new FileReader(), TimeProvider.System);
        await next.Start(workspace, cancel);
        var (unread, needsAPerson) = (0, false);
        foreach (var file in new Inbox(workspace, TimeProvider.System, new()).Files(null))
        {
            cancel.ThrowIfCancellationRequested();
            var (bytes, complaint) = await file.Read();
            var ingested = bytes is null ? null : await next.Read(workspace, file.Name, bytes, IngestChoice.None, cancel);
            if (ingested is FileUnmatched or FileRead { NeedsAPerson: true }) complaint = FileSentences.Trouble(ingested);
            if (complaint is not null) screen.Complain(complaint);
            needsAPerson |= complaint is not null;
            if (ingested is FileRead) unread++;
        }
        var changes = await next.End(workspace, cancel);
        foreach (var change in changes) Tell(screen, workspace, change);
        screen.Line(Summary(changes, unread));
        return needsAPerson ? ExitCode.NeedsAPerson : ExitCode.Done;
    }

    private static void Tell(Screen screen, Workspace workspace, AlertChange change)
    {
        screen.Document(() => JsonText.Object(json =>
        {
            json.WriteString("type", "diff");
            json.WriteString("change", Word(change.Kind));
            json.WriteString("rule", change.Rule);
            json.Texts("series", change.Instance.Split(','));
            json.Text("alert", (change.Told?.Alert ?? change.Alert)?.Text);
            if (change.Told is not { } told) return;
            json.WritePropertyName("event");
            EventJson.Write(json, told);
        }));
        var (word, tone) = change.Kind switch
        {
            AlertChangeKind.Opens => ("would open", Tone.Alarm),
            AlertChangeKind.Closes => ("would close", Tone.Good),
            AlertChangeKind.Changes => ($"would be {change.Told!.Type.ToString().ToLowerInvariant()}", Tone.Warning),
            _ => ("would end, nobody told", Tone.Quiet),
        };
        if (change.Told is null) screen.Line(new Part($"{word,-22}", tone), $"  {change.Rule} over {change.Instance.Replace(",", ", ", StringComparison.Ordinal)} ", new Part($"({change.Alert})", Tone.Quiet));
        else screen.Line(new Part($"{word,-22}", tone), $"  {change.Told.Title} ", new Part($"({change.Rule}, {change.Told.Severity.Text()}, published {Sentences.Instant(workspace.Local(change.Told.Published))}{(change.Told.Reason is { } reason ? $", {reason}" : "")})", Tone.Quiet));
    }

    private static string Word(AlertChangeKind kind) => kind switch
    {
        AlertChangeKind.Opens => "opens",
        AlertChangeKind.Closes => "closes",
        AlertChangeKind.Changes => "changes",
        _ => "ends-silently",
    };

    private static string Summary(IReadOnlyList<AlertChange> changes, int unread)
    {
        var files = unread == 0 ? "" : $", {Sentences.Count(unread, "unread file")} of the inbox included";
        return changes.Count == 0
            ? $"The next run would say nothing{files}."
            : $"The next run would open {changes.Count(change => change.Kind == AlertChangeKind.Opens)}, close {changes.Count(change => change.Kind == AlertChangeKind.Closes)}, change {changes.Count(change => change.Kind == AlertChangeKind.Changes)} "
                + $"and silently end {changes.Count(change => change.Kind == AlertChangeKind.EndsSilently)}{files}.";
    }
}
