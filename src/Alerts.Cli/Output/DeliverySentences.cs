using Alerts.Core.Delivery;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Output;

/// <summary>An attempt that did not reach its receiver, for people.</summary>
internal static class DeliverySentences
{
    public static void Trouble(Screen screen, DeliveryAttempt attempt, Workspace workspace)
    {
        var notification = attempt.Notification;
        var what = $"{notification.Channel} to {notification.Subscriber}: {attempt.Answer.Outcome.Text()}, {attempt.Answer.Detail}";
        if (attempt.Decision.Again is { } again) screen.Line(new Part("  waiting   ", Tone.Warning), $"{what}; tried again at {Sentences.Instant(workspace.Local(again))} ", new Part($"({notification.Id})", Tone.Quiet));
        else screen.Line(new Part("  dead      ", Tone.Alarm), $"{what}; given up ", new Part($"({notification.Id})", Tone.Quiet));
    }
}
