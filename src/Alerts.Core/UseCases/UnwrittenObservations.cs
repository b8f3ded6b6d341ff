using Alerts.Core.Datasets;
using Alerts.Core.Observations;

namespace Alerts.Core.UseCases;

/// <summary>Files read on top of a store that is left as it is: for questions such as a backtest.</summary>
/// <param name="below">Null where nothing was stored yet.</param>
public sealed class UnwrittenObservations(IObservationStore? below) : IObservationStore, IRawFileStore
{
    private readonly List<FileRecord> _files = [];
    private readonly List<Observation> _observations = [];
    private long? _sequence;

    public async Task<FileRecord?> Find(string sha256, CancellationToken cancel) =>
        _files.FindLast(file => file.Sha256 == sha256) ?? (below is null ? null : await below.Find(sha256, cancel));

    public async Task<Publication> Append(FileRecord file, IReadOnlyList<ReadValue> additions, CancellationToken cancel)
    {
        _sequence ??= below is null ? 0 : (await below.Publications(cancel)).Select(publication => publication.Sequence).DefaultIfEmpty(0).Max();
        var record = file with { Sequence = (_sequence = _sequence.Value + 1).Value };
        _files.Add(record);
        _observations.AddRange(additions.Select(value => new Observation(value.Series, value.Period, value.Value, value.Unit, file.Published, record.Publication, value.Rows, [])));
        return record.Publication;
    }

    public async Task<IReadOnlyList<Observation>> History(IReadOnlyCollection<string> series, CancellationToken cancel)
    {
        var order = series.Select((id, at) => (id, at)).ToDictionary(item => item.id, item => item.at, StringComparer.Ordinal);
        var stored = below is null ? [] : await below.History(series, cancel);
        return [.. stored.Concat(_observations.Where(observation => order.ContainsKey(observation.Series)))
            .OrderBy(observation => order[observation.Series]).ThenBy(observation => observation.Period).ThenBy(observation => observation.Vintage).ThenBy(observation => observation.Publication.Sequence)];
    }

    public async Task<IReadOnlyList<Observation>> Recent(IReadOnlyCollection<SeriesSince> series, CancellationToken cancel)
    {
        var days = series.ToDictionary(since => since.Series, since => since.Day, StringComparer.Ordinal);
        return [.. (await History([.. days.Keys], cancel)).Where(observation => observation.Period.Last >= days[observation.Series])];
    }

    public async Task<IReadOnlyList<Observation>> Added(long sequence, CancellationToken cancel)
    {
        var added = _observations.Where(observation => observation.Publication.Sequence == sequence)
            .OrderBy(observation => observation.Series, StringComparer.Ordinal).ThenBy(observation => observation.Period).ToList();
        return added.Count > 0 || below is null ? added : await below.Added(sequence, cancel);
    }

    public async Task<IReadOnlyList<Publication>> Publications(CancellationToken cancel) =>
        [.. below is null ? [] : await below.Publications(cancel), .. _files.Where(file => file.Outcome != ReadingOutcome.Rejected).Select(file => file.Publication)];

    public Task Keep(string sha256, ReadOnlyMemory<byte> bytes, CancellationToken cancel) => Task.CompletedTask;

    public Task<byte[]?> Read(string sha256, CancellationToken cancel) => Task.FromResult<byte[]?>(null);
}
