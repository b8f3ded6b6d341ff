using Alerts.Core.UseCases;

namespace Alerts.Cli.Output;

/// <summary>The end of a run, for people.</summary>
internal static class SummarySentences
{
    public static void Write(Screen screen, Workspace workspace, RunCounts counts)
    {
        if (counts is { Files: 0, Events: 0, Notifications: 0, ForAPerson: 0 })
        {
            screen.Line(counts.Skipped == 0 ? $"Nothing new: {workspace.Inbox} is empty." : $"Nothing new: {Were(counts.Skipped)} read before.");
            Waiting(screen, counts);
            return;
        }
        screen.Line("");
        screen.Line($"{Sentences.Count(counts.Files, "file")} read, {Sentences.Count(counts.Events, "event")}, {Sentences.Count(counts.Notifications, "message")}.{Before(counts)}");
        if (counts.ForAPerson > 0) screen.Line(new Part($"{Sentences.Count(counts.ForAPerson, "file")} with something set aside or unread: see above.", Tone.Alarm));
        Waiting(screen, counts);
        if (counts.Dead > 0) screen.Line(new Part($"{Sentences.Count(counts.Dead, "message")} given up: alerts deliveries --dead lists them.", Tone.Alarm));
        if (counts.Notifications > 0 && workspace.Email?.Via is { } via && via.StartsWith("folder:", StringComparison.Ordinal)) screen.Line($"The messages lie in {via["folder:".Length..]}.");
        if (counts.LastFiring is { } why) screen.Line($"Why? alerts explain {EventSentences.Short(why)} shows the arithmetic and the sources.");
    }

    private static void Waiting(Screen screen, RunCounts counts)
    {
        if (counts.Waiting > 0) screen.Line(new Part($"{Sentences.Count(counts.Waiting, "message")} will be tried again by a later run.", Tone.Warning));
    }

    private static string Before(RunCounts counts) => counts.Skipped == 0 ? "" : $" {Were(counts.Skipped)} read before.";

    private static string Were(int files) => $"{Sentences.Count(files, "file")} {(files == 1 ? "was" : "were")}";
}
