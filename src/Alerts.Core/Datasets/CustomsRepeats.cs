using System.Globalization;
using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>Rows of one month, partner and code: without a column that breaks them down there is one, and others are repeats.</summary>
internal static class CustomsRepeats
{
    /// <returns>The rows that count: of equal ones the first; of different ones none, for the last must not win in silence.</returns>
    public static IReadOnlyList<CustomsRow> Settle(IReadOnlyList<CustomsRow> rows, CustomsBaskets baskets, string column, ReadingDraft draft)
    {
        var counted = new List<CustomsRow>(rows.Count);
        foreach (var group in rows.GroupBy(row => (row.Period, row.Partner, row.Code)))
        {
            var first = group.First();
            if (group.All(row => row.Amount == first.Amount))
            {
                counted.Add(first);
                foreach (var repeat in group.Skip(1)) Warn(repeat, first, draft);
            }
            else
            {
                Quarantine([.. group], column, draft);
                baskets.Lose([first.Partner], first.Code, first.Period);
            }
        }
        return counted;
    }

    private static void Warn(CustomsRow repeat, CustomsRow first, ReadingDraft draft)
    {
        draft.Accepted--;
        draft.Warn("duplicate-identical", repeat.Line, null, $"repeats line {first.Line}: {Key(first)}", null, "counted once, nothing to do");
    }

    // A row is a part of sums, so there is no value that it alone would have become.
    private static void Quarantine(List<CustomsRow> rows, string column, ReadingDraft draft)
    {
        var lines = string.Join(", ", rows.Take(10).Select(row => row.Line));
        var fault = new RowFault("duplicate-conflict", $"lines {lines} give different amounts for {Key(rows[0])}", "rows set aside until a person or a later file settles it");
        draft.Accepted -= rows.Count;
        foreach (var row in rows) draft.Quarantine(row.Line, column, fault, row.Text, value: null);
    }

    private static string Key(CustomsRow row) => string.Create(CultureInfo.InvariantCulture, $"code {row.Code}, partner {row.Partner}, {row.Period}");
}
