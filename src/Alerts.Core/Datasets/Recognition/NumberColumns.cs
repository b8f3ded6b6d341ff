using System.Collections.Frozen;

namespace Alerts.Core.Datasets.Recognition;

/// <summary>Which columns hold numbers, and how those are written.</summary>
/// <param name="Doubt">What else the decimal mark could be; null where it is certain.</param>
/// <param name="At">Columns that hold numbers, in order.</param>
/// <param name="Missing">Texts that stand for no value, in order of text.</param>
internal sealed record NumberColumns(char Mark, string? Doubt, IReadOnlyList<int> At, IReadOnlyList<string> Missing)
{
    private static readonly FrozenSet<string> NoValue =
        new[] { ".", "..", "...", "…", "-", "--", "—", "–", "na", "n/a", "n.a.", "n.a", "null", "none", "nil", "*", "无", "暂无", "未公布", "缺" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <param name="rows">Those that have a period.</param>
    /// <param name="columns">Those to look at.</param>
    /// <param name="isContinental">Other signs of the file speak for a decimal comma.</param>
    public static NumberColumns Of(IReadOnlyList<SampleRow> rows, IEnumerable<int> columns, bool isContinental)
    {
        var tallies = columns.Select(at => Tally.Of(rows, at)).ToList();
        var numeric = tallies.Where(tally => tally.HoldsNumbers('.') || tally.HoldsNumbers(',')).ToList();
        var (points, commas) = (numeric.Sum(tally => tally.OnlyPoint), numeric.Sum(tally => tally.OnlyComma));
        var either = numeric.Find(tally => tally.Either is not null)?.Either;
        var mark = points != commas ? (points > commas ? '.' : ',') : either is not null && isContinental ? ',' : '.';
        var holding = tallies.Where(tally => tally.HoldsNumbers(mark)).ToList();
        return new(mark, DoubtOf(mark, points, commas, either), [.. holding.Select(tally => tally.At)], [.. holding.SelectMany(tally => tally.Markers).Distinct().Order(StringComparer.Ordinal)]);
    }

    private static string? DoubtOf(char mark, int points, int commas, string? either)
    {
        var other = mark == '.' ? ',' : '.';
        if (points > 0 && commas > 0) return $"some numbers of the file read with {other} alone: they are set aside";
        if (commas > 0 && either?.Contains(',', StringComparison.Ordinal) == true) return $"numbers such as {either} are read with three decimals, as others of the file have decimal commas";
        return points == 0 && commas == 0 && either is not null ? $"could also be \"{other}\": numbers such as {either} read both ways, a thousand times apart" : null;
    }

    private sealed class Tally(int at)
    {
        private int _both, _others;

        public int At => at;

        /// <summary>Numbers by a decimal point alone, and by a decimal comma alone.</summary>
        public int OnlyPoint { get; private set; }

        public int OnlyComma { get; private set; }

        /// <summary>A text that is a different number by either mark; null where there is none.</summary>
        public string? Either { get; private set; }

        public HashSet<string> Markers { get; } = new(StringComparer.Ordinal);

        public static Tally Of(IReadOnlyList<SampleRow> rows, int at)
        {
            var tally = new Tally(at);
            foreach (var row in rows) tally.Add(row[at]);
            return tally;
        }

        /// <summary>Most of what stands in it: a few cells may be spoilt.</summary>
        public bool HoldsNumbers(char mark)
        {
            var numbers = _both + (mark == '.' ? OnlyPoint : OnlyComma);
            return numbers > 0 && numbers * 10 >= (_both + OnlyPoint + OnlyComma + _others) * 7;
        }

        private void Add(SampleCell cell)
        {
            var text = cell.Text.Trim(' ');
            if (text.Length == 0) return;
            if (cell.Kind == CellKind.Number) _both++;
            else if (cell.Kind == CellKind.Text && NoValue.Contains(text)) Markers.Add(text);
            else if (cell.Kind == CellKind.Date) _others++;
            else AddNumber(text);
        }

        private void AddNumber(string text)
        {
            var (isByPoint, isByComma) = (NumberText.Read(text, '.', out var byPoint) is null, NumberText.Read(text, ',', out var byComma) is null);
            if (isByPoint && isByComma) _both++;
            else if (isByPoint) OnlyPoint++;
            else if (isByComma) OnlyComma++;
            else _others++;
            if (isByPoint && isByComma && byPoint != byComma) Either ??= text;
        }
    }
}
