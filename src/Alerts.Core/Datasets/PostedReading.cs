using System.Runtime.CompilerServices;
using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>One value as a client posted it; null: it was not given, or was no text or number.</summary>
/// <param name="Value">As written, a JSON number or a text of one.</param>
/// <param name="Unit">Null: the series' own.</param>
public sealed record PostedRow(string? Series, string? Period, string? Value, string? Unit);

/// <summary>Reads values that were posted, as a publication of their own: the line of a value is its place among them, from 1.</summary>
public static class PostedReading
{
    private const string Series = "series";
    private const string When = "period";
    private const string Value = "value";
    private const string UnitName = "unit";

    private static readonly RowFault NoSeries = new("series-unknown", "is no series of the dataset", "value set aside, post it with the id of one");

    // Each post names a few of what may be thousands.
    private static readonly ConditionalWeakTable<IReadOnlyList<DatasetSeries>, Dictionary<string, DatasetSeries>> Known = [];

    /// <param name="dataset">Whose series they may be.</param>
    /// <param name="published">For telling which dates lie in the future: more than one day after it.</param>
    public static FileReading Read(Dataset dataset, string file, IReadOnlyList<PostedRow> rows, DateTimeOffset published)
    {
        var draft = new ReadingDraft(file);
        var values = new ReadValues(draft);
        // Values come in the series' own unit, whatever the publisher's files do.
        var known = Known.GetValue(dataset.Series, all => all.DistinctBy(one => one.Definition.Id).ToDictionary(one => one.Definition.Id, StringComparer.Ordinal));
        var series = rows.Select(row => row.Series).OfType<string>().Distinct(StringComparer.Ordinal).Where(known.ContainsKey)
            .ToDictionary(id => id, id => new SeriesInFile(known[id] with { InFile = null }), StringComparer.Ordinal);
        var dates = new DateText(dataset.Frequency == Frequency.Monthly ? "yyyy-MM" : "yyyy-MM-dd", dataset.Frequency, published);
        for (var at = 0; at < rows.Count; at++) Read(rows[at], at + 1, series, dates, values, draft);
        var settled = values.Settled();
        draft.Accepted = settled.Count;
        return draft.Done(settled, null, null) with { ValueColumn = Value };
    }

    private static void Read(PostedRow row, int place, Dictionary<string, SeriesInFile> known, DateText dates, ReadValues values, ReadingDraft draft)
    {
        if (row.Series is null || !known.TryGetValue(row.Series, out var series)) draft.SetAside(place, Series, ControlText.IsIn(row.Series) ? RowFault.ControlCharacter : NoSeries, row.Series);
        else if (dates.Read(row.Period, out var period) is { } noPeriod) draft.SetAside(place, When, noPeriod, row.Period);
        else if (row.Value is null) draft.SetAside(place, Value, RowFault.ValueMissing, "");
        else if (series.Use(row.Unit ?? series.Definition.Unit.Text, place, UnitName, draft) is { } unknown) draft.SetAside(place, UnitName, unknown, row.Unit);
        else if ((NumberText.Read(row.Value, '.', out var value) ?? series.Convert(ref value)) is { } fault) draft.SetAside(place, Value, fault, row.Value);
        else values.Add(series, period, value, place, Value);
    }
}
