using Alerts.Core.UseCases;

namespace Alerts.Azure.Storage;

/// <summary>Every store of a workspace, over one storage account.</summary>
public sealed class AzureStores : IDisposable
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
        Observations = new AzureObservationStore(storage, _publications, _work, order);
        Alerts = new AzureAlertStore(storage, _work, order);
    }

    public IRawFileStore RawFiles { get; }

    public IObservationStore Observations { get; }

    public IAlertStore Alerts { get; }

    public INotificationStore Notifications => _notifications;

    public IWorkQueue Queue => _work;

    public void Dispose() => _publications.Dispose();
}
