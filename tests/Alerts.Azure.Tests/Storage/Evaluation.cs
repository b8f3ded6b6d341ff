using Alerts.Azure.Storage;
using Alerts.Contracts;
using Alerts.Core.UseCases;
using Azure.Data.Tables;

namespace Alerts.Azure.Tests.Storage;

/// <summary>The stores that evaluation needs, over storage of their own, and the work that they put into their outboxes.</summary>
internal sealed class Evaluation : IWorkQueue, IWakes
{
    private readonly AzureStorage _storage;
    private readonly List<string> _woken = [];

    public Evaluation(AzureStorage storage, TimeProvider? clock = null)
    {
        _storage = storage;
        var order = new PutOrder(clock ?? new FakeClock(Some.Morning));
        Observations = new(storage, new(storage), this, order);
        Alerts = new(storage, this, order);
    }

    public AzureObservationStore Observations { get; }

    public AzureAlertStore Alerts { get; }

    public IReadOnlyList<string> Woken => _woken;

    public Task Wake(WorkKind kind, string key, DateTimeOffset due, string? about, CancellationToken cancel)
    {
        lock (_woken) _woken.Add($"{kind} {key}");
        return Task.CompletedTask;
    }

    public async Task<WorkItem?> Next(DateTimeOffset now, CancellationToken cancel) => (await Due(now)).FirstOrDefault();

    public async Task<IReadOnlyList<WorkItem>> Messages(DateTimeOffset now, int most, CancellationToken cancel) => [.. (await Due(now)).Where(item => item.Kind == WorkKind.Deliver).Take(most)];

    public async Task<IReadOnlyList<WorkItem>> Decisions(DateTimeOffset now, int most, CancellationToken cancel) => [.. (await Due(now)).Where(item => item.Kind != WorkKind.Deliver).Take(most)];

    private async Task<IEnumerable<WorkItem>> Due(DateTimeOffset now) =>
        (await Rows()).Where(one => one.Row.Due <= now).OrderBy(one => one.Row.Due).ThenBy(one => one.Row.Put).Select(one => new WorkItem(one.Row.Put, one.Row.Kind, one.Row.Key, one.Row.Due));

    public async Task Done(WorkItem item, CancellationToken cancel)
    {
        foreach (var (table, row) in (await Rows()).Where(one => one.Row.Put == item.Id)) await WorkRows.Done(table, row, cancel);
    }

    public Task<DateTimeOffset?> NextDue(CancellationToken cancel) => throw new NotSupportedException("no test of these stores asks for it");

    public Task<bool> Put(WorkKind kind, string key, DateTimeOffset due, CancellationToken cancel) => throw new NotSupportedException("no test of these stores asks for it");

    public async Task<List<(TableClient Table, WorkRow Row)>> Rows()
    {
        var rows = new List<(TableClient Table, WorkRow Row)>();
        foreach (var name in (string[])["files", "alerts"])
        {
            var table = await _storage.Table(name, default);
            await foreach (var row in WorkRows.All(table, default)) rows.Add((table, row));
        }
        return rows;
    }
}
