namespace Alerts.Core.Datasets;

/// <summary>What can be said of a row before its columns are known.</summary>
internal static class TableRowFaults
{
    public static bool IsBlank(this ITableRows row)
    {
        for (var at = 0; at < row.FieldCount; at++)
        {
            if (!row.Field(at).Trim().IsEmpty) return false;
        }
        return true;
    }

    /// <summary>True where the row has the fields of the header. One blank field more at the end of either is a trailing delimiter.</summary>
    public static bool Fits(this ITableRows row, TableHeader header)
    {
        var count = header.Names.Count;
        return row.FieldCount == count
            || (row.FieldCount == count + 1 && row.Field(count).Trim().IsEmpty)
            || (row.FieldCount == count - 1 && header.Names[^1].Length == 0);
    }

    /// <summary>Position of a field that is too long; -1 where there is none.</summary>
    public static int TooLongField(this ITableRows row)
    {
        if (row.LengthBound <= TableLimits.FieldLength) return -1;
        for (var at = 0; at < row.FieldCount; at++)
        {
            if (row.Field(at).Length > TableLimits.FieldLength) return at;
        }
        return -1;
    }

    /// <summary>Sets a row aside whose fields cannot be told apart or are too long, and passes over a blank one.</summary>
    /// <returns>True when nothing of the row is to be read.</returns>
    public static bool Refuses(this ReadingDraft draft, ITableRows row, TableHeader header)
    {
        if (row.IsMisquoted)
        {
            draft.SetAside(row.Line, null, RowFault.Quotes, "");
            return true;
        }
        if (!row.Fits(header))
        {
            if (row.IsBlank()) return true;
            draft.SetAside(row.Line, null, RowFault.FieldCount, $"{row.FieldCount} fields, header {header.Names.Count}");
            return true;
        }
        // The field itself is not shown: it may be a whole file.
        if (row.TooLongField() is var at and >= 0)
        {
            draft.SetAside(row.Line, at < header.Names.Count ? header.Names[at] : null, RowFault.FieldTooLong, "");
            return true;
        }
        return false;
    }
}
