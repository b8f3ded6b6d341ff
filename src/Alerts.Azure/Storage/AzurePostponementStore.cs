using Alerts.Core.Alerting;
using Alerts.Core.Routing;
using Alerts.Core.UseCases;
using Azure;
using Azure.Data.Tables;

namespace Alerts.Azure.Storage;

/// <summary>Postponed events, a partition for each bundle, beside the bundle's work.</summary>
internal sealed class AzurePostponementStore(AzureStorage storage, IWakes wakes, PutOrder order) : IPostponementStore
{
    public const string Table = "postponed";

    private const string Beginning = "event:";

    // A transaction has 100 rows: the bundle's work is one of them.
    private const int MostTogether = 99;

    public static string Partition(string bundle) => $"bundle:{RowKeys.Of(bundle)}";

    public async Task Postpone(IReadOnlyList<PostponedEvent> events, CancellationToken cancel)
    {
        if (events.Count == 0) return;
        var table = await storage.Table(Table, cancel);
        var before = await All(cancel);
        foreach (var bundle in events.GroupBy(one => one.Bundle))
        {
            var until = bundle.Max(one => one.Until);
            foreach (var part in bundle.Chunk(MostTogether))
                await table.SubmitTransactionAsync([WorkRows.Queue(Partition(bundle.Key), WorkKind.Bundle, bundle.Key, until, order.Next()), .. part.Select(one => Row(one, Known(before, one)))], cancel);
            await wakes.Wake(WorkKind.Bundle, bundle.Key, until, null, cancel);
        }
        // Only once they stand in their new place.
        foreach (var (one, _) in before.Where(known => events.Any(moved => IsSame(moved, known.Event) && moved.Bundle != known.Event.Bundle)))
            await table.Remove(Partition(one.Bundle), RowKey(one), ETag.All, cancel);
    }

    public async Task<IReadOnlyList<PostponedEvent>> Bundle(string bundle, CancellationToken cancel)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in (await storage.Table(Table, cancel)).Beginning(Partition(bundle), Beginning, cancel: cancel)) rows.Add(row);
        return [.. rows.OrderBy(row => row.GetInt64("Put")).Select(Read)];
    }

    public async Task<IReadOnlyList<PostponedEvent>> Postponed(CancellationToken cancel) =>
        [.. (await All(cancel)).OrderBy(known => known.Put).Select(known => known.Event).DistinctBy(one => (one.Event, one.Subscriber, one.Channel, one.Address))];

    public async Task Remove(string bundle, IReadOnlyCollection<EventId> events, CancellationToken cancel)
    {
        var table = await storage.Table(Table, cancel);
        foreach (var one in (await Bundle(bundle, cancel)).Where(one => events.Contains(one.Event))) await table.Remove(Partition(bundle), RowKey(one), ETag.All, cancel);
    }

    private async Task<List<(PostponedEvent Event, long Put)>> All(CancellationToken cancel)
    {
        var all = new List<(PostponedEvent, long)>();
        await foreach (var row in (await storage.Table(Table, cancel)).Beginning(null, Beginning, cancel: cancel)) all.Add((Read(row), row.GetInt64("Put")!.Value));
        return all;
    }

    private static (PostponedEvent Event, long Put)? Known(List<(PostponedEvent Event, long Put)> before, PostponedEvent one) =>
        before.FindIndex(known => IsSame(known.Event, one)) is var at and >= 0 ? before[at] : null;

    private static bool IsSame(PostponedEvent left, PostponedEvent right) => (left.Event, left.Subscriber, left.Channel, left.Address) == (right.Event, right.Subscriber, right.Channel, right.Address);

    // Of one that is there already, its place in the order and why they are told stay.
    private TableTransactionAction Row(PostponedEvent one, (PostponedEvent Event, long Put)? known) => new(TableTransactionActionType.UpsertReplace, new TableEntity(Partition(one.Bundle), RowKey(one))
    {
        ["Bundle"] = one.Bundle,
        ["Event"] = one.Event.Text,
        ["Subscriber"] = one.Subscriber,
        ["Channel"] = one.Channel,
        ["Address"] = one.Address,
        ["Reason"] = one.Reason.ToString(),
        ["About"] = one.About,
        ["Until"] = StoredInstant.Text(one.Until),
        ["Why"] = known?.Event.Why ?? one.Why,
        ["Put"] = known?.Put ?? order.Next(),
    });

    private static string RowKey(PostponedEvent one) => $"{Beginning}{RowKeys.Of(one.Event.Text)}";

    private static PostponedEvent Read(TableEntity row) => new(
        row.GetString("Bundle"), new(row.GetString("Event")), row.GetString("Subscriber"), row.GetString("Channel"), row.GetString("Address"),
        Enum.Parse<PostponeReason>(row.GetString("Reason")), row.GetString("About"), StoredInstant.Read(row.GetString("Until")), row.GetString("Why"));
}
