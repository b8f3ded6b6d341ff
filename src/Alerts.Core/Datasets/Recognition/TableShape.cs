using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.Recognition;

/// <summary>Which column says what: a row for each value, or a column for each series.</summary>
/// <param name="Key">Column of the series' key; -1 where wide.</param>
/// <param name="Value">Column of the value; -1 where wide.</param>
/// <param name="Title">Column of a longer name; -1 where there is none.</param>
/// <param name="Unit">Column of the unit; -1 where there is none.</param>
internal sealed record TableShape(bool IsWide, int Key, int Value, int Title, int Unit, IReadOnlyList<Doubt> Doubts)
{
    /// <param name="columns">Those that a dataset can name, the period's aside.</param>
    /// <param name="rows">Those that have a period.</param>
    /// <returns>Null where several rows stand for one period and no column tells them apart.</returns>
    public static TableShape? Of(TableHead head, IReadOnlyList<int> columns, NumberColumns numbers, IReadOnlyList<SampleRow> rows, IReadOnlyList<Period> periods)
    {
        var unit = columns.FirstOrDefault(at => !numbers.At.Contains(at) && IsOfUnits(rows, at), -1);
        var keys = columns.Where(at => at != unit && IsKey(head, at, numbers, rows))
            .Select(at => (At: at, Told: Told(rows, periods, at), Rank: HeaderWords.Key.Rank(head.Header[at].Text)))
            .Where(key => key.Told == rows.Count || (key.Rank < int.MaxValue && key.Told * 2 >= rows.Count))
            .OrderBy(key => key.Rank).ThenByDescending(key => key.Told).ThenBy(key => key.At).ToList();
        var repeats = rows.Count - periods.Distinct().Count();
        var values = numbers.At.Where(at => columns.Contains(at) && !HeaderWords.DatePart.Is(head.Header[at].Text)).ToList();
        var key = keys.Find(key => (repeats > 0 || key.Rank < int.MaxValue) && values.Exists(at => at != key.At));
        if (key == default)
        {
            if (repeats * 10 > rows.Count) return null;
            return new(true, -1, -1, -1, unit, []);
        }
        values.Remove(key.At);
        var value = values.OrderBy(at => HeaderWords.Value.Rank(head.Header[at].Text)).First();
        var title = columns.Where(at => at != key.At && at != unit && !numbers.At.Contains(at)).OrderBy(at => HeaderWords.Title.Rank(head.Header[at].Text))
            .FirstOrDefault(at => HeaderWords.Title.Match(head.Header[at].Text), -1);
        return new(false, key.At, value, title, unit, [.. DoubtsOf(head, key.At, value, values, [.. keys.Select(other => other.At).Where(other => other != title)])]);
    }

    private static IEnumerable<Doubt> DoubtsOf(TableHead head, int key, int value, List<int> values, List<int> keys)
    {
        var otherKeys = Names(head, keys.Where(at => at != key && at != value && !values.Contains(at)));
        if (otherKeys.Length > 0) yield return new("columns", $"series could also be {otherKeys}");
        var otherValues = Names(head, values.Where(at => at != value));
        if (otherValues.Length > 0) yield return new("columns", $"value could also be {otherValues}");
    }

    private static string Names(TableHead head, IEnumerable<int> columns) => string.Join(", ", columns.Select(at => head.Header[at].Text.Trim()));

    private static bool IsOfUnits(IReadOnlyList<SampleRow> rows, int at)
    {
        var texts = rows.Select(row => row[at].Text.Trim(' ')).Where(text => text.Length > 0).Distinct().ToList();
        return texts.Count > 0 && texts.Count(text => text != "1" && FileUnit.Find(text) is not null) * 2 > texts.Count;
    }

    // Numbers may be codes (HS, article numbers), but only where the heading says so; "Product A" is a series of its own.
    private static bool IsKey(TableHead head, int at, NumberColumns numbers, IReadOnlyList<SampleRow> rows) =>
        (!numbers.At.Contains(at) || HeaderWords.Key.Is(head.Header[at].Text)) && rows.Count(row => !row[at].IsBlank) * 20 >= rows.Count * 19;

    /// <summary>How many rows it tells apart, periods given.</summary>
    private static int Told(IReadOnlyList<SampleRow> rows, IReadOnlyList<Period> periods, int at) =>
        rows.Select((row, index) => (row[at].Text.Trim(), periods[index])).Distinct().Count();
}
