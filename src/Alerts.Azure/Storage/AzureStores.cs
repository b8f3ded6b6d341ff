using System.Text.Json;
using Alerts.Core.Alerting;
using Alerts.Core.UseCases;

namespace Alerts.Azure.Storage;

/// <summary>Every store of a workspace, over one storage account.</summary>
public sealed class AzureStores : IWorkMessages, IDisposable
{
    private readonly PublicationIndex _publications;
    private readonly AzureNotificationStore _notifications;
    private readonly AzureWork _work;

    public AzureStores(AzureStorage storage, TimeProvider clock)
    {
        var order = new PutOrder(clock);
        var destinations = new Destinations(storage);
        _work = new(storage, destinations, order, clock);
        _publications = new(storage);
        _notifications = new(storage, destinations, _work, order);
        RawFiles = new AzureRawFileStore(storage);
        Sources = new AzureSourceStore(storage);
        Observations = new AzureObservationStore(storage, _publications, _work, order);
        Alerts = new AzureAlertStore(storage, _work, order);
        Keys = new AzureApiKeyStore(storage);
        Postponements = new AzurePostponementStore(storage, _work, order);
        Silences = new AzureSilenceStore(storage, clock);
        Subscriptions = new AzureSubscriptionStore(storage, clock);
    }

    public IRawFileStore RawFiles { get; }

    public ISourceStore Sources { get; }

    public IObservationStore Observations { get; }

    public IAlertStore Alerts { get; }

    public INotificationStore Notifications => _notifications;

    public IApiKeyStore Keys { get; }

    public IPostponementStore Postponements { get; }

    public ISilenceStore Silences { get; }

    public ISubscriptionStore Subscriptions { get; }

    public IWorkQueue Queue => _work;

    public AlertEvent? Event(WorkMessage message) => message.About is { } about ? JsonSerializer.Deserialize<StoredEvent>(about)!.Event : null;

    public void Know(WorkMessage message)
    {
        if (message.About is { } about) _notifications.Know(about);
    }

    public Task Done(WorkKind kind, string key, CancellationToken cancel) => _work.Done(kind, key, cancel);

    public Task<int> WakeDue(CancellationToken cancel) => _work.WakeDue(cancel);

    public void Dispose() => _publications.Dispose();
}
