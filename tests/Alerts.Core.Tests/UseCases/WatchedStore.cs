using Alerts.Contracts;
using Alerts.Core.Alerting;
using Alerts.Core.Datasets.Quality;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Core.Tests.UseCases;

/// <summary>A store that counts what is asked of it, and lets something happen just before a write.</summary>
internal sealed class WatchedStore(InMemoryStore store) : IObservationStore, IAlertStore
{
    public Func<Task>? BeforeRecord { get; set; }

    public int HistoriesRead { get; private set; }

    public int InstancesRead { get; private set; }

    public int Writes { get; private set; }

    public int MostSeriesAtOnce { get; private set; }

    public Task<FileRecord?> Find(string sha256, CancellationToken cancel) => store.Find(sha256, cancel);

    public Task<Publication> Append(FileRecord file, IReadOnlyList<Alerts.Core.Datasets.ReadValue> additions, CancellationToken cancel) => store.Append(file, additions, cancel);

    public Task<IReadOnlyList<Observation>> History(IReadOnlyCollection<string> series, CancellationToken cancel)
    {
        HistoriesRead++;
        return store.History(series, cancel);
    }

    public Task<IReadOnlyList<KnownValue>> Known(string series, Period first, Period last, DateTimeOffset instant, CancellationToken cancel) => ((IObservationStore)store).Known(series, first, last, instant, cancel);

    public Task<IReadOnlyList<RecentValues>> Recent(IReadOnlyCollection<SeriesSince> series, CancellationToken cancel)
    {
        MostSeriesAtOnce = Math.Max(MostSeriesAtOnce, series.Count);
        return store.Recent(series, cancel);
    }

    public Task<IReadOnlyList<Observation>> Added(long sequence, CancellationToken cancel) => store.Added(sequence, cancel);

    public Task<IReadOnlyList<QuarantinedRow>> Quarantined(long sequence, CancellationToken cancel) => store.Quarantined(sequence, cancel);

    public Task<IReadOnlyList<QuarantinedRow>> Quarantine(bool isWaiting, CancellationToken cancel) => store.Quarantine(isWaiting, cancel);

    public Task Announce(IReadOnlyList<AlertEvent> events, CancellationToken cancel) => store.Announce(events, cancel);

    public Task<IReadOnlyList<FileRecord>> Files(CancellationToken cancel) => store.Files(cancel);

    public Task<IReadOnlyList<Publication>> Publications(CancellationToken cancel) => store.Publications(cancel);

    public Task<DateTimeOffset> FirstRun(DateTimeOffset now, CancellationToken cancel) => store.FirstRun(now, cancel);

    public Task<long> Evaluated(CancellationToken cancel) => store.Evaluated(cancel);

    public Task MarkEvaluated(long sequence, CancellationToken cancel) => store.MarkEvaluated(sequence, cancel);

    public Task<DateOnly?> LastDay(CancellationToken cancel) => store.LastDay(cancel);

    public Task MarkDay(DateOnly day, CancellationToken cancel) => store.MarkDay(day, cancel);

    public Task<string?> CaughtUp(CancellationToken cancel) => store.CaughtUp(cancel);

    public Task MarkCaughtUp(string rules, CancellationToken cancel) => store.MarkCaughtUp(rules, cancel);

    public Task<IReadOnlyList<(InstanceId Id, string Meaning)>> Instances(CancellationToken cancel)
    {
        InstancesRead++;
        return store.Instances(cancel);
    }

    public Task<IReadOnlyList<InstanceState>> Restless(CancellationToken cancel) => store.Restless(cancel);

    public Task<IReadOnlyList<InstanceState>> States(IReadOnlyCollection<InstanceId> instances, CancellationToken cancel) => store.States(instances, cancel);

    public async Task<bool> Record(InstanceState next, IReadOnlyList<AlertEvent> events, CancellationToken cancel)
    {
        var before = BeforeRecord;
        BeforeRecord = null;
        if (before is not null) await before();
        Writes++;
        return await store.Record(next, events, cancel);
    }

    public Task Close(InstanceId instance, CancellationToken cancel) => store.Close(instance, cancel);

    public Task<AlertEvent?> Event(EventId id, CancellationToken cancel) => store.Event(id, cancel);

    public Task<IReadOnlyList<AlertEvent>> Events(CancellationToken cancel) => store.Events(cancel);
}
