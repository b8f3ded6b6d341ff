using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.Fred;

/// <summary>Reads a graph or series download of FRED (FORMATS §7): days in the first column, a column for each series.</summary>
public static class FredReading
{
    private const string MissingMark = ".";

    /// <summary>Headers of the days: of today's files, and of those before 2024.</summary>
    public static IReadOnlyList<string> Days { get; } = ["observation_date", "DATE"];

    /// <inheritdoc cref="TableReading.Read"/>
    public static FileReading Read(Dataset dataset, string file, ITableRows rows, DateTimeOffset published, bool explains = false)
    {
        var draft = new ReadingDraft(file, explains);
        if (TableHeader.Next(file, rows) is not { } header) return draft.Done([], rows.OpenQuoteLine, Rejection.Empty(file));
        if (Days.FirstOrDefault(header.Has) is not { } day) return draft.Done([], rows.OpenQuoteLine, header.NotRecognised(Days, ','));
        var layout = new TableLayout(Wide: true, day, null, null, null, "yyyy-MM-dd", "utf-8", ',', '.', Sheet: null);
        var cells = new ValueCells(draft, new(layout.DateFormat, dataset.Frequency, published, isDatedTheFirst: true), '.', [MissingMark]);
        return TableReading.Below(header, rows, new WideRows(dataset, layout, header, cells), cells, draft, ',');
    }
}
