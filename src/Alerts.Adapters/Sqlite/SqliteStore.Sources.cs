using Alerts.Core.UseCases;

namespace Alerts.Adapters.Sqlite;

public sealed partial class SqliteStore
{
    private const string SourceColumns = "dataset, definition, due_utc, asked_at, outcome, reason, failures, seen";

    public Task<SourceState?> Source(string dataset, CancellationToken cancel) => Read(() =>
        _file.Query($"SELECT {SourceColumns} FROM sources WHERE dataset = $dataset", ReadSource, ("$dataset", dataset)).FirstOrDefault(), cancel);

    public Task<IReadOnlyList<SourceState>> Sources(CancellationToken cancel) => Read<IReadOnlyList<SourceState>>(() =>
        _file.Query($"SELECT {SourceColumns} FROM sources ORDER BY dataset", ReadSource), cancel);

    public Task Record(SourceState state, CancellationToken cancel) => Write(() => _file.Change(
        $"INSERT OR REPLACE INTO sources ({SourceColumns}) VALUES ($dataset, $definition, $due, $asked, $outcome, $reason, $failures, $seen)",
        ("$dataset", state.Dataset), ("$definition", state.Definition), ("$due", Instants.Utc(state.Due)), ("$asked", Instants.Text(state.AskedAt)),
        ("$outcome", state.Outcome.Text()), ("$reason", state.Reason), ("$failures", state.Failures), ("$seen", SeenAnswersJson.Write(state.Seen))), cancel);

    public Task<DateTimeOffset?> Hold(string host, CancellationToken cancel) => Read<DateTimeOffset?>(() =>
        _file.Text("SELECT held_until_utc FROM hosts WHERE host = $host", ("$host", host)) is { } until ? Instants.Read(until) : null, cancel);

    public Task Hold(string host, DateTimeOffset until, CancellationToken cancel) => Write(() => _file.Change(
        "INSERT INTO hosts VALUES ($host, $until) ON CONFLICT (host) DO UPDATE SET held_until_utc = max(held_until_utc, excluded.held_until_utc)", ("$host", host), ("$until", Instants.Utc(until))), cancel);

    private static SourceState ReadSource(Statement reader) => new(
        reader.GetString(0), reader.GetString(1), Instants.Read(reader.GetString(2)), Instants.Read(reader.GetString(3)), PollOutcomes.Read(reader.GetString(4)), Nullable(reader, 5), reader.GetInt32(6), SeenAnswersJson.Read(reader.GetString(7)));
}
