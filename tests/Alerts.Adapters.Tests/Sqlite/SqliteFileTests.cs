using System.Collections;
using System.Collections.Concurrent;
using Alerts.Adapters.Sqlite;
using Alerts.Contracts;
using Alerts.Core.Delivery;
using Microsoft.Data.Sqlite;

namespace Alerts.Adapters.Tests.Sqlite;

/// <summary>More than one process at the same file, and files that are not as they should be.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private const int Processes = 4;

    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_reader_sees_one_moment_while_another_process_writes()
    {
        await _store.Store.Append(Some.File(1), [Some.Value("a")], default);
        using var reader = SqliteStore.OpenToRead(_store.File)!;
        var asked = new Interrupted("a", () => _store.Store.Append(Some.File(2), [Some.Value("b")], default).Wait(), "b");

        Assert.Equal(["a"], (await reader.History(asked, default)).Select(observation => observation.Series));
        Assert.Equal(["a", "b"], (await reader.History(["a", "b"], default)).Select(observation => observation.Series));
    }

    [Fact]
    public async Task A_reader_knows_the_publications_that_another_process_writes_after_its_first_question()
    {
        await _store.Store.Append(Some.File(1), [Some.Value("a")], default);
        using var reader = SqliteStore.OpenToRead(_store.File)!;
        var before = (await reader.Recent([new("a", DateOnly.MinValue)], default))[0];
        var second = await _store.Store.Append(Some.File(2), [Some.Value("b")], default);
        var after = (await reader.Recent([new("b", DateOnly.MinValue)], default))[0];

        Assert.Equal(second, Assert.Single(after.Observations).Publication);
        Assert.Equal(1, Assert.Single(before.Observations).Publication.Sequence);
    }

    [Fact]
    public void Processes_that_open_a_new_store_at_once_all_find_it_ready()
    {
        using var start = new Barrier(Processes);
        for (var round = 0; round < 10; round++)
        {
            var path = Path.Combine(_store.Folder, $"{round}", "alerts.db");
            var failed = new ConcurrentQueue<StoreException>();
            var threads = Enumerable.Range(0, Processes).Select(_ => new Thread(() => Open(path, start, failed))).ToList();

            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());

            Assert.Empty(failed);
        }
    }

    [Fact]
    public void A_file_of_version_0_is_brought_to_the_newest()
    {
        var path = Path.Combine(_store.Folder, "empty.db");
        File.WriteAllBytes(path, []);

        SqliteStore.Open(path).Dispose();

        using var store = SqliteStore.OpenToRead(path);
        Assert.NotNull(store);
    }

    [Fact]
    public void A_file_of_an_older_version_is_not_read_as_if_it_were_of_this_one()
    {
        _store.Store.Dispose();
        Ask("PRAGMA user_version = 0");

        Assert.Contains("older version (0;", Assert.Throws<StoreException>(() => SqliteStore.OpenToRead(_store.File)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_opened_for_reading_may_not_be_written()
    {
        using var reader = SqliteStore.OpenToRead(_store.File)!;

        Assert.Contains("may not be written", (await Assert.ThrowsAsync<StoreException>(() => reader.Append(Some.File(), [], default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_in_the_place_of_the_file_is_said_to_be_unusable()
    {
        var path = Path.Combine(_store.Folder, "folder.db");
        Directory.CreateDirectory(path);

        Assert.Contains("could not be opened", Assert.Throws<StoreException>(() => SqliteStore.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_file_is_not_held_open()
    {
        await File.WriteAllTextAsync(Path.Combine(_store.Folder, "broken.db"), new string('x', 5000));
        var broken = Path.Combine(_store.Folder, "broken.db");

        Assert.Throws<StoreException>(() => SqliteStore.Open(broken));
        Assert.Throws<StoreException>(() => SqliteStore.OpenToRead(broken));

        Assert.DoesNotContain(broken, OpenFiles());
    }

    [Fact]
    public async Task The_view_of_deliveries_shows_each_attempt_and_what_came_of_it()
    {
        var cause = await _store.Store.Append(Some.File(), [], default);
        var told = Some.Event(cause);
        await _store.Store.Record(Some.State(), [told], default);
        await _store.Store.Add([Some.Notification(told.Id, "a@example.com"), Some.Notification(told.Id, "b@example.com")], Some.Morning, default);
        var claim = (await _store.Store.Claim(Some.Notification(told.Id, "a@example.com").Id, Some.Morning, TimeSpan.Zero, default))!;
        await _store.Store.Record(claim, new(Outcome.Accepted, "a.eml"), new(DeliveryReason.ReceiverTookIt, null), Some.Morning, default);

        Assert.Equal(
            ["a@example.com accepted 1 2025-03-24T09:00:00+08:00 accepted a.eml", "b@example.com waiting"],
            Ask("SELECT address || ' ' || status || coalesce(' ' || attempt || ' ' || at || ' ' || outcome || ' ' || detail, '') FROM deliveries ORDER BY address"));
    }

    [Fact]
    public async Task Values_stand_in_the_file_as_exact_decimals_and_instants_in_two_forms()
    {
        await _store.Store.Append(Some.File(), [Some.Value(value: 0.1234567890123456789012345678m), Some.Value(period: "2025-03-25", value: 6550.00m)], default);

        Assert.Equal(
            ["text 0.1234567890123456789012345678 2025-03-24T00:00:00+08:00 2025-03-23T16:00:00.0000000Z", "text 6550 2025-03-24T00:00:00+08:00 2025-03-23T16:00:00.0000000Z"],
            Ask("SELECT typeof(value) || ' ' || value || ' ' || vintage || ' ' || vintage_utc FROM observations_history ORDER BY period"));
    }

    private static void Open(string path, Barrier start, ConcurrentQueue<StoreException> failed)
    {
        start.SignalAndWait();
        try
        {
            SqliteStore.Open(path).Dispose();
        }
        catch (StoreException error)
        {
            failed.Enqueue(error);
        }
    }

    private static IEnumerable<string> OpenFiles() =>
        Directory.Exists("/proc/self/fd") ? new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos().Select(file => file.LinkTarget ?? "") : [];

    private List<string> Ask(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_store.File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetString(0));
        return rows;
    }

    // Names of series between whose reading something happens.
    private sealed class Interrupted(string first, Action between, string second) : IReadOnlyCollection<string>
    {
        public int Count => 2;

        public IEnumerator<string> GetEnumerator()
        {
            yield return first;
            between();
            yield return second;
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
