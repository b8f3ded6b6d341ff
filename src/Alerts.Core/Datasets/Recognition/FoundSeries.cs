namespace Alerts.Core.Datasets.Recognition;

/// <summary>The series of a table, each with the unit that the file tells.</summary>
internal sealed class FoundSeries(TableHead head, TableShape shape, NumberColumns numbers, IReadOnlyList<SampleRow> rows)
{
    private const int Most = 1000;

    // YAML has no longer keys than about a thousand characters, and no series has such a name.
    private const int LongestKey = 200;

    private readonly FileUnit? _ofTable = UnitWords.OfTable(head.Above);

    public List<RecognisedSeries> All { get; } = [];

    public List<string> LeftOut { get; } = [];

    public static FoundSeries In(TableHead head, TableShape shape, NumberColumns numbers, IReadOnlyList<SampleRow> rows, IReadOnlyList<int> columns)
    {
        var found = new FoundSeries(head, shape, numbers, rows);
        if (shape.IsWide) found.AddColumns(columns);
        else found.AddKeys();
        found.DropUnknownUnits();
        if (found.All.Count > Most)
        {
            found.LeftOut.Add($"{found.All.Count - Most} more series: a dataset was written for the first {Most}");
            found.All.RemoveRange(Most, found.All.Count - Most);
        }
        return found;
    }

    private void AddColumns(IReadOnlyList<int> columns)
    {
        var names = columns.ToLookup(at => Name(at), StringComparer.Ordinal);
        foreach (var at in columns)
        {
            if (HeaderWords.DatePart.Is(Name(at)) || at == shape.Unit || rows.All(row => row[at].IsBlank)) continue;
            if (Name(at).Length > LongestKey) LeftOut.Add($"column {at + 1}: its header is longer than {LongestKey} characters");
            else if (Name(at).Length == 0) LeftOut.Add($"column {at + 1}: it has no header");
            else if (!numbers.At.Contains(at)) LeftOut.Add($"{Name(at)}: it holds no plain numbers, such as \"{ReadingMessage.Shown(rows.First(row => !row[at].IsBlank)[at].Text)}\"");
            else if (names[Name(at)].Skip(1).Any()) LeftOut.Add($"{Name(at)}: several columns have this header");
            else All.Add(OfColumn(at));
        }
    }

    private RecognisedSeries OfColumn(int at)
    {
        var unit = UnitOf(at, out var text, out var title);
        if (shape.Unit < 0) return new(Name(at), title, unit, text, HasUnitColumn: false);
        return new(Name(at), title, UnitInRows(rows, out text), text, HasUnitColumn: true);
    }

    private FileUnit? UnitOf(int at, out string? text, out string title)
    {
        text = null;
        var inHeader = UnitWords.In(Name(at), out title);
        var longer = head.Titles?[at].Text.Trim() ?? "";
        var inTitle = longer.Length == 0 ? null : UnitWords.In(longer, out title);
        var own = head.Units?[at].Text.Trim() ?? "";
        var unit = own.Length > 0 ? UnitWords.Whole(own) : inHeader ?? inTitle ?? _ofTable;
        if (own.Length > 0 && unit is null) text = own;
        if (title.Length == 0) title = Name(at);
        return unit;
    }

    private void AddKeys()
    {
        foreach (var group in rows.Where(row => !row[shape.Value].IsBlank).GroupBy(row => row[shape.Key].Text.Trim(' '), StringComparer.Ordinal))
        {
            if (group.Key.Length is 0 or > LongestKey || ControlText.IsIn(group.Key)) continue;
            var title = shape.Title < 0 ? "" : group.Select(row => row[shape.Title].Text.Trim()).FirstOrDefault(text => text.Length > 0 && !ControlText.IsIn(text), "");
            string? text = null;
            var unit = shape.Unit < 0 ? UnitWords.In(Name(shape.Value), out _) ?? _ofTable : UnitInRows(group, out text);
            All.Add(new(group.Key, title.Length == 0 ? group.Key : title, unit, text, shape.Unit >= 0));
        }
    }

    private FileUnit? UnitInRows(IEnumerable<SampleRow> some, out string? unknown)
    {
        unknown = null;
        foreach (var text in some.Select(row => row[shape.Unit].Text.Trim(' ')).Where(text => text.Length > 0).Distinct())
        {
            if (FileUnit.Find(text) is { } unit) return unit;
            unknown ??= text;
        }
        return null;
    }

    // Where the file tells units that exist, those that do not are the file's own affair.
    private void DropUnknownUnits()
    {
        if (!All.Exists(series => series.Unit is not null)) return;
        foreach (var series in All.Where(series => series.Unit is null && series.UnitText is not null))
            LeftOut.Add($"{series.Key}: its unit, {ReadingMessage.Shown(series.UnitText)}, is none that rules can compare");
        All.RemoveAll(series => series.Unit is null && series.UnitText is not null);
    }

    private string Name(int at) => head.Header[at].Text.Trim();
}
