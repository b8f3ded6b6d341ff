using System.Text.Encodings.Web;
using System.Text.Json;
using Alerts.Core.Alerting;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;
using Azure;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

/// <summary>Where a notification and what belongs to it are kept: in the table of its event, in its event's partition. Its id alone tells.</summary>
internal sealed record NotificationKey(string Partition, string Event, string Receiver)
{
    public const string Notifications = "notification:";
    public const string Attempts = "attempt:";
    public const string Reports = "report:";
    public const string Complete = "complete:";

    private const string IdBegins = "ntf_";
    private const string EventBegins = "evt_";

    /// <returns>Null where no notification has such an id.</returns>
    public static NotificationKey? Of(NotificationId id)
    {
        if (!id.Text.StartsWith(IdBegins, StringComparison.Ordinal)) return null;
        return id.Text[IdBegins.Length..].Split('_', 2) is [{ Length: > 0 } receiver, { Length: > 0 } told] ? new(PartitionOf(told), told, receiver) : null;
    }

    /// <summary>Of the notifications of an event, as the beginning of their keys.</summary>
    public static (string Partition, string Beginning) Of(EventId told) => (EventRows.Partition(told), $"{Notifications}{RowKeys.Of(EventPart(told))}:");

    public string Row => $"{Notifications}{Name}";

    public string AttemptRow(int number) => $"{Attempts}{Name}:{RowKeys.Of(number)}";

    public string ReportRow(string key) => $"{Reports}{Name}:{RowKeys.Of(key)}";

    public string AttemptsBegin => $"{Attempts}{Name}:";

    public string ReportsBegin => $"{Reports}{Name}:";

    /// <summary>Names that all notifications of the event are there, where one transaction could not hold them.</summary>
    public string CompleteRow => $"{Complete}{RowKeys.Of(Event)}";

    private string Name => $"{RowKeys.Of(Event)}:{RowKeys.Of(Receiver)}";

    private static string EventPart(EventId told) => told.Text.StartsWith(EventBegins, StringComparison.Ordinal) ? told.Text[EventBegins.Length..] : told.Text;

    private static string PartitionOf(string eventPart) => EventRows.Partition(new(EventBegins + eventPart));
}

/// <summary>Where a notification stands.</summary>
/// <param name="Claims">Attempts that were begun.</param>
/// <param name="Answered">The newest of them that has an answer.</param>
/// <param name="Unknown">Those without a known outcome, since it was last replayed.</param>
internal sealed record NotificationStanding(NotificationStatus Status, DateTimeOffset? Due, DateTimeOffset? ClaimedUntil, DateTimeOffset? FirstAt, int Claims, int Answered, int Unknown)
{
    /// <summary>Of one that is new. What another message tells is not sent itself.</summary>
    public static NotificationStanding New(Notification notification, DateTimeOffset due) =>
        notification.In is null ? new(NotificationStatus.Waiting, due, null, null, 0, 0, 0) : new(NotificationStatus.Accepted, null, null, null, 0, 0, 0);

    public static NotificationStanding Read(TableEntity row) => new(
        Enum.Parse<NotificationStatus>(row.GetString(nameof(Status))), Instant(row, nameof(Due)), Instant(row, nameof(ClaimedUntil)), Instant(row, nameof(FirstAt)),
        row.GetInt32(nameof(Claims))!.Value, row.GetInt32(nameof(Answered))!.Value, row.GetInt32(nameof(Unknown))!.Value);

    /// <summary>An empty text where there is nothing: a merge leaves alone what it does not name.</summary>
    public void Write(TableEntity row)
    {
        row[nameof(Status)] = Status.ToString();
        row[nameof(Due)] = Due is { } due ? StoredInstant.Utc(due) : "";
        row[nameof(ClaimedUntil)] = ClaimedUntil is { } until ? StoredInstant.Utc(until) : "";
        row[nameof(FirstAt)] = FirstAt is { } first ? StoredInstant.Text(first) : "";
        row[nameof(Claims)] = Claims;
        row[nameof(Answered)] = Answered;
        row[nameof(Unknown)] = Unknown;
    }

    private static DateTimeOffset? Instant(TableEntity row, string name) => row.GetString(name) is { Length: > 0 } text ? StoredInstant.Read(text) : null;
}

