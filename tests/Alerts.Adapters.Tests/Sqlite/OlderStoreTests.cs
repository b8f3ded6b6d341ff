using Alerts.Adapters.Sqlite;
using Alerts.Contracts;
using Alerts.Core.Observations;
using Microsoft.Data.Sqlite;

namespace Alerts.Adapters.Tests.Sqlite;

/// <summary>A store that an older version has written is brought to this one, and says what it said.</summary>
public sealed class OlderStoreTests : IDisposable
{
    private const string History = "SELECT series, period, value, unit, vintage, dataset, file, rows, sha256, sequence, period_end, vintage_utc FROM observations_history ORDER BY series, period_end, period, vintage_utc, sequence";
    private const string Current = "SELECT * FROM observations_current ORDER BY series, period";

    // Days before 1970, months, combined periods over the end of a year, several lines and none, a revision, an older file read later, equal vintages.
    private const string Observations = """
        INSERT INTO files VALUES
            (1, 'aa', '2025-07-20-m.csv', 'trade', 'one', '2025-07-20T00:00:00+08:00', '2025-07-19T16:00:00.0000000Z', '2025-07-20T09:00:00+08:00', 'accepted', NULL, 5, 0),
            (2, 'bb', '2025-03-20-m.csv', 'trade', 'one', '2025-03-20T00:00:00+08:00', '2025-03-19T16:00:00.0000000Z', '2025-07-21T09:00:00+08:00', 'accepted', NULL, 3, 0),
            (3, 'cc', '2025-07-20-p.csv', 'prices', 'one', '2025-07-20T00:00:00+08:00', '2025-07-19T16:00:00.0000000Z', '2025-07-22T09:00:00+08:00', 'accepted', NULL, 4, 0);
        INSERT INTO series VALUES (1, 'm'), (2, 'a');
        INSERT INTO observations VALUES
            (1, '2025-01-31', '2024-11-01', '2025-07-19T16:00:00.0000000Z', 1, '2024-11..2025-01', '12944', 't', '2025-07-20T00:00:00+08:00', '7'),
            (1, '2025-01-31', '2025-01-01', '2025-07-19T16:00:00.0000000Z', 1, '2025-01', '0.1234567890123456789012345678', 't', '2025-07-20T00:00:00+08:00', ''),
            (1, '2024-02-29', '2024-02-01', '2025-07-19T16:00:00.0000000Z', 1, '2024-02', '-622.5', 't', '2025-07-20T00:00:00+08:00', '2,5,19'),
            (1, '2024-02-29', '2024-02-01', '2025-03-19T16:00:00.0000000Z', 2, '2024-02', '311', 't', '2025-03-20T00:00:00+08:00', '9'),
            (1, '2024-02-29', '2024-02-01', '2025-07-19T16:00:00.0000000Z', 3, '2024-02', '623', 'kg', '2025-07-20T00:00:00+08:00', '4'),
            (2, '1969-12-31', '1969-12-31', '2025-07-19T16:00:00.0000000Z', 3, '1969-12-31', '65.5', 'CNY/kg', '2025-07-20T00:00:00+08:00', '273'),
            (2, '1900-03-01', '1900-03-01', '2025-07-19T16:00:00.0000000Z', 3, '1900-03-01', '1', 'CNY/kg', '2025-07-20T00:00:00+08:00', '2'),
            (2, '2025-03-24', '2025-03-24', '2025-07-19T16:00:00.0000000Z', 3, '2025-03-24', '6550', 'CNY/kg', '2025-07-20T00:00:00+08:00', '100000');
        """;

    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public void The_views_of_observations_say_the_same_as_before()
    {
        MakeOlder(2, Observations);
        var (history, current) = (Ask(History), Ask(Current));

        _store.Reopened();

        Assert.Equal(8, history.Count);
        Assert.Equal(history, Ask(History));
        Assert.Equal(6, current.Count);
        Assert.Equal(current, Ask(Current));
    }

    [Fact]
    public async Task Observations_are_read_as_if_this_version_had_written_them()
    {
        MakeOlder(2, Observations);

        var store = _store.Reopened();

        Assert.Equal(
            [
                "2024-02 311 t 2 [9]", "2024-02 -622.5 t 1 [2 5 19]", "2024-02 623 kg 3 [4]", "2024-11..2025-01 12944 t 1 [7]", "2025-01 0.1234567890123456789012345678 t 1 []",
                "1900-03-01 1 CNY/kg 3 [2]", "1969-12-31 65.5 CNY/kg 3 [273]", "2025-03-24 6550 CNY/kg 3 [100000]",
            ],
            (await store.History(["m", "a"], default)).Select(Text));
        Assert.Equal(["1900-03-01 1 CNY/kg 3 [2]", "1969-12-31 65.5 CNY/kg 3 [273]", "2025-03-24 6550 CNY/kg 3 [100000]", "2024-02 623 kg 3 [4]"], (await store.Added(3, default)).Select(Text));
        Assert.Equal(["2024-02 311 t 2 [9]"], (await store.Added(2, default)).Select(Text));
    }

    [Fact]
    public async Task New_files_are_added_to_what_was_there()
    {
        MakeOlder(2, Observations);

        var added = await _store.Reopened().Append(Some.File(4, "2025-08-20"), [Some.Value("m", "2025-07", 5, "t", 3)], default);

        Assert.Equal(["2025-07 5 t 4 [3]"], (await _store.Store.Added(added.Sequence, default)).Select(Text));
        Assert.Equal(6, (await _store.Store.History(["m"], default)).Count);
    }

    private static string Text(Observation observation) => $"{observation.Period} {observation.Value} {observation.Unit} {observation.Publication.Sequence} [{string.Join(' ', observation.Rows)}]";

    private void MakeOlder(int version, string rows)
    {
        _store.Store.Dispose();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_store.File)!)) File.Delete(file);
        Ask(string.Join('\n', Schema.Steps.Take(version)) + rows + $"PRAGMA user_version = {version}");
    }

    private List<string> Ask(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_store.File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(at => $"{reader.GetDataTypeName(at)} {reader.GetValue(at)}")));
        return rows;
    }
}
