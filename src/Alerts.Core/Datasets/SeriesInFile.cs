using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>A series while its file is read: which unit its values come in, and how they become the series' own.</summary>
internal sealed class SeriesInFile(DatasetSeries series)
{
    private readonly Dictionary<string, (FileUnit Unit, Ratio Times)> _units = new(StringComparer.Ordinal);
    private string? _text;
    private (FileUnit? Unit, Ratio Times) _current = (series.InFile, series.InFile?.To(series.Definition.Unit) ?? Ratio.Of(1));
    private bool _hasWarned;

    public string Key => series.Key;

    public SeriesDefinition Definition => series.Definition;

    /// <summary>Its values so far; null before the first.</summary>
    public PackedValues? Values { get; set; }

    /// <summary>Header of the column in which they were first met; null before the first.</summary>
    public string? Column { get; set; }

    /// <summary>A value of zero or below is no price of it.</summary>
    public bool IsPositive { get; } = series.Definition.Unit.IsPrice && !series.MayBeNegative;

    /// <summary>Tells the unit of the next value. The first change within a file is a warning: each row is converted by its own unit.</summary>
    public RowFault? Use(ReadOnlySpan<char> text, int line, string column, ReadingDraft draft)
    {
        if (_text is not null && text.SequenceEqual(_text)) return null;
        var name = text.ToString();
        if (!_units.TryGetValue(name, out var next))
        {
            if (FileUnit.Find(text) is not { } unit || unit.To(Definition.Unit) is not { } times) return Unknown(text);
            _units[name] = next = (unit, times);
        }
        if (_text is not null && next.Unit != _current.Unit && !_hasWarned)
        {
            _hasWarned = true;
            draft.Warn("unit-changed", line, column, $"unit of {Definition.Id} changes within the file, from {_text.Trim()}", name.Trim(), "each row is converted by its own unit, look whether that is meant");
        }
        (_text, _current) = (name, next);
        return null;
    }

    /// <summary>A value in the unit last told, or in the series' own where the file names none, in the series' unit.</summary>
    public RowFault? Convert(ref decimal value)
    {
        if (_current.Times == Ratio.Of(1)) return null;
        if (_current.Times.Over != 1 && Math.Abs(value) > decimal.MaxValue / _current.Times.Over) return RowFault.NumberTooLong;
        value = (Ratio.Of(value) * _current.Times).ToDecimal();
        return null;
    }

    private RowFault Unknown(ReadOnlySpan<char> text) =>
        ControlText.IsIn(text) ? RowFault.ControlCharacter
        : new("unit-unknown", text.Trim(' ').IsEmpty ? "unit is missing" : $"unit is not known, or does not convert to {Definition.Unit}", "row set aside, ask the publisher, or leave the series out");
}
