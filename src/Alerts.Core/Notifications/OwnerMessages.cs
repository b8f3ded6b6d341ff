using Alerts.Core.Alerting;

namespace Alerts.Core.Notifications;

/// <summary>What the owner of a destination is told by another way than that one.</summary>
public static class OwnerMessages
{
    /// <summary>Of a webhook's body.</summary>
    public const string DisabledType = "destination.disabled";
    public const string RefusesType = "destination.refuses";

    /// <param name="failed">What could not be delivered there.</param>
    /// <param name="channel">By which the owner is told.</param>
    /// <param name="answer">What the destination said last.</param>
    /// <param name="isDisabled">Nothing more is sent there; otherwise it is tried on.</param>
    public static Message Of(string workspace, Notification failed, string channel, EventId id, string answer, bool isDisabled, DateTimeOffset now)
    {
        var where = $"{failed.Subscriber} by {failed.Channel} ({failed.Address})";
        IReadOnlyList<string> sentences = isDisabled
            ?
            [
                $"Messages to {where} no longer arrive, and nothing more is sent there.",
                $"The last answer was \"{answer}\".",
                $"What is raised meanwhile is kept. Once it works again: 'alerts test-channel {failed.Subscriber} --channel {failed.Channel}' opens it, and 'alerts replay --all-dead' sends what was kept, the oldest first.",
            ]
            :
            [
                $"Messages to {where} are turned away, which does not pass by itself: its owner must look at the address and the secret.",
                $"The last answer was \"{answer}\".",
                "It is tried again by its schedule; what it does not take in time is kept.",
            ];
        var subject = isDisabled ? $"[disabled] {workspace}: {failed.Channel} of {failed.Subscriber} is switched off" : $"[refused] {workspace}: {failed.Channel} of {failed.Subscriber} turns messages away";
        return NoteMessages.Of(channel, id, subject, sentences, isDisabled ? DisabledType : RefusesType, now, new Dictionary<string, string> { ["subscriber"] = failed.Subscriber, ["channel"] = failed.Channel, ["destination"] = failed.Address, ["answer"] = answer });
    }
}