/// <summary>A notification as it is kept.</summary>
/// <param name="Put">Its place in the order added (<see cref="PutOrder"/>).</param>
/// <param name="IsPart">It counts once the row that completes its event's notifications is there.</param>
/// <param name="ETag">Of the row as it was read.</param>
internal sealed record NotificationRow(NotificationKey Key, Notification Notification, NotificationStanding Standing, long Put, bool IsPart, ETag ETag)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string Forgotten = "Forgotten";

    private sealed record Carried(Notification Notification, DateTimeOffset Due, long Put, bool IsPart, string ETag);

    public string Destination => Destinations.Key(Notification);

    public int Characters => Notification.Message.Subject.Length + Notification.Message.Text.Length + Notification.Message.Html.Length;

    /// <summary>What <see cref="ReadStanding"/> needs.</summary>
    public static IReadOnlyList<string> StandingProperties { get; } =
    [
        "PartitionKey", "RowKey", "Id", "Event", "Subscriber", "Channel", "Address", "In", "Put", "IsPart", nameof(Standing.Status), nameof(Standing.Due), nameof(Standing.ClaimedUntil), nameof(Standing.FirstAt), nameof(Standing.Claims),
        nameof(Standing.Answered), nameof(Standing.Unknown),
    ];

    public static async Task<NotificationRow> Read(TableEntity row, LongText texts, CancellationToken cancel) => Read(row, JsonSerializer.Deserialize<Message>(await texts.Get(row, "Message", cancel))!);

    /// <summary>What is left of one that the ledger no longer holds: its key, so that it is never added again.</summary>
    public TableEntity Stripped() => new(Key.Partition, Key.Row) { [Forgotten] = true };

    public static bool IsForgotten(TableEntity row) => row.GetBoolean(Forgotten) is true;

    /// <summary>Without what it says, which is most of it.</summary>
    public static NotificationRow ReadStanding(TableEntity row) => Read(row, new("", "", ""));

    private static NotificationRow Read(TableEntity row, Message message)
    {
        var id = new NotificationId(row.GetString("Id"));
        var notification = new Notification(id, new(row.GetString("Event")), row.GetString("Subscriber"), row.GetString("Channel"), row.GetString("Address"), message)
        {
            Thread = row.GetString("Thread") is { } thread ? new NotificationId(thread) : null,
            In = row.GetString("In") is { } teller ? new NotificationId(teller) : null,
            With = row.GetString("With"),
        };
        return new(NotificationKey.Of(id)!, notification, NotificationStanding.Read(row), row.GetInt64("Put")!.Value, row.GetBoolean("IsPart")!.Value, row.ETag);
    }

    public async Task<TableEntity> Write(LongText texts, CancellationToken cancel)
    {
        var row = new TableEntity(Key.Partition, Key.Row)
        {
            ["Id"] = Notification.Id.Text,
            ["Event"] = Notification.Event.Text,
            ["Subscriber"] = Notification.Subscriber,
            ["Channel"] = Notification.Channel,
            ["Address"] = Notification.Address,
            ["Put"] = Put,
            ["IsPart"] = IsPart,
        };
        if (Notification.Thread is { } thread) row["Thread"] = thread.Text;
        if (Notification.In is { } message) row["In"] = message.Text;
        if (Notification.With is { } with) row["With"] = with;
        Standing.Write(row);
        await texts.Set(row, "Message", JsonSerializer.Serialize(Notification.Message, Json), cancel);
        return row;
    }

    /// <summary>Changes where it stands, unless somebody else has since it was read.</summary>
    public TableTransactionAction Change(NotificationStanding standing)
    {
        var row = new TableEntity(Key.Partition, Key.Row);
        standing.Write(row);
        return new(TableTransactionActionType.UpdateMerge, row, ETag);
    }

    /// <summary>One that is new, as a message carries it.</summary>
    public string Carry() => JsonSerializer.Serialize(new Carried(Notification, Standing.Due!.Value, Put, IsPart, ETag.ToString("G")), Json);

    /// <summary>As it was when it was new; whether it still is so its ETag tells.</summary>
    public static NotificationRow ReadCarried(string text)
    {
        var carried = JsonSerializer.Deserialize<Carried>(text)!;
        return new(NotificationKey.Of(carried.Notification.Id)!, carried.Notification, NotificationStanding.New(carried.Notification, carried.Due), carried.Put, carried.IsPart, new(carried.ETag));
    }
}
