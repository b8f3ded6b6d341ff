using Alerts.Azure.Storage;
using Alerts.Contracts;
using Alerts.Core.UseCases;

namespace Alerts.Azure.Tests.Storage;

[Collection(Azurite.Collection)]
public sealed class AzureNotificationStoreTests(Azurite azurite) : NotificationStoreContract, IDisposable
{
    private AzureStores? _stores;

    public void Dispose() => _stores?.Dispose();

    protected override (INotificationStore Notifications, IAlertStore Alerts, IObservationStore Observations, IWorkQueue Queue) Empty() =>
        (_stores = new(azurite.Empty(), new FakeClock(Some.Morning))) is var stores ? (stores.Notifications, stores.Alerts, stores.Observations, stores.Queue) : default;
}

[Collection(Azurite.Collection)]
public sealed class AzureProviderReportTests(Azurite azurite) : ProviderReportContract, IDisposable
{
    private AzureStores? _stores;

    public void Dispose() => _stores?.Dispose();

    protected override (INotificationStore Notifications, IWorkQueue Queue) Empty() => (_stores = new(azurite.Empty(), new FakeClock(Some.Morning))) is var stores ? (stores.Notifications, stores.Queue) : default;
}

[Collection(Azurite.Collection)]
public sealed class AzureWorkTests(Azurite azurite) : WorkQueueContract, IDisposable
{
    private AzureStores? _stores;

    public void Dispose() => _stores?.Dispose();

    protected override (IWorkQueue Queue, IObservationStore Observations) Empty() => (_stores = new(azurite.Empty(), new FakeClock(Some.Morning))) is var stores ? (stores.Queue, stores.Observations) : default;
}

[Collection(Azurite.Collection)]
public sealed class AzurePostponementStoreTests(Azurite azurite) : PostponementStoreContract, IDisposable
{
    private AzureStores? _stores;

    public void Dispose() => _stores?.Dispose();

    protected override (IPostponementStore Postponements, ISilenceStore Silences, IWorkQueue Queue) Empty() =>
        (_stores = new(azurite.Empty(), new FakeClock(Some.Morning))) is var stores ? (stores.Postponements, stores.Silences, stores.Queue) : default;
}
