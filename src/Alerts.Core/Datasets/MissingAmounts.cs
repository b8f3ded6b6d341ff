using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>Rows of trade statistics that have a value and no quantity: the quantity is missing, not zero, and so is every sum that it belongs to.</summary>
internal sealed class MissingAmounts(CustomsBaskets baskets, ReadingDraft draft)
{
    public void Add(ITableRows row, string column, string partner, string code, Period period, ReadOnlySpan<char> found)
    {
        baskets.Lose([partner], code, period);
        draft.Warn("value-missing", row.Line, column, $"quantity is missing: code {code}, partner {partner}, {period}", found.ToString(), "no value for sums that it belongs to, a later file may bring it");
        if (draft.Explains) draft.Note(new(row.Line, $"{partner} {code}", RowFate.NoValue, null, period, found.ToString(), "quantity is missing"));
    }
}
