using System.Globalization;
using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>Rows of one month, partner and code: without a column that breaks them down there is one, and others are repeats.</summary>
internal sealed class CustomsRepeats(CustomsRows rows, CustomsBaskets baskets, string column, ReadingDraft draft)
{
    // Of each code, which group named it last.
    private readonly int[] _lastNamedBy = new int[rows.CodeCount];

    /// <summary>Drops the rows that do not count: of equal ones all but the first; of different ones all, for the last must not win in silence.</summary>
    public void Settle()
    {
        var group = 0;
        foreach (var (partner, period, ofGroup) in rows.All())
        {
            if (!Repeats(ofGroup, ++group)) continue;
            foreach (var ofCode in ofGroup.GroupBy(row => row.Code.Number).Where(ofCode => ofCode.Skip(1).Any())) Settle(partner, period, [.. ofCode]);
        }
    }

    private bool Repeats(CustomsRow[] ofGroup, int group)
    {
        foreach (var row in ofGroup)
        {
            if (_lastNamedBy[row.Code.Number] == group) return true;
            _lastNamedBy[row.Code.Number] = group;
        }
        return false;
    }

    private void Settle(string partner, Period period, CustomsRow[] ofCode)
    {
        var first = ofCode[0];
        var key = string.Create(CultureInfo.InvariantCulture, $"code {first.Code.Text}, partner {partner}, {period}");
        if (Array.TrueForAll(ofCode, row => row.Amount == first.Amount))
        {
            foreach (var repeat in ofCode.Skip(1)) Warn(repeat, first, key);
            return;
        }
        Quarantine(ofCode, key);
        baskets.Lose([partner], first.Code.Text, period);
    }

    private void Warn(CustomsRow repeat, CustomsRow first, string key)
    {
        draft.Accepted--;
        rows.Drop(repeat);
        draft.Warn("duplicate-identical", repeat.Line, null, $"repeats line {first.Line}: {key}", null, "counted once, nothing to do");
    }

    // A row is a part of sums, so there is no value that it alone would have become.
    private void Quarantine(CustomsRow[] ofCode, string key)
    {
        var lines = string.Join(", ", ofCode.Take(10).Select(row => row.Line));
        var fault = new RowFault("duplicate-conflict", $"lines {lines} give different amounts for {key}", "rows set aside until a person or a later file settles it");
        draft.Accepted -= ofCode.Length;
        foreach (var row in ofCode)
        {
            rows.Drop(row);
            draft.Quarantine(row.Line, column, fault, rows.Text(row), value: null);
        }
    }
}
