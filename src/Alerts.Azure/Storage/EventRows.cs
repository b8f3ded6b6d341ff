using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

/// <summary>An event as it is kept.</summary>
/// <param name="Applied">Of the state that was written with it: publications are applied in order, so this is where it stands among those of all instances.</param>
/// <param name="Version">Of that state.</param>
/// <param name="Ordinal">Its place among those written with the same state.</param>
internal sealed record StoredEvent(string Document, Publication Cause, long Applied, long Version, int Ordinal)
{
    [JsonIgnore]
    public string Id { get; } = JsonDocument.Parse(Document).RootElement.GetProperty("id").GetString()!;

    [JsonIgnore]
    public AlertEvent Event => EventJson.Read(Document, Cause);

    /// <summary>As a message carries it.</summary>
    [JsonIgnore]
    public string Carried => JsonSerializer.Serialize(this, CarriedOptions);

    private static JsonSerializerOptions CarriedOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static StoredEvent Of(AlertEvent told, InstanceState next, int ordinal) => new(EventJson.Write(told), told.Publication, next.Applied, next.Version, ordinal);
}

/// <summary>
/// Rows of events in the table <c>alerts</c>, each with the row of its work. Those that one transaction cannot hold are listed in one row, which counts as
/// much as rows of their own; they are unfolded into those afterwards, by whoever meets the list first.
/// </summary>
internal sealed class EventRows(AzureStorage storage, PutOrder order)
{
    public const string Event = "event:";
    public const string List = "events:";

    /// <summary>Rows of both kinds begin so, and no others do.</summary>
    public const string Beginning = "event";

    /// <summary>A transaction has 100 rows: two of each event, those of the state, and those of a list.</summary>
    private const int MostTogether = 45;

    /// <summary>A transaction has 4 MiB, and a character may take six bytes on its way.</summary>
    private const int MostCharacters = 330_000;

    private readonly LongText _texts = new(storage);

    public static string Partition(EventId id) => RowKeys.Of(id.Text.Length > 8 ? id.Text[^8..] : id.Text);

    /// <summary>The first of them, as many as a transaction can hold beside a state.</summary>
    public static int Fitting(IEnumerable<StoredEvent> events)
    {
        var characters = 0;
        return events.Take(MostTogether).TakeWhile((told, at) => (characters += told.Document.Length) <= MostCharacters || at == 0).Count();
    }

    public async Task<IReadOnlyList<TableTransactionAction>> Add(string partition, StoredEvent told, CancellationToken cancel)
    {
        var row = new TableEntity(partition, Event + RowKeys.Of(told.Id)) { ["Applied"] = told.Applied, ["Version"] = told.Version, ["Ordinal"] = told.Ordinal };
        StoredPublication.Set(row, "Cause", told.Cause);
        await _texts.Set(row, "Document", told.Document, cancel);
        return [new(TableTransactionActionType.Add, row), Work(partition, told)];
    }

    /// <summary>Lists events. The work of the first leads to the list, should nobody unfold it before.</summary>
    public async Task<IReadOnlyList<TableTransactionAction>> AddList(string partition, string token, IReadOnlyList<StoredEvent> events, CancellationToken cancel)
    {
        var row = new TableEntity(partition, List + token);
        await _texts.Set(row, "Events", JsonSerializer.Serialize(events), cancel);
        return [new(TableTransactionActionType.UpsertReplace, row), Work(partition, events[0])];
    }

    public async Task<StoredEvent> Read(TableEntity row, CancellationToken cancel) =>
        new(await _texts.Get(row, "Document", cancel), StoredPublication.Find(row, "Cause")!, row.GetInt64("Applied")!.Value, row.GetInt64("Version")!.Value, row.GetInt32("Ordinal")!.Value);

    public async Task<IReadOnlyList<StoredEvent>> ReadList(TableEntity row, CancellationToken cancel) => JsonSerializer.Deserialize<List<StoredEvent>>(await _texts.Get(row, "Events", cancel))!;

    // Due at once, in the order written; a file may be dated ahead of its reading.
    private TableTransactionAction Work(string partition, StoredEvent told) => WorkRows.Queue(partition, WorkKind.Route, told.Id, DateTimeOffset.UnixEpoch, order.Next());
}
