using Alerts.Core.Alerting;

namespace Alerts.Core.Notifications;

/// <summary>A message that tries a channel out: it says that it is none, in the form of its channel.</summary>
public static class TestMessages
{
    /// <param name="now">Makes its id, so that each test is a message of its own.</param>
    public static Notification Of(string workspace, string subscriber, string channel, string address, DateTimeOffset now)
    {
        var id = new EventId($"test_{now.ToUnixTimeMilliseconds()}");
        var sentence = $"This tries out how {subscriber} is reached by {channel} from the workspace {workspace}. It is no alert.";
        return new(NotificationId.Of(id, subscriber, channel, address), id, subscriber, channel, address, NoteMessages.Of(channel, id, $"[test] {workspace}: a test of {channel}", [sentence], "ping", now, []));
    }
}
