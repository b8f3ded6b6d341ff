using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.UsaTrade;

/// <summary>Reads an export of USA Trade Online (FORMATS §5): a title above the header, what the figures are about in front of <c>Time</c>, one measure behind it.</summary>
public static class UsaTradeReading
{
    public const string Time = "Time";

    /// <summary>Between the parts of a series' key: <c>All States / 212 Minerals &amp; Ores / China</c>.</summary>
    public const string Between = " / ";

    private const int MostAbove = 20;

    /// <inheritdoc cref="TableReading.Read"/>
    public static FileReading Read(Dataset dataset, string file, ITableRows rows, DateTimeOffset published, bool explains = false)
    {
        var draft = new ReadingDraft(file, explains);
        if (Header(file, rows) is not { } header) return draft.Done([], rows.OpenQuoteLine, rows.Line == 0 ? Rejection.Empty(file) : NotRecognised(file));
        var cells = new ValueCells(draft, new("yyyy", Frequency.Monthly, published), '.', []);
        return TableReading.Below(header, rows, new UsaTradeRows(dataset, header, cells, published), cells, draft, ',');
    }

    // However many lines of title there are.
    internal static TableHeader? Header(string file, ITableRows rows)
    {
        while (TableHeader.Next(file, rows) is { } header)
        {
            if (header.Has(Time) && header.Find(Time) > 0) return header;
            if (header.Line > MostAbove) return null;
        }
        return null;
    }

    private static FileReading NotRecognised(string file) => Rejection.Of(
        "header-not-recognised", file, null, null, $"header is not recognised: no row of the first {MostAbove} has a column \"{Time}\" behind others", "file refused, look whether it is an export of USA Trade Online");
}
