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

public sealed class RawFileFolderTests : RawFileStoreContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("alerts-raw-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    protected override IRawFileStore Empty() => new RawFileFolder(Path.Combine(_folder, "raw"));
}
