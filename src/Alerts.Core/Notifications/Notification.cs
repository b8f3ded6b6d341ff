using Alerts.Core.Alerting;
using Alerts.Core.Observations;

namespace Alerts.Core.Notifications;

/// <summary>One message to one receiver. Its id is the same for all attempts, so that a receiver can tell a repeat.</summary>
/// <param name="Channel"><c>email</c>, <c>slack</c>, <c>teams</c> or <c>webhook</c>.</param>
/// <param name="Address">Where to: an email address. Of a channel whose address is a secret, the host and a short hash: where it leads is the workspace's to say.</param>
/// <param name="Message">What it says.</param>
public sealed record Notification(NotificationId Id, EventId Event, string Subscriber, string Channel, string Address, Message Message)
{
    /// <summary>What the same receiver was told when the alert began, by which mail programs keep what belongs together; null: this begins one, or is about none.</summary>
    public NotificationId? Thread { get; init; }

    /// <summary>The message that told of the event together with others: this one is not sent itself. Null: it is.</summary>
    public NotificationId? In { get; init; }

    /// <summary>Ids of the other events that it tells of, separated by blanks; null: there are none.</summary>
    public string? With { get; init; }

    /// <summary>Where its receiver ends such mails with one click (RFC 8058). It is not kept: it is set when the mail is sent. Null: no way is offered.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string? UnsubscribeUrl { get; init; }

    public const string Email = "email";
    public const string Slack = "slack";
    public const string Teams = "teams";
    public const string Webhook = "webhook";
}

/// <summary>What is sent. No text from a file reaches the subject with a line break in it.</summary>
/// <param name="Subject">One line that says it all; for lists, whatever the channel.</param>
/// <param name="Text">Of an email; of other channels the body that is posted.</param>
/// <param name="Html">Of an email; empty for other channels.</param>
public sealed record Message(string Subject, string Text, string Html)
{
    private const int LongestShort = 1500;

    /// <summary>For a mail server that takes no more: the beginning of the plain text, up to a line's end.</summary>
    public Message Short()
    {
        if (Text.Length <= LongestShort) return this with { Html = "" };
        var end = Text.LastIndexOf('\n', LongestShort);
        return this with { Text = Text[..(end < 0 ? Fitting.End(Text, LongestShort) : end + 1)] + "… the whole message was too large for the mail server.\n", Html = "" };
    }
}

public readonly record struct NotificationId(string Text)
{
    /// <summary>
    /// From the facts: the same event told to the same address of the same subscriber has the same id. Letters, digits and <c>_</c> only; its end is the
    /// event's, so that a store may keep them together and find one by its id alone.
    /// </summary>
    public static NotificationId Of(EventId alert, string subscriber, string channel, string address) =>
        new($"ntf_{TextHash.Hex($"{subscriber}\n{channel}\n{address}", 12)}_{alert.Text[(alert.Text.IndexOf('_', StringComparison.Ordinal) + 1)..]}");

    /// <summary>The same for all messages to one address of one subscriber.</summary>
    public string Receiver => Text.Split('_') is [_, var receiver, ..] ? receiver : Text;

    /// <summary>The same for all messages about one rule instance, and so about one alert, to one receiver. Two instances may share it.</summary>
    public string Line => $"{Receiver}_{Text[^Math.Min(InstanceDigits, Text.Length)..]}";

    public override string ToString() => Text;

    // See EventId.InstanceHash.
    private const int InstanceDigits = 8;
}
