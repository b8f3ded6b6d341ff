using Alerts.Core.Alerting;
using Alerts.Core.Notifications;

namespace Alerts.Core.UseCases;

/// <summary>Some of a long list, the last first.</summary>
/// <param name="Next">What the question for the rest gives as <c>Before</c>; null where there is no more.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, long? Next);

internal static class Pages
{
    /// <param name="all">In order; the place of each is its number, from 1.</param>
    /// <param name="before">Only those of lower numbers; null: all.</param>
    public static Page<T> Of<T>(IReadOnlyList<T> all, Func<T, bool> takes, long? before, int most)
    {
        var items = new List<T>();
        for (var at = (int)Math.Clamp((before ?? long.MaxValue) - 1, 0, all.Count); at > 0; at--)
        {
            if (!takes(all[at - 1])) continue;
            if (items.Count == most) return new(items, at + 1);
            items.Add(all[at - 1]);
        }
        return new(items, null);
    }
}

/// <summary>Which events; each null: any.</summary>
/// <param name="Series">One that the event is about.</param>
/// <param name="From">Published at this instant or later.</param>
/// <param name="To">Published before this instant.</param>
/// <param name="Before">See <see cref="Page{T}.Next"/>.</param>
public sealed record EventQuery(string? Rule, string? Series, EventType? Type, DateTimeOffset? From, DateTimeOffset? To, long? Before, int Most)
{
    public bool Takes(AlertEvent told) =>
        (Rule is null || told.Rule == Rule) && (Series is null || told.Series.Contains(Series)) && (Type is null || told.Type == Type)
        && (From is null || told.Published >= From) && (To is null || told.Published < To);
}

/// <summary>Which notifications; each null: any.</summary>
public sealed record LedgerQuery(NotificationStatus? Status, string? Subscriber, EventId? Event, NotificationId? Notification, long? Before, int Most)
{
    public bool Takes(LedgerEntry entry) =>
        (Status is null || entry.Status == Status) && (Subscriber is null || entry.Notification.Subscriber == Subscriber)
        && (Event is null || entry.Notification.Event == Event) && (Notification is null || entry.Notification.Id == Notification);
}
