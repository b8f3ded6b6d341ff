using Alerts.Contracts;
using Alerts.Core.UseCases;

namespace Alerts.Core.Tests.UseCases;

/// <summary>The fake may not lie: it keeps what every store promises.</summary>
public sealed class InMemoryObservationStoreTests : ObservationStoreContract
{
    protected override (IObservationStore Observations, IWorkQueue Queue) Empty() => new InMemoryStore() is var store ? (store, store) : default;
}

public sealed class InMemoryAlertStoreTests : AlertStoreContract
{
    protected override (IAlertStore Alerts, IObservationStore Observations, IWorkQueue Queue) Empty() => new InMemoryStore() is var store ? (store, store, store) : default;
}

public sealed class InMemoryNotificationStoreTests : NotificationStoreContract
{
    protected override (INotificationStore Notifications, IAlertStore Alerts, IObservationStore Observations, IWorkQueue Queue) Empty() => new InMemoryStore() is var store ? (store, store, store, store) : default;
}

public sealed class InMemoryUrgencyTests : UrgencyContract
{
    protected override (INotificationStore Notifications, IAlertStore Alerts, IObservationStore Observations, IWorkQueue Queue) Empty() => new InMemoryStore() is var store ? (store, store, store, store) : default;
}

public sealed class InMemoryRawFileStoreTests : RawFileStoreContract
{
    protected override IRawFileStore Empty() => new InMemoryStore();
}

public sealed class InMemoryWorkQueueTests : WorkQueueContract
{
    protected override (IWorkQueue Queue, IObservationStore Observations) Empty() => new InMemoryStore() is var store ? (store, store) : default;
}

public sealed class InMemoryProviderReportTests : ProviderReportContract
{
    protected override (INotificationStore Notifications, IWorkQueue Queue) Empty()
    {
        var store = new InMemoryStore();
        return (store, store);
    }
}

public sealed class InMemoryApiKeyStoreTests : ApiKeyStoreContract
{
    protected override IApiKeyStore Empty() => new InMemoryStore();
}

public sealed class InMemoryPostponementStoreTests : PostponementStoreContract
{
    private readonly InMemoryStore _store = new();

    protected override (IPostponementStore Postponements, ISilenceStore Silences, IWorkQueue Queue) Empty() => (_store, _store, _store);
}

public sealed class InMemorySourceStoreTests : SourceStoreContract
{
    protected override ISourceStore Empty() => new InMemoryStore();
}

public sealed class InMemorySubscriptionStoreTests : SubscriptionStoreContract
{
    protected override ISubscriptionStore Empty() => new InMemoryStore();
}
