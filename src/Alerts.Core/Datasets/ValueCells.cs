using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>The cells of a generic table, in either layout: periods, units and values, or why their row is set aside.</summary>
internal sealed class ValueCells(ReadingDraft draft, DateText dates, char decimalMark, IReadOnlyList<string> missing)
{
    public ReadValues Values { get; } = new(draft);

    /// <summary>Whether a cell, trimmed, holds no value: it is blank, or says so in the dataset's own words.</summary>
    public bool IsNone(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return true;
        for (var at = 0; at < missing.Count; at++)
        {
            if (text.SequenceEqual(missing[at])) return true;
        }
        return false;
    }

    public void Ignore() => draft.Ignored++;

    /// <summary>A value whose key is no series of the dataset.</summary>
    public void Ignore(ITableRows row, string column, ReadOnlySpan<char> key)
    {
        if (ControlText.IsIn(key)) draft.SetAside(row.Line, column, RowFault.ControlCharacter, key);
        else draft.Ignored++;
    }

    public void WarnOfMissing(int line, string key) =>
        draft.Warn("missing-column", line, key, "the file has no column for this series", null, "look whether the publisher renamed it");

    public bool TryPeriod(ITableRows row, string column, int at, out Period period)
    {
        var text = row.Field(at);
        if (dates.Read(text, out period) is not { } fault) return true;
        draft.SetAside(row.Line, column, fault, text);
        return false;
    }

    public bool TryUnit(ITableRows row, SeriesInFile series, string column, int at)
    {
        var text = row.Field(at);
        if (series.Use(text, row.Line, column, draft) is not { } fault) return true;
        draft.SetAside(row.Line, column, fault, text);
        return false;
    }

    /// <param name="range">What the row says of its lowest and highest price; null where it says nothing.</param>
    public void Add(ITableRows row, SeriesInFile series, Period period, string column, ReadOnlySpan<char> text, PriceRange? range = null)
    {
        var fault = NumberText.Read(text, decimalMark, out var value);
        var judged = fault is null && range is not null ? range.Judge(row, value) : default;
        fault ??= judged.Fault ?? series.Convert(ref value);
        if (fault is null && judged.Warning is { } warning) draft.Warn(warning.Reason, row.Line, column, warning.What, text.ToString(), warning.ToDo);
        if (fault is null && judged.Doubt is { } doubt) draft.Quarantine(row.Line, column, doubt, ReadingMessage.Shown(text), new(series.Definition.Id, period, value, series.Definition.Unit, [row.Line]));
        else if (fault is not null) draft.SetAside(row.Line, column, fault, text);
        else Values.Add(series, period, value, row.Line, column);
    }
}
