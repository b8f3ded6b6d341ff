using Alerts.Contracts;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Tests.Sqlite;

public sealed class SqliteReportTests : ProviderReportContract, IDisposable
{
    private readonly TemporaryStore _store = new();

    public void Dispose() => _store.Dispose();

    protected override (INotificationStore Notifications, IWorkQueue Queue) Empty() => (_store.Store, _store.Store);
}
