using Alerts.Adapters.Sqlite;
using Alerts.Contracts;
using Alerts.Core.Alerting;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;
using Alerts.Core.Routing;
using Alerts.Core.UseCases;
using Microsoft.Data.Sqlite;

namespace Alerts.Adapters.Tests.Sqlite;

public sealed class SqliteStoreTests : IDisposable
{
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Everything_is_there_again_after_reopening()
    {
        var cause = await _store.Store.Append(Some.File(), [Some.Value(rows: 273)], default);
        await _store.Store.Record(Some.State(), [Some.Event(cause)], default);
        await _store.Store.Add([Some.Notification(Some.Event(cause).Id)], Some.Morning, default);

        var store = _store.Reopened();

        Assert.Single(await store.History(["smm.terbium-oxide"], default));
        Assert.Single(await store.Instances(default));
        Assert.Single(await store.Events(default));
        Assert.Single(await store.Ledger(default));
        Assert.NotNull(await store.Next(Some.Morning, default));
    }

    [Fact]
    public async Task The_view_of_current_observations_shows_the_newest_vintage_of_each_period()
    {
        await _store.Store.Append(Some.File(1, "2025-07-20"), [Some.Value("m", "2025-02", 622, "t", 9)], default);
        await _store.Store.Append(Some.File(2, "2025-03-20"), [Some.Value("m", "2025-02", 311, "t", 7), Some.Value("m", "2025-01", 2279, "t", 5)], default);

        Assert.Equal(["m 2025-01 2279 t 5", "m 2025-02 622 t 9"], Ask("SELECT series || ' ' || period || ' ' || value || ' ' || unit || ' ' || rows FROM observations_current ORDER BY period"));
        Assert.Equal(["3"], Ask("SELECT count(*) FROM observations_history"));
    }

    [Fact]
    public async Task The_view_of_open_alerts_shows_what_was_announced_and_is_not_over()
    {
        var cause = await _store.Store.Append(Some.File(), [], default);
        var (first, second, third) = (Some.Event(cause, "2025-03-20"), Some.Event(cause, "2025-03-21"), Some.Event(cause, "2025-03-22"));
        await _store.Store.Record(Some.State(), [first, second, third, Some.Event(cause, "2025-03-23", EventType.Resolved, first.Id), Some.Event(cause, "2025-03-24", EventType.Retracted, second.Id)], default);

        Assert.Equal([third.Id.Text], Ask("SELECT id FROM alerts_open"));
    }

    [Fact]
    public void Every_table_and_column_explains_itself()
    {
        var tables = Ask("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name");

        Assert.Equal(["additions", "api_keys", "attempts", "destinations", "events", "facts", "files", "forgotten", "hosts", "notifications", "observations", "origins", "postponed", "raw_files", "reports", "rows_set_aside", "rule_states", "series", "settlements", "silences", "sources", "subscriptions", "units", "work"], tables);
        Assert.All(Ask("SELECT sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"), sql => Assert.Contains("-- ", sql, StringComparison.Ordinal));
    }

