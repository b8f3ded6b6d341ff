using Alerts.Adapters.Formats;
using Alerts.Core.Datasets;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>The days of publication that files tell in their content, looked up once for each file as it lies there.</summary>
internal sealed class PublicationDays
{
    private readonly Dictionary<(string Path, long Size, DateTime Written, string Format), DateOnly?> _known = [];
    private readonly FileReader _reader = new();

    /// <returns>Null where it tells none, cannot be read now, or no dataset reads it.</returns>
    public DateOnly? Of(Workspace workspace, FileInfo file)
    {
        if (DatasetMatch.Of(file.Name, workspace.Datasets).Dataset is not { } dataset || !FileReader.TellsItsDay(dataset)) return null;
        var look = (file.FullName, file.Length, file.LastWriteTimeUtc, dataset.Format);
        if (_known.TryGetValue(look, out var known)) return known;
        try
        {
            return _known[look] = _reader.PublicationDay(dataset, File.ReadAllBytes(file.FullName));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Whoever reads the file will say so.
            return null;
        }
    }
}
