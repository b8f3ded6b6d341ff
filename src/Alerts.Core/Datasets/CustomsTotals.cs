using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>Adds up the rows of each basket and month, exactly.</summary>
internal sealed class CustomsTotals(CustomsBaskets baskets, CustomsRows rows, CustomsMeasure measure, string codeColumn, ReadingDraft draft)
{
    private static readonly Unit Gram = Unit.Parse("g");

    private readonly HashSet<(Basket Basket, HsCode Code)> _warned = [];

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
        var all = Array.FindAll(rows.Of(basket.Partner, period), row => basket.Codes.Overlaps(row.Code.Span));
        var inside = Array.FindAll(all, row => basket.Codes.Contains(row.Code.Span));
        if (inside.Length < all.Length && TooWide(basket, all) is { } tooWide)
        {
            WarnOfWideCode(basket, tooWide);
            return null;
        }
        var counted = AreNested(all) ? WithoutParts(inside, basket) : inside;
        if (counted.Length == 0 && !basket.IsCovered) return null;
        if (draft.Explains) foreach (var row in counted) draft.Note(new(row.Line, $"{basket.Partner} {row.Code.Text}", RowFate.Summed, basket.Series.Id, period, rows.Text(row), null));
        var amount = counted.Sum(row => row.Amount);
        var value = measure == CustomsMeasure.Value ? amount : (Ratio.Of(amount) * Gram.To(basket.Series.Unit)).ToDecimal();
        var lines = Array.ConvertAll(counted, row => row.Line);
        Array.Sort(lines);
        return new(basket.Series.Id, period, value, basket.Series.Unit, RowNumbers.Of(lines));
    }

    // Of codes of one length none is a part of another: so it is in nearly every export.
    private static bool AreNested(CustomsRow[] all) => Array.Exists(all, row => row.Code.Text.Length != all[0].Code.Text.Length);

    // A code that reaches beyond the basket, and of which no part stands beside it.
    private static CustomsRow? TooWide(Basket basket, CustomsRow[] all)
    {
        var at = Array.FindIndex(all, row => !basket.Codes.Contains(row.Code.Span) && !Array.Exists(all, other => other.Code.IsUnder(row.Code)));
        return at < 0 ? null : all[at];
    }

    // A wider code is looked up before anybody searches for its row: nearly no row has one.
    private CustomsRow[] WithoutParts(CustomsRow[] inside, Basket basket)
    {
        var codes = inside.Select(row => row.Code.Text).ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        return Array.FindAll(inside, row => !HasWider(row.Code.Text, codes) || !IsPartOfAnother(row, inside, basket));
    }

    private static bool HasWider(string code, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> codes)
    {
        for (var digits = 1; digits < code.Length; digits++)
        {
            if (codes.Contains(code.AsSpan(0, digits))) return true;
        }
        return false;
    }

    // Where a code and codes under it stand side by side, the wider one holds all of them and the others may not be all there are: it alone counts.
    private bool IsPartOfAnother(CustomsRow row, CustomsRow[] inside, Basket basket)
    {
        var at = Array.FindIndex(inside, other => row.Code.IsUnder(other.Code));
        if (at < 0) return false;
        var wider = inside[at];
        if (_warned.Add((basket, wider.Code)))
        {
            draft.Warn("aggregate-level-mixed", row.Line, codeColumn, $"code {row.Code.Text} is a part of code {wider.Code.Text} on line {wider.Line}", null,
                $"{basket.Series.Id} counts {wider.Code.Text} alone in such months, export one level only");
        }
        return true;
    }

    private void WarnOfWideCode(Basket basket, CustomsRow row)
    {
        if (!_warned.Add((basket, row.Code))) return;
        draft.Warn("aggregate-level-mixed", row.Line, codeColumn, $"{basket.Series.Id} cannot be computed from a code that is wider than its own", row.Code.Text,
            "no value for such months, export the codes of the series");
    }
}
