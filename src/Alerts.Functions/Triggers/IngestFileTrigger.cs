using Alerts.Functions.App;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions.Triggers;

/// <summary>A file has arrived: Event Grid tells of it. Where nobody does, the sweep finds it.</summary>
internal sealed class IngestFileTrigger(WorkspaceInUse workspaces, Arrivals arrivals)
{
    [Function("IngestFile")]
    public async Task Run([BlobTrigger("%ALERTS_INBOX%/{name}", Source = BlobTriggerSource.EventGrid)] BlobClient blob, string name, CancellationToken cancel)
    {
        if (await workspaces.Current(cancel) is { } inUse) await arrivals.Read(inUse, name, cancel);
    }
}
