using Alerts.Core.Delivery;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Output;

/// <summary>Tells of one attempt that a person asked for.</summary>
internal static class Attempts
{
    /// <returns>Whether the receiver took it.</returns>
    public static bool Tell(DeliveryAttempt? attempt, Workspace workspace, Screen screen)
    {
        if (attempt is null)
        {
            screen.Complain("the message could not be sent now: its destination is on hold");
            return false;
        }
        screen.Document(() => Documents.Delivery(attempt));
        var isTaken = attempt.Answer.Outcome is Outcome.Accepted or Outcome.Delivered;
        if (isTaken) screen.Line(new Part($"{attempt.Answer.Outcome.Text()}  ", Tone.Good), $"{attempt.Notification.Channel} to {attempt.Notification.Subscriber}: {attempt.Answer.Detail} ", new Part($"({attempt.Notification.Id})", Tone.Quiet));
        else DeliverySentences.Trouble(screen, attempt, workspace);
        return isTaken;
    }
}
