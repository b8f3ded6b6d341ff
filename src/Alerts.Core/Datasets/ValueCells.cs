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

    /// <summary>A value whose column is no series of the dataset.</summary>
    public void Ignore(ITableRows row, ReadOnlySpan<char> key, ReadOnlySpan<char> text)
    {
        draft.Ignored++;
        if (draft.Explains) draft.Note(new(row.Line, key.ToString(), RowFate.NoSeries, null, null, text.ToString(), null));
    }

    /// <summary>A cell that says there is no value.</summary>
    public void None(ITableRows row, ReadOnlySpan<char> key)
    {
        if (draft.Explains) draft.Note(new(row.Line, key.ToString(), RowFate.NoValue, null, null, null, null));
    }

    public void SetAside(ITableRows row, string? column, RowFault fault, ReadOnlySpan<char> found) => draft.SetAside(row.Line, column, fault, found);

    public void Warn(string reason, ITableRows row, string column, string what, string? found, string toDo) => draft.Warn(reason, row.Line, column, what, found, toDo);

    /// <summary>A value whose key, in a column of keys, is no series of the dataset.</summary>
    public void IgnoreKey(ITableRows row, string column, ReadOnlySpan<char> key)
    {
        if (ControlText.IsIn(key)) draft.SetAside(row.Line, column, RowFault.ControlCharacter, key);
        else Ignore(row, key, default);
    }

    /// <summary>What a row calls a key; the last one counts.</summary>
    public void Label(string key, ReadOnlySpan<char> label)
    {
        if (!label.IsEmpty && !(draft.Labels.TryGetValue(key, out var known) && label.SequenceEqual(known))) draft.Labels[key] = label.ToString();
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
        if (NumberText.Read(text, decimalMark, out var value) is { } fault)
        {
            draft.SetAside(row.Line, column, fault, text);
            return;
        }
        var judged = range?.Judge(row, value) ?? default;
        if (judged.Warning is { } warning) draft.Warn(warning.Reason, row.Line, column, warning.What, text.ToString(), warning.ToDo);
        if (judged.Fault is { } inverted) draft.SetAside(row.Line, column, inverted, text);
        else Add(row, series, period, column, text, value, judged.Doubt);
    }

    /// <param name="value">What <paramref name="text"/> says, in the unit of the file.</param>
    /// <param name="doubt">Why the row waits in quarantine; null: it does not.</param>
    public void Add(ITableRows row, SeriesInFile series, Period period, string column, ReadOnlySpan<char> text, decimal value, RowFault? doubt = null)
    {
        var isNoPrice = series.IsPositive && value <= 0;
        if ((isNoPrice ? RowFault.PriceNotPositive : series.Convert(ref value)) is { } fault) draft.SetAside(row.Line, column, fault, text);
        else if (doubt is not null) draft.Quarantine(row.Line, column, doubt, ReadingMessage.Shown(text), new(series.Definition.Id, period, value, series.Definition.Unit, [row.Line]));
        else Values.Add(series, period, value, row.Line, column);
    }
}
