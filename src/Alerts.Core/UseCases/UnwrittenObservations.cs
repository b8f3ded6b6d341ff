using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Quality;
using Alerts.Core.Observations;

namespace Alerts.Core.UseCases;

/// <summary>Files read on top of a store that is left as it is: for questions such as a backtest.</summary>
/// <param name="below">Null where nothing was stored yet.</param>
public sealed class UnwrittenObservations(IObservationStore? below) : IObservationStore, IRawFileStore
{
    private static readonly Comparer<Observation> InOrder = Comparer<Observation>.Create((one, other) =>
        one.Period.CompareTo(other.Period) is var byPeriod and not 0 ? byPeriod
        : one.Vintage.CompareTo(other.Vintage) is var byVintage and not 0 ? byVintage
        : one.Publication.Sequence.CompareTo(other.Publication.Sequence));

    private readonly List<FileRecord> _files = [];
    private readonly Dictionary<string, List<Observation>> _observations = new(StringComparer.Ordinal);
    private long? _sequence;

    public async Task<FileRecord?> Find(string sha256, CancellationToken cancel) =>
        _files.FindLast(file => file.Sha256 == sha256) ?? (below is null ? null : await below.Find(sha256, cancel));

    public async Task<Publication> Append(FileRecord file, IReadOnlyList<ReadValue> additions, CancellationToken cancel)
    {
        _sequence ??= below is null ? 0 : (await below.Publications(cancel)).Select(publication => publication.Sequence).DefaultIfEmpty(0).Max();
        var record = file with { Sequence = (_sequence = _sequence.Value + 1).Value };
        var publication = record.Publication;
        _files.Add(record);
        foreach (var value in additions) Insert(new(value.Series, value.Period, value.Value, value.Unit, publication.Published, publication, value.Rows, []) { Origin = value.From == 0 ? null : await Origin(value.From, cancel) });
        return publication;
    }

    public async Task<IReadOnlyList<Observation>> History(IReadOnlyCollection<string> series, CancellationToken cancel)
    {
        var stored = (below is null ? [] : await below.History(series, cancel)).ToLookup(observation => observation.Series, StringComparer.Ordinal);
        // What lies below is in this order already.
        return [.. series.SelectMany(id => Own(id) is { Count: > 0 } own ? stored[id].Concat(own).Order(InOrder) : stored[id])];
    }

    public async Task<IReadOnlyList<KnownValue>> Known(string series, Period first, Period last, DateTimeOffset instant, CancellationToken cancel)
    {
        var known = below is null ? [] : (await below.Known(series, first, last, instant, cancel)).ToDictionary(stored => stored.Period);
        var own = Own(series);
        for (var at = From(own, first); at < own.Count && own[at].Period.CompareTo(last) <= 0; at++)
        {
            // What lies here was read later than what lies below.
            if (own[at].Vintage <= instant && (!known.TryGetValue(own[at].Period, out var before) || before.Vintage <= own[at].Vintage)) known[own[at].Period] = KnownValue.Of(own[at]);
        }
        return [.. known.Values.OrderBy(value => value.Period)];
    }

    public async Task<IReadOnlyList<RecentValues>> Recent(IReadOnlyCollection<SeriesSince> series, CancellationToken cancel)
    {
        // What nothing was put on lies below as it is asked for.
        var asIs = series.Where(since => Own(since.Series).Count == 0).ToList();
        var stored = (below is null ? asIs.ConvertAll(since => RecentValues.Of(since.Series, [])) : await below.Recent(asIs, cancel)).ToDictionary(recent => recent.Series, StringComparer.Ordinal);
        if (asIs.Count == series.Count) return [.. series.Select(since => stored[since.Series])];
        var histories = (await History([.. series.Select(since => since.Series).Where(id => !stored.ContainsKey(id))], cancel)).ToLookup(observation => observation.Series, StringComparer.Ordinal);
        return [.. series.Select(since => stored.TryGetValue(since.Series, out var recent) ? recent : RecentValues.Since(since.Day, since.Series, [.. histories[since.Series]]))];
    }

    public async Task<IReadOnlyList<Observation>> Added(long sequence, CancellationToken cancel)
    {
        if (below is not null && !_files.Exists(file => file.Sequence == sequence)) return await below.Added(sequence, cancel);
        return [.. _observations.OrderBy(series => series.Key, StringComparer.Ordinal).SelectMany(series => series.Value).Where(observation => observation.Publication.Sequence == sequence)];
    }

    public async Task<IReadOnlyList<QuarantinedRow>> Quarantined(long sequence, CancellationToken cancel) =>
        [.. (await Quarantine(isWaiting: false, cancel)).Where(row => row.Publication.Sequence == sequence)];

    public async Task<IReadOnlyList<QuarantinedRow>> Quarantine(bool isWaiting, CancellationToken cancel)
    {
        if (_files.Count == 0) return below is null ? [] : await below.Quarantine(isWaiting, cancel);
        var settled = _files.SelectMany(file => file.Settled, (file, one) => (Settled: one, file.Publication)).GroupBy(one => one.Settled.Id).ToDictionary(one => one.Key, one => one.Last());
        var rows = below is null ? [] : await below.Quarantine(isWaiting, cancel);
        var own = _files.Where(file => file.Outcome != ReadingOutcome.Rejected).SelectMany(file => file.SetAside.Where(row => row.IsQuarantined).Select(row => new QuarantinedRow(file.Publication, row)));
        return [.. rows.Concat(own).Select(row => settled.TryGetValue(row.Id, out var by) ? row with { Settled = by.Settled, By = by.Publication } : row).Where(row => row.IsWaiting || !isWaiting)];
    }

    private async Task<Publication?> Origin(long sequence, CancellationToken cancel) => (await Publications(cancel)).FirstOrDefault(publication => publication.Sequence == sequence);

    public async Task<IReadOnlyList<FileRecord>> Files(CancellationToken cancel) => [.. below is null ? [] : await below.Files(cancel), .. _files.Select(file => file with { SetAside = [] })];

    public async Task<IReadOnlyList<Publication>> Publications(CancellationToken cancel) =>
        [.. below is null ? [] : await below.Publications(cancel), .. _files.Where(file => file.Outcome != ReadingOutcome.Rejected).Select(file => file.Publication)];

    public Task Keep(string sha256, ReadOnlyMemory<byte> bytes, CancellationToken cancel) => Task.CompletedTask;

    public Task<byte[]?> Read(string sha256, CancellationToken cancel) => Task.FromResult<byte[]?>(null);

    public Task<IReadOnlyList<string>> All(CancellationToken cancel) => Task.FromResult<IReadOnlyList<string>>([]);

    public Task Delete(string sha256, CancellationToken cancel) => Task.CompletedTask;

    private List<Observation> Own(string series) => _observations.TryGetValue(series, out var own) ? own : [];

    private void Insert(Observation observation)
    {
        if (!_observations.TryGetValue(observation.Series, out var own)) _observations[observation.Series] = own = [];
        var at = own.Count == 0 || InOrder.Compare(own[^1], observation) < 0 ? own.Count : own.BinarySearch(observation, InOrder);
        own.Insert(at < 0 ? ~at : at, observation);
    }

    /// <returns>Where the first observation of a period, or of a later one, stands.</returns>
    private static int From(List<Observation> own, Period first)
    {
        var (from, to) = (0, own.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (own[middle].Period.CompareTo(first) < 0) from = middle + 1;
            else to = middle;
        }
        return from;
    }
}
