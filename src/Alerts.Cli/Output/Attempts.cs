using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Output;

/// <summary>Tells of one attempt that a person asked for.</summary>
internal static class Attempts
{
    /// <summary>An attempt that opens a destination which is gone: it is how somebody finds out whether it is back.</summary>
    /// <returns>Null where none was made.</returns>
    public static async Task<DeliveryAttempt?> Opening(DeliverNotification deliver, INotificationStore store, NotificationId id, DateTimeOffset now, CancellationToken cancel)
    {
        if (await deliver.Run(id, cancel) is { } attempt) return attempt;
        return await store.Replay(id, now, cancel) ? await deliver.Run(id, cancel) : null;
    }

    /// <param name="attempt">Null where none was made.</param>
    /// <returns>Whether the receiver took it.</returns>
    public static async Task<bool> Tell(NotificationId id, DeliveryAttempt? attempt, INotificationStore store, Workspace workspace, Screen screen)
    {
        if (attempt is null)
        {
            var entry = (await store.Ledger(CancellationToken.None)).Single(entry => entry.Notification.Id == id);
            screen.Complain(entry is { Status: NotificationStatus.Dead, Attempts: [.., var last] } ? last.Detail : "the message could not be sent now: its destination is on hold");
            return false;
        }
        screen.Document(() => Documents.Delivery(attempt));
        var isTaken = attempt.Answer.Outcome is Outcome.Accepted or Outcome.Delivered;
        if (isTaken) screen.Line(new Part($"{attempt.Answer.Outcome.Text()}  ", Tone.Good), $"{attempt.Notification.Channel} to {attempt.Notification.Subscriber}: {attempt.Answer.Detail} ", new Part($"({attempt.Notification.Id})", Tone.Quiet));
        else DeliverySentences.Trouble(screen, attempt, workspace);
        return isTaken;
    }
}