    [Fact]
    public void A_store_of_a_newer_version_is_refused_in_words()
    {
        _store.Store.Dispose();
        Ask("PRAGMA user_version = 99");

        Assert.Contains("newer version of Alerts (schema 99", Assert.Throws<StoreException>(() => SqliteStore.Open(_store.File)).Message, StringComparison.Ordinal);
        Assert.Contains("newer version of Alerts (schema 99", Assert.Throws<StoreException>(() => SqliteStore.OpenToRead(_store.File)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_writer_that_is_killed_within_a_transaction_leaves_nothing()
    {
        _store.Store.Dispose();
        using (var killed = new SqliteConnection($"Data Source={_store.File};Pooling=False"))
        {
            killed.Open();
            using var command = killed.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE; INSERT INTO facts VALUES ('evaluated', '99')";
            command.ExecuteNonQuery();
        }

        Assert.Equal(0, await _store.Reopened().Evaluated(default));
    }

    [Fact]
    public async Task A_write_that_fails_half_way_leaves_nothing()
    {
        await _store.Store.Append(Some.File(1), [], default);

        await Assert.ThrowsAsync<StoreException>(() => _store.Store.Append(Some.File(2), [Some.Value(), Some.Value()], default));

        Assert.Single(await _store.Store.Publications(default));
        Assert.Empty(await _store.Store.History(["smm.terbium-oxide"], default));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_write_of_many_values_that_fails_at_one_of_them_leaves_nothing(bool isTogether)
    {
        var values = Values("m", (2 * ObservationInsert.ManyRows) + 1).ToList();
        values.Add(values[ObservationInsert.ManyRows + 3]);

        Task Append() => Assert.ThrowsAsync<StoreException>(() => _store.Store.Append(Some.File(), values, default));
        // Whoever catches the failure of a part does not save the rest.
        if (isTogether) await Assert.ThrowsAsync<InvalidOperationException>(() => _store.Store.Together(Append, default));
        else await Append();

        Assert.Empty(await _store.Store.Publications(default));
        Assert.Equal(["0"], Ask("SELECT count(*) FROM observations"));
    }

    [Fact]
    public async Task However_many_values_a_series_has_each_of_them_is_read_back_exactly()
    {
        const int Many = ObservationInsert.ManyRows;
        var values = new[] { 1, Many - 1, Many, Many + 1, (2 * Many) - 1, 3 * Many, (3 * Many) + 7 }.ToDictionary(count => $"of-{count}", count => Values($"of-{count}", count).ToList());

        await _store.Store.Append(Some.File(), [.. values.Values.SelectMany(series => series)], default);

        foreach (var (series, expected) in values)
        {
            Assert.Equal(expected.Select(value => (value.Period, value.Value, value.Unit, value.Rows)), (await _store.Store.History([series], default)).Select(one => (one.Period, one.Value, one.Unit, RowNumbers.Of([.. one.Rows]))));
        }
    }

    [Fact]
    public async Task Steps_that_are_taken_together_are_kept_or_undone_together()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _store.Store.Together(
            async () =>
            {
                await _store.Store.Append(Some.File(1), [Some.Value()], default);
                await _store.Store.MarkEvaluated(1, default);
                throw new InvalidOperationException("a bug between two steps");
            },
            default));
        Assert.Empty(await _store.Store.Publications(default));

        await _store.Store.Together(() => _store.Store.Append(Some.File(1), [Some.Value()], default), default);

        Assert.Single(await _store.Reopened().Publications(default));
        Assert.Equal(0, await _store.Store.Evaluated(default));
    }

    [Fact]
    public async Task An_event_that_was_recorded_and_then_undone_is_forgotten()
    {
        var cause = await _store.Store.Append(Some.File(), [Some.Value()], default);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _store.Store.Together(
            async () =>
            {
                await _store.Store.Record(Some.State(), [Some.Event(cause)], default);
                throw new InvalidOperationException("a bug between two steps");
            },
            default));

        Assert.Null(await _store.Store.Event(Some.Event(cause).Id, default));
    }

    [Fact]
    public async Task An_event_is_the_same_just_after_it_was_recorded_and_whenever_it_is_read()
    {
        var cause = await _store.Store.Append(Some.File(), [Some.Value()], default);
        var told = Some.Event(cause);
        await _store.Store.Record(Some.State(), [told], default);

        for (var time = 1; time <= 3; time++) Assert.Equal(EventJson.Write(told), EventJson.Write((await _store.Store.Event(told.Id, default))!));
    }

    [Fact]
    public async Task What_a_step_changes_is_known_to_the_steps_that_are_taken_together_with_it()
    {
        ISilenceStore silences = _store.Store;
        await _store.Store.Together(
            async () =>
            {
                Assert.Empty(await silences.Silences(default));
                await silences.Put(Silence("one"), default);
                Assert.Single(await silences.Silences(default));
                await _store.Store.Append(Some.File(1), [Some.Value("a", unit: "t")], default);
                Assert.Equal("t", Assert.Single(await _store.Store.History(["a"], default)).Unit.Text);
                await _store.Store.Append(Some.File(2), [Some.Value("b", unit: "kg")], default);
                Assert.Equal("kg", Assert.Single(await _store.Store.History(["b"], default)).Unit.Text);
                Assert.Equal(2, (await _store.Store.Publications(default)).Count);
            },
            default);
    }

    [Fact]
    public async Task What_another_process_changes_is_known_to_the_next_steps()
    {
        using var other = SqliteStore.Open(_store.File);
        var seen = new List<int>();
        for (var round = 0; round < 3; round++)
        {
            await _store.Store.Together(async () => seen.Add((await _store.Store.Silences(default)).Count), default);
            await ((ISilenceStore)other).Put(Silence($"{round}"), default);
        }

        Assert.Equal([0, 1, 2], seen);
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("„größer“ 世界 🌍")]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(100_000)]
    public async Task A_text_of_any_length_is_kept_as_it_is(object text)
    {
        var name = text as string ?? new string('ö', (int)text);

        await _store.Store.Append(Some.File() with { File = name, Reason = null }, [], default);

        Assert.Equal(name, Assert.Single(await _store.Store.Files(default)).File);
    }

