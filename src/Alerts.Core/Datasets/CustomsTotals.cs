using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>Adds up the rows of each basket and month, exactly.</summary>
internal sealed class CustomsTotals(CustomsBaskets baskets, IReadOnlyList<CustomsRow> rows, CustomsMeasure measure, string codeColumn, ReadingDraft draft)
{
    private static readonly Unit Gram = Unit.Parse("g");

    private readonly ILookup<(string Partner, Period Period), CustomsRow> _rows = rows.ToLookup(row => (row.Partner, row.Period));
    private readonly HashSet<(Basket Basket, string Code)> _warned = [];

    /// <returns>In order of period, then of the dataset's series.</returns>
    public IReadOnlyList<ReadValue> Values()
    {
        var values = new List<ReadValue>();
        foreach (var period in baskets.Periods)
        {
            foreach (var basket in baskets.All)
            {
                if (!baskets.IsLost(basket, period) && Total(basket, period) is { } value) values.Add(value);
            }
        }
        return values;
    }

    private ReadValue? Total(Basket basket, Period period)
    {
        var all = _rows[(basket.Partner, period)].Where(row => basket.Codes.Overlaps(row.Span)).ToList();
        var codes = all.Select(row => row.Code).ToHashSet(StringComparer.Ordinal);
        if (all.Find(row => !basket.Codes.Contains(row.Span) && !codes.Any(code => IsUnder(code, row.Code))) is { } tooWide)
        {
            WarnOfWideCode(basket, tooWide);
            return null;
        }
        var inside = all.Where(row => basket.Codes.Contains(row.Span)).ToList();
        var counted = inside.Where(row => !HasWider(row.Code, codes) || !IsPartOfAnother(row, inside, basket)).ToList();
        if (counted.Count == 0 && !basket.IsCovered) return null;
        if (draft.Explains) foreach (var row in counted) draft.Note(new(row.Line, $"{row.Partner} {row.Code}", RowFate.Summed, basket.Series.Id, period, row.Text, null));
        var amount = counted.Sum(row => row.Amount);
        var value = measure == CustomsMeasure.Value ? amount : (Ratio.Of(amount) * Gram.To(basket.Series.Unit)).ToDecimal();
        return new(basket.Series.Id, period, value, basket.Series.Unit, [.. counted.Select(row => row.Line).Order()]);
    }

    // Where a code and codes under it stand side by side, the wider one holds all of them and the others may not be all there are: it alone counts.
    private bool IsPartOfAnother(CustomsRow row, List<CustomsRow> inside, Basket basket)
    {
        if (inside.Find(other => IsUnder(row.Code, other.Code)) is not { } wider) return false;
        if (_warned.Add((basket, wider.Code)))
        {
            draft.Warn("aggregate-level-mixed", row.Line, codeColumn, $"code {row.Code} is a part of code {wider.Code} on line {wider.Line}", null,
                $"{basket.Series.Id} counts {wider.Code} alone in such months, export one level only");
        }
        return true;
    }

    private void WarnOfWideCode(Basket basket, CustomsRow row)
    {
        if (!_warned.Add((basket, row.Code))) return;
        draft.Warn("aggregate-level-mixed", row.Line, codeColumn, $"{basket.Series.Id} cannot be computed from a code that is wider than its own", row.Code,
            "no value for such months, export the codes of the series");
    }

    // Looked up before anybody searches for it: nearly no row has one.
    private static bool HasWider(string code, HashSet<string> codes)
    {
        var lookup = codes.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var digits = 1; digits < code.Length; digits++)
        {
            if (lookup.Contains(code.AsSpan(0, digits))) return true;
        }
        return false;
    }

    private static bool IsUnder(string code, string other) => code.Length > other.Length && code.StartsWith(other, StringComparison.Ordinal);
}
