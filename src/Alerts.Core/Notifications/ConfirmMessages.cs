using System.Globalization;
using Alerts.Core.Alerting;
using Alerts.Core.Routing;

namespace Alerts.Core.Notifications;

/// <summary>Asks the owner of an address whether they want to be told: the only mail that is sent to an address that nobody has confirmed.</summary>
public static class ConfirmMessages
{
    /// <summary>Of the ids that stand in the place of an event's.</summary>
    public const string Begins = "cnf_";

    public static bool Is(Notification notification) => notification.Event.Text.StartsWith(Begins, StringComparison.Ordinal);

    /// <param name="link">Shows a page with a button.</param>
    /// <param name="until">When it ends, in the time zone that is printed.</param>
    public static Message Of(string workspace, string link, EventId id, DateTimeOffset now, DateTimeOffset until)
    {
        var ends = until.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
        IReadOnlyList<string> sentences =
        [
            $"Somebody, you we hope, asked that {workspace} sends its alerts to this address.",
            $"This page says which, and has a button to confirm it until {ends}: {link}",
            "If you do not want them, do nothing: nothing is sent to you.",
        ];
        return NoteMessages.Of(Notification.Email, id, $"Please confirm: alerts of {workspace}", sentences, "subscription.confirm", now, []);
    }

    /// <summary>What is asked for, in words. Whoever asked chose some of them: they are shown to who follows the link, and not mailed to who did not ask for it.</summary>
    public static string What(Subscriber asked)
    {
        var severity = asked.MinSeverity == Rules.Severity.Info ? "" : $" from severity {Rules.Severities.Text(asked.MinSeverity)} on";
        return (asked.Match.Keys.Count == 0 ? "of every alert" : $"of alerts where {asked.Match}") + severity + (asked.Digest is { } digest ? $", in a digest ({digest})" : "");
    }
}
