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
