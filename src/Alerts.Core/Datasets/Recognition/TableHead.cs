namespace Alerts.Core.Datasets.Recognition;

/// <summary>The rows above the first value: which one names the columns, and what the others say.</summary>
/// <param name="Header">The row that names the columns.</param>
/// <param name="Units">A row of units; null where there is none.</param>
/// <param name="Titles">A row of longer names beside one of codes; null where there is none.</param>
/// <param name="Above">Lines above the table: titles, remarks.</param>
internal sealed record TableHead(SampleRow Header, SampleRow? Units, SampleRow? Titles, IReadOnlyList<SampleRow> Above)
{
    // More rows than this above the values are remarks.
    private const int Deepest = 8;

    /// <param name="columns">Those, other than the period's, in which something stands below.</param>
    /// <returns>Null where no row names them.</returns>
    public static TableHead? Find(IReadOnlyList<SampleRow> above, PeriodColumn period, IReadOnlyList<int> columns)
    {
        var near = above.Where(row => !row.IsBlank).TakeLast(Deepest).ToList();
        var units = near.LastOrDefault(row => IsOfUnits(row, columns));
        var full = near.Where(row => row != units && Filled(row, columns) >= Math.Max(1, columns.Count * 6 / 10) && !IsOfNumbers(row, columns)).ToList();
        // A line of remarks over a table of one column names nothing: the header is the nearest one.
        var header = full.LastOrDefault(row => HeaderWords.Period.Match(row[period.At].Text) && AreDistinct(row, columns))
            ?? full.LastOrDefault(row => AreDistinct(row, columns))
            ?? full.LastOrDefault();
        if (header is null) return null;
        var titles = full.LastOrDefault(row => row != header && columns.Count > 1 && Filled(row, columns) > 1 && columns.Any(at => row[at].Text.Any(char.IsLetter)));
        return new(header, units, titles, [.. near.Where(row => row != header && row != units && row != titles)]);
    }

    private static int Filled(SampleRow row, IReadOnlyList<int> columns) => columns.Count(at => !row[at].IsBlank);

    private static bool IsOfUnits(SampleRow row, IReadOnlyList<int> columns)
    {
        var filled = columns.Where(at => !row[at].IsBlank).ToList();
        return filled.Count > 0 && filled.Count(at => UnitWords.Whole(row[at].Text) is not null) * 2 > filled.Count;
    }

    private static bool IsOfNumbers(SampleRow row, IReadOnlyList<int> columns) =>
        columns.Where(at => !row[at].IsBlank).All(at => row[at].Kind == CellKind.Number || NumberText.Read(row[at].Text, '.', out _) is null);

    private static bool AreDistinct(SampleRow row, IReadOnlyList<int> columns)
    {
        var names = columns.Select(at => row[at].Text.Trim()).Where(name => name.Length > 0).ToList();
        return names.Distinct(StringComparer.Ordinal).Count() == names.Count;
    }
}
