namespace Alerts.Core.Datasets;

/// <summary>Reads a table of a generic format (csv, xlsx, json), long or wide, by the layout of its dataset.</summary>
public static class TableReading
{
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="delimiter">What parts the fields; null where the format needs none.</param>
    /// <param name="published">For telling which dates lie in the future.</param>
    /// <param name="explains">What each row became is noted as well.</param>
    /// <exception cref="ArgumentException">The dataset has no layout, which a check should have reported.</exception>
    public static FileReading Read(Dataset dataset, string file, ITableRows rows, char? delimiter, DateTimeOffset published, bool explains = false)
    {
        if (dataset.Layout is not { } layout) throw new ArgumentException($"{dataset.Id} has no layout", nameof(dataset));
        var draft = new ReadingDraft(file, explains);
        if (TableHeader.Next(file, rows, layout.HeaderRow) is not { } header)
            return draft.Done([], rows.OpenQuoteLine, rows.Line < layout.HeaderRow && rows.Line > 0 ? Rejection.TooShort(file, layout.HeaderRow.Value) : Rejection.Empty(file));

        var cells = new ValueCells(draft, new(layout.DateFormat, dataset.Frequency, published), layout.Decimal, layout.Missing ?? []);
        ITableLayoutRows reader = layout.Wide ? new WideRows(dataset, layout, header, cells) : new LongRows(dataset, layout, header, cells);
        return Below(header, rows, reader, cells, draft, delimiter, layout.FirstRow);
    }

    /// <summary>Reads the rows below a header, one after the other.</summary>
    /// <param name="firstRow">Line from which values stand; null: below the header.</param>
    internal static FileReading Below(TableHeader header, ITableRows rows, ITableLayoutRows reader, ValueCells cells, ReadingDraft draft, char? delimiter, int? firstRow = null)
    {
        if (reader.HeaderFault(delimiter) is { } fault) return draft.Done([], rows.OpenQuoteLine, fault);
        var hasRows = false;
        while (rows.Next())
        {
            if (rows.Line < firstRow) continue;
            hasRows = hasRows || !rows.IsBlank();
            if (!draft.Refuses(rows, header)) reader.Read(rows);
            if (reader.Refusal is not null) return draft.Done([], rows.OpenQuoteLine, reader.Refusal);
        }
        var values = cells.Values.Settled();
        draft.Accepted = values.Count + draft.Ignored;
        return draft.Done(values, rows.OpenQuoteLine, hasRows ? null : Rejection.NoDataRows(draft.File));
    }

    /// <summary>Which column the values of each series stand in.</summary>
    /// <returns>By the id of the series, from 0; null where there is no header.</returns>
    public static IReadOnlyDictionary<string, int>? Columns(Dataset dataset, string file, ITableRows rows)
    {
        if (dataset.Layout is not { } layout || TableHeader.Next(file, rows, layout.HeaderRow) is not { } header) return null;
        return dataset.Series.Select(series => (series.Definition.Id, At: header.Find(layout.Wide ? series.Key : layout.ValueColumn!))).Where(column => column.At >= 0).ToDictionary(column => column.Id, column => column.At, StringComparer.Ordinal);
    }
}

/// <summary>The rows of one layout.</summary>
internal interface ITableLayoutRows
{
    /// <summary>What a row has shown that forbids reading the file at all; null while there is nothing.</summary>
    FileReading? Refusal => null;

    /// <returns>What forbids reading the file; null when its columns are there.</returns>
    FileReading? HeaderFault(char? delimiter);

    /// <summary>Reads the current row.</summary>
    void Read(ITableRows row);
}