    [Fact]
    public async Task A_file_that_was_seen_and_then_undone_is_forgotten()
    {
        await _store.Store.Append(Some.File(1), [Some.Value()], default);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _store.Store.Together(
            async () =>
            {
                await _store.Store.Append(Some.File(2), [], default);
                Assert.Equal(2, (await _store.Store.Publications(default)).Count);
                throw new InvalidOperationException("a bug between two steps");
            },
            default));

        await _store.Store.Append(Some.File(3), [], default);

        Assert.Equal([(1, Some.File(1).Sha256), (2, Some.File(3).Sha256)], (await _store.Store.Publications(default)).Select(publication => (publication.Sequence, publication.Sha256)));
    }

    [Fact]
    public async Task Files_that_others_read_are_seen_and_a_list_that_was_given_stays_as_it_is()
    {
        using var other = SqliteStore.Open(_store.File);
        var lists = new List<IReadOnlyList<Publication>>();
        for (var file = 1; file <= 9; file++)
        {
            await (file % 2 == 0 ? other : _store.Store).Append(Some.File(file), [], default);
            lists.Add(await _store.Store.Publications(default));
        }

        Assert.All(Enumerable.Range(1, 9), file => Assert.Equal(Enumerable.Range(1, file).Select(one => Some.File(one).Sha256), lists[file - 1].Select(publication => publication.Sha256)));
    }

    [Fact]
    public void What_is_no_database_is_said_to_be_none()
    {
        _store.Store.Dispose();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_store.File)!)) File.Delete(file);
        File.WriteAllText(_store.File, new string('x', 5000));

        Assert.Contains("is broken or is no SQLite database", Assert.Throws<StoreException>(() => SqliteStore.Open(_store.File)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_that_is_not_there_is_not_made_by_reading()
    {
        var elsewhere = Path.Combine(_store.Folder, "elsewhere", "alerts.db");

        Assert.Null(SqliteStore.OpenToRead(elsewhere));
        Assert.False(Directory.Exists(Path.GetDirectoryName(elsewhere)));
    }

    [Fact]
    public async Task A_store_that_may_not_be_written_may_be_written_later_and_a_newer_one_stays_newer()
    {
        using var store = SqliteStore.OpenToRead(_store.File)!;
        var refused = await Assert.ThrowsAsync<StoreException>(() => store.MarkEvaluated(1, default));
        Assert.Equal(($"the store {_store.File} may not be written", true), (refused.Message, refused.MayPass));

        _store.Store.Dispose();
        Ask("PRAGMA user_version = 99");
        Assert.False(Assert.Throws<StoreException>(() => SqliteStore.Open(_store.File)).MayPass);
    }

    [Fact]
    public void Only_one_process_holds_the_lock_of_a_store()
    {
        var path = Path.Combine(_store.Folder, "lock");
        using (var held = StoreLock.Take(path, Some.Morning))
        {
            Assert.NotNull(held);
            Assert.Null(StoreLock.Take(path, Some.Morning));
            Assert.Equal($"pid {Environment.ProcessId}, since 2025-03-24T09:00:00+08:00", StoreLock.Holder(path));
        }

        using var again = StoreLock.Take(path, Some.Morning);
        Assert.NotNull(again);
    }

    // Daily values of which none is like the next, in value, unit and number of rows.
    private static IEnumerable<ReadValue> Values(string series, int count) => Enumerable.Range(0, count).Select(day => new ReadValue(
        series, Period.Day(new DateOnly(2025, 1, 1).AddDays(day)), day % 5 == 0 ? 0.1234567890123456789012345678m * day : day, Unit.Parse(day % 3 == 0 ? "CNY/t" : "CNY/kg"),
        [.. Enumerable.Range(0, day % 4 * 7).Select(row => 2 + day + (row * 1_000))]));

    private static Silence Silence(string id) => new(id, Match.Everything, Some.Morning, Some.Morning.AddDays(1), "ann", "works", null);

    private List<string> Ask(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_store.File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetValue(0).ToString()!);
        return rows;
    }
}
