using Alerts.Adapters.Sqlite;
using Alerts.Contracts;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Tests.Sqlite;

/// <summary>A store in a folder of its own, which goes when the test does.</summary>
internal sealed class TemporaryStore : IDisposable
{
    public TemporaryStore() => Store = SqliteStore.Open(File);

    public string Folder { get; } = Directory.CreateTempSubdirectory("alerts-store-").FullName;

    public string File => Path.Combine(Folder, ".alerts", "alerts.db");

    public SqliteStore Store { get; private set; }

    public SqliteStore Reopened()
    {
        Store.Dispose();
        return Store = SqliteStore.Open(File);
    }

    public void Dispose()
    {
        Store.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}

public sealed class SqliteObservationStoreTests : ObservationStoreContract, IDisposable
{
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    protected override (IObservationStore Observations, IWorkQueue Queue) Empty() => (_store.Store, _store.Store);
}

public sealed class SqliteAlertStoreTests : AlertStoreContract, IDisposable
{
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    protected override (IAlertStore Alerts, IObservationStore Observations, IWorkQueue Queue) Empty() => (_store.Store, _store.Store, _store.Store);
}

public sealed class SqliteNotificationStoreTests : NotificationStoreContract, IDisposable
{
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    protected override (INotificationStore Notifications, IAlertStore Alerts, IObservationStore Observations, IWorkQueue Queue) Empty() => (_store.Store, _store.Store, _store.Store, _store.Store);
}

public sealed class SqliteUrgencyTests : UrgencyContract, IDisposable
{
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    protected override (INotificationStore Notifications, IAlertStore Alerts, IObservationStore Observations, IWorkQueue Queue) Empty() => (_store.Store, _store.Store, _store.Store, _store.Store);
}

public sealed class SqliteSourceStoreTests : SourceStoreContract, IDisposable
{
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    protected override ISourceStore Empty() => _store.Store;
}

public sealed class SqliteWorkQueueTests : WorkQueueContract, IDisposable
{
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    protected override (IWorkQueue Queue, IObservationStore Observations) Empty() => (_store.Store, _store.Store);
}

public sealed class SqliteApiKeyStoreTests : ApiKeyStoreContract, IDisposable
{
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    protected override IApiKeyStore Empty() => _store.Store;
}

public sealed class SmallFilesTests : RawFileStoreContract, IDisposable
{
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    protected override IRawFileStore Empty() => _store.Store;
}

public sealed class RawFilesTests : RawFileStoreContract, IDisposable
{
    private readonly TemporaryStore _store = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("alerts-raw-").FullName;

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    protected override IRawFileStore Empty() => new RawFiles(new(_folder), _store.Store);

    [Fact]
    public async Task What_is_kept_within_a_step_of_the_store_is_there_with_the_others_once_the_step_is_done()
    {
        var files = Empty();
        await files.Keep(Some.Sha(1), new byte[] { 1 }, default);

        await _store.Store.Together(() => files.KeepWithin(Some.Sha(2), new byte[] { 2 }, default), default);
        await files.KeepWithin(Some.Sha(1), new byte[] { 1 }, default);

        Assert.Equal([2], await files.Read(Some.Sha(2), default));
        Assert.Equal([Some.Sha(1), Some.Sha(2)], (await files.All(default)).Order());
        Assert.Single(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
        await files.Delete(Some.Sha(1), default);
        Assert.Null(await files.Read(Some.Sha(1), default));
    }

    [Fact]
    public async Task What_is_kept_within_a_step_that_fails_is_not_kept()
    {
        var files = Empty();

        await Assert.ThrowsAsync<IOException>(() => _store.Store.Together(
            async () =>
            {
                await files.KeepWithin(Some.Sha(1), new byte[] { 1 }, default);
                throw new IOException("the disk is full");
            },
            default));

        Assert.Null(await files.Read(Some.Sha(1), default));
    }
}

public sealed class RawFileFolderTests : RawFileStoreContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("alerts-raw-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    protected override IRawFileStore Empty() => new RawFileFolder(Path.Combine(_folder, "raw"));

    [Fact]
    public async Task A_file_that_cannot_be_read_is_said_to_be_unreadable()
    {
        var store = Empty();
        await store.Keep(Some.Sha(1), new byte[] { 1 }, default);
        using var held = new FileStream(Path.Combine(_folder, "raw", "00", Some.Sha(1)), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.Contains("could not be read", (await Assert.ThrowsAsync<StoreException>(() => store.Read(Some.Sha(1), default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_kept_under_its_hash_and_nothing_is_left_beside_it()
    {
        await Empty().Keep(Some.Sha(1), new byte[] { 1, 2 }, default);

        Assert.Equal([Path.Combine(_folder, "raw", "00", Some.Sha(1))], Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task What_a_crash_left_half_written_is_no_file_and_is_written_anew()
    {
        var store = Empty();
        Directory.CreateDirectory(Path.Combine(_folder, "raw", "00"));
        await File.WriteAllBytesAsync(Path.Combine(_folder, "raw", "00", Some.Sha(1) + ".part"), [9, 9, 9]);
        Assert.Null(await store.Read(Some.Sha(1), default));

        await store.Keep(Some.Sha(1), new byte[] { 1 }, default);

        Assert.Equal([1], await store.Read(Some.Sha(1), default));
    }
}

public sealed class SqlitePostponementStoreTests : PostponementStoreContract, IDisposable
{
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    protected override (IPostponementStore Postponements, ISilenceStore Silences, IWorkQueue Queue) Empty() => (_store.Store, _store.Store, _store.Store);
}

public sealed class SqliteSubscriptionStoreTests : SubscriptionStoreContract, IDisposable
{
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    protected override ISubscriptionStore Empty() => _store.Store;
}
