using Alerts.Core.Delivery;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Output;

/// <summary>What came of messages, for people.</summary>
internal static class DeliverySentences
{
    public static void Entry(Screen screen, LedgerEntry entry, Workspace workspace)
    {
        var (notification, last) = (entry.Notification, entry.Attempts.Count == 0 ? null : entry.Attempts[^1]);
        var tone = entry.Status switch { NotificationStatus.Dead => Tone.Alarm, NotificationStatus.Waiting => Tone.Warning, _ => Tone.Good };
        screen.Line(
            new Part($"{entry.Status.ToString().ToLowerInvariant(),-9} ", tone),
            $"{(last is null ? "" : $"{Sentences.Moment(workspace.Local(last.At))}  ")}{notification.Channel} to {notification.Subscriber}: {notification.Message.Subject}{(notification.In is { } message ? $", in {message}" : "")} ",
            new Part($"({EventSentences.Short(notification.Event)})", Tone.Quiet));
        var isDeferred = entry is { Status: NotificationStatus.Accepted, Due: not null };
        if (notification.In is not null) return;
        if (entry.Status is NotificationStatus.Accepted or NotificationStatus.Delivered && !isDeferred) return;
        foreach (var attempt in entry.Attempts) screen.Line($"          attempt {attempt.Number} at {Sentences.Moment(workspace.Local(attempt.At))}: {attempt.Outcome.Text()}, {attempt.Detail} ({attempt.Decision})");
        foreach (var report in entry.Reports) screen.Line($"          {report.Name} at {Sentences.Moment(workspace.Local(report.At))}: {report.Detail}");
        if (entry.Due is { } due) screen.Line($"          {(isDeferred ? "given up" : "due")} at {Sentences.Moment(workspace.Local(due))}");
    }

    /// <summary>For whoever looks after a receiver that does not come back by itself.</summary>
    /// <param name="isForLog">A log holds nothing that a receiver said.</param>
    public static string Owner(DeliveryAttempt attempt, bool isForLog)
    {
        var (notification, isGone) = (attempt.Notification, attempt.Decision.Reason == DeliveryReason.ReceiverGone);
        var why = isForLog ? "'alerts deliveries' says why" : attempt.Answer.Detail;
        return $"{notification.Channel} to {notification.Subscriber} needs somebody: {why}{(isGone ? "; nothing more is sent there until 'alerts test-channel' or 'alerts replay' opens it again" : "")}";
    }

    /// <summary>An attempt that did not reach its receiver.</summary>
    public static void Trouble(Screen screen, DeliveryAttempt attempt, Workspace workspace)
    {
        var notification = attempt.Notification;
        var what = $"{notification.Channel} to {notification.Subscriber}: {attempt.Answer.Outcome.Text()}, {attempt.Answer.Detail}";
        if (attempt.Decision.Again is { } again) screen.Line(new Part("  waiting   ", Tone.Warning), $"{what}; tried again at {Sentences.Moment(workspace.Local(again))} ", new Part($"({notification.Id})", Tone.Quiet));
        else screen.Line(new Part("  dead      ", Tone.Alarm), $"{what}; given up ", new Part($"({notification.Id})", Tone.Quiet));
    }
}
