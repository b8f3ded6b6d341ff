using Alerts.Adapters.Formats;
using Alerts.Azure.Files;
using Alerts.Core.Datasets;
using Alerts.Core.UseCases;

namespace Alerts.Functions.App;

/// <summary>When files of the inbox were published: as their names say, or as they say themselves, looked up once for each.</summary>
internal sealed class PublicationDays(IInbox inbox, IFileReader reader)
{
    private readonly Dictionary<(InboxBlob File, string Format), DateOnly?> _known = [];

    /// <returns>Null where neither tells.</returns>
    public async Task<DateTimeOffset?> Of(Workspace workspace, InboxBlob file, CancellationToken cancel)
    {
        if (IngestFile.PublishedAs(workspace, file.Name, told: null) is { } named) return named;
        var day = await Told(workspace, file, cancel);
        return IngestFile.PublishedAs(workspace, file.Name, () => day);
    }

    private async Task<DateOnly?> Told(Workspace workspace, InboxBlob file, CancellationToken cancel)
    {
        if (DatasetMatch.Of(file.Name, workspace.Datasets).Dataset is not { } dataset || !FileReader.TellsItsDay(dataset)) return null;
        if (_known.TryGetValue((file, dataset.Format), out var known)) return known;
        try
        {
            return await inbox.Read(file.Name, cancel) is { } bytes ? _known[(file, dataset.Format)] = reader.PublicationDay(dataset, bytes) : null;
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException)
        {
            // Whoever reads the file will say so.
            return null;
        }
    }
}
