using Alerts.Adapters.Formats;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>Names the cells of workbooks that values come from, by looking into the files as they were kept.</summary>
internal sealed class CellFinder(Workspace workspace, IRawFileStore rawFiles)
{
    private readonly Dictionary<string, SheetCells?> _files = new(StringComparer.Ordinal);

    /// <returns>For each value of a workbook, its cells; nothing for others.</returns>
    public async Task<Cells> Of(IEnumerable<Observation> observations, CancellationToken cancel)
    {
        var cells = new Dictionary<(string, string, int), string>();
        foreach (var observation in observations)
        {
            if (await File(observation.Publication, cancel) is not { } file) continue;
            foreach (var row in observation.Rows)
                if (file.Cell(observation.Series, row) is { } cell) cells[(observation.Publication.Sha256, observation.Series, row)] = cell;
        }
        return new(cells);
    }

    private async Task<SheetCells?> File(Publication publication, CancellationToken cancel)
    {
        if (_files.TryGetValue(publication.Sha256, out var known)) return known;
        var dataset = workspace.Datasets.FirstOrDefault(dataset => dataset.Id == publication.Dataset && SheetCells.MayBeIn(dataset));
        var bytes = dataset is null ? null : await rawFiles.Read(publication.Sha256, cancel);
        return _files[publication.Sha256] = bytes is null ? null : SheetCells.Of(dataset!, publication.File, bytes);
    }
}

/// <summary>The cells of values, by file, series and row.</summary>
internal sealed class Cells(IReadOnlyDictionary<(string Sha256, string Series, int Row), string> known)
{
    /// <summary>Where nobody has looked.</summary>
    public static readonly Cells None = new(new Dictionary<(string Sha256, string Series, int Row), string>());

    /// <returns>In the order of its rows; empty where its file is no workbook.</returns>
    public IReadOnlyList<string> Of(Observation observation) => [.. observation.Rows.Select(row => known.GetValueOrDefault((observation.Publication.Sha256, observation.Series, row))).OfType<string>()];
}
