using Alerts.Core.Delivery;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Output;

/// <summary>What became of one message, attempt by attempt, why, and what can be done.</summary>
internal static class DeliveryExplanation
{
    public static void Write(Screen screen, LedgerEntry entry, Workspace workspace)
    {
        var notification = entry.Notification;
        screen.Line(notification.Message.Subject);
        screen.Line(new Part($"{notification.Id}, of event {notification.Event}{(notification.In is { } message ? $", told in {message}" : "")}", Tone.Quiet));
        screen.Line($"{notification.Channel} to {notification.Subscriber}: {Standing(entry, workspace)}");
        foreach (var attempt in entry.Attempts)
        {
            screen.Line($"  attempt {attempt.Number} at {Sentences.Moment(workspace.Local(attempt.At))}: {attempt.Outcome.Text()}, {attempt.Detail}");
            screen.Line($"    {attempt.Decision}: {Of(attempt.Decision)}");
        }
        foreach (var report in entry.Reports) screen.Line($"  {report.Name} at {Sentences.Moment(workspace.Local(report.At))}: {report.Detail}");
        if (entry.Status == NotificationStatus.Dead) screen.Line($"To send it again: alerts replay {notification.In ?? notification.Id}");
    }

    /// <param name="decision">The name of a <see cref="DeliveryReason"/>.</param>
    public static string Of(string decision) => Enum.TryParse<DeliveryReason>(decision, out var reason)
        ? reason switch
        {
            DeliveryReason.ReceiverTookIt => "the receiver took it",
            DeliveryReason.ReceiverRefused => "the receiver will not take this message; sending it again as it is does not help",
            DeliveryReason.ReceiverGone => "the destination is gone: nothing is sent there until 'alerts test-channel' or 'alerts replay' opens it",
            DeliveryReason.BackingOff => "a passing failure: it is tried again by the channel's schedule",
            DeliveryReason.ReceiverAskedToWait => "the receiver asked to wait: it is tried again then",
            DeliveryReason.OutOfTime => "it was tried for as long as the channel's schedule says",
            DeliveryReason.MayHaveArrived => "there was no answer, and it may have arrived: ask the receiver before sending it again",
            _ => throw new InvalidOperationException($"{reason} has no explanation"),
        }
        : "this version knows no such decision";

    private static string Standing(LedgerEntry entry, Workspace workspace) => entry.Status switch
    {
        NotificationStatus.Waiting => $"waits, due at {Sentences.Moment(workspace.Local(entry.Due!.Value))}",
        NotificationStatus.Accepted => "accepted: its provider took it over, which is not yet delivered",
        NotificationStatus.Delivered => "delivered",
        _ => "given up, and kept",
    };
}
