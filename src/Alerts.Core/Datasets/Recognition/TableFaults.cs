using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.Recognition;

/// <summary>Why no dataset could read a table, in words that help.</summary>
internal static class TableFaults
{
    public static NotRecognised NoPeriods(TableSample sample, string otherwise)
    {
        if (IsTurned(sample)) return Turned;
        if (HasColumn(sample, IsQuarter)) return new("its periods are quarters, and series are daily or monthly", "ask for monthly figures");
        if (HasColumn(sample, IsYear)) return new("its periods are years, and series are daily or monthly", "ask for monthly figures");
        return new(otherwise, "write them as 2025-03-24, 24.03.2025, 2025/3/24, 2025年3月24日, 2025-03 or Mar-25");
    }

    public static NotRecognised NoHeader(TableSample sample, PeriodColumn period)
    {
        if (IsTurned(sample)) return Turned;
        var line = sample.Rows[period.First].Line;
        return period.First == 0
            ? new($"it has no header: line {line} is a row of values already", "put a row with the names of the columns above it")
            : new($"no row above line {line} names its columns", "put the names of the columns, each with its own, right above the values");
    }

    public static NotRecognised NoNumbers(IReadOnlyList<SampleRow> rows, IReadOnlyList<int> columns, TableHead head)
    {
        var at = columns.FirstOrDefault(column => rows.Any(row => row[column].Text.Any(char.IsAsciiDigit)), columns[0]);
        var shown = ReadingMessage.Shown(rows.First(row => !row[at].IsBlank)[at].Text);
        return new($"no column holds plain numbers; \"{ReadingMessage.Shown(head.Header[at].Text)}\" has \"{shown}\"", "export numbers without currency signs, and with no blanks or apostrophes between thousands");
    }

    public static NotRecognised NothingTellsApart(IReadOnlyList<Period> periods, TableHead head)
    {
        var often = periods.GroupBy(period => period).MaxBy(group => group.Count())!;
        return new($"{often.Count()} rows stand for {often.Key}, and no one column tells them apart ({string.Join(", ", head.Header.Cells.Where(cell => !cell.IsBlank).Select(cell => ReadingMessage.Shown(cell.Text)).Take(12))})",
            "give it a column with a code for each series, or a column for each series");
    }

    private static NotRecognised Turned =>
        new("it has a column for each day or month, and a row for each series", "turn the table (in Excel: copy, paste special, transpose), so that each day or month is a row");

    private static bool IsTurned(TableSample sample) =>
        sample.Rows.Take(20).Any(row => row.Cells.Count(cell => cell.Kind == CellKind.Date || PeriodFormat.All.Any(format => format.Reads(cell.Text, out _))) >= 3);

    private static bool HasColumn(TableSample sample, Func<string, bool> isPeriod) =>
        Enumerable.Range(0, Math.Min(sample.Width, 20)).Any(at => sample.Rows.Count(row => isPeriod(row[at].Text.Trim())) is var found && found >= 2 && found * 2 >= sample.Rows.Count(row => !row[at].IsBlank));

    private static bool IsYear(string text) => text.Length >= 4 && text[..2] is "19" or "20" && text[..4].All(char.IsAsciiDigit) && (text.Length == 4 || text[4] == ' ');

    private static bool IsQuarter(string text) => text.Length is 6 or 7 && text.Contains('Q', StringComparison.OrdinalIgnoreCase) && text.Count(char.IsAsciiDigit) == 5;
}
