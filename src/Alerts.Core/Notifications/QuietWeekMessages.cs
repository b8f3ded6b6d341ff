using Alerts.Core.Alerting;
using Alerts.Core.Observations;

namespace Alerts.Core.Notifications;

/// <summary>Says that there was nothing to say, so that silence is known to be silence.</summary>
public static class QuietWeekMessages
{
    /// <param name="end">Of the week, with the receiver's offset.</param>
    /// <param name="rules">How many watch for them.</param>
    /// <param name="datasets">Each dataset's newest publication; null where none was ever read.</param>
    public static Message Of(string channel, EventId id, string workspace, DateTimeOffset end, int rules, IReadOnlyList<(string Dataset, Publication? Newest)> datasets)
    {
        var lead = $"Nothing was to be told in the week to {Worded.Day(DateOnly.FromDateTime(end.DateTime))}, {end:HH\\:mm}. {rules} {(rules == 1 ? "rule watches" : "rules watch")} for you.";
        var lines = datasets.Select(one => one.Newest is { } newest
            ? $"{one.Dataset}: newest data published {Worded.Day(DateOnly.FromDateTime(newest.Published.DateTime))} ({newest.File})."
            : $"{one.Dataset}: nothing was ever read.");
        return NoteMessages.Of(channel, id, $"[info] {workspace}: a quiet week", [lead, .. lines], "quiet-week", end, []);
    }
}
