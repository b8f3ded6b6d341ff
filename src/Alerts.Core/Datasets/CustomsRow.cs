namespace Alerts.Core.Datasets;

/// <summary>A row of trade statistics that can be counted, among those of its partner and period.</summary>
/// <param name="Amount">In grams, or in the currency of the file.</param>
/// <param name="TextAt">Where the amount stands as the file writes it, for <see cref="CustomsRows.Text"/>.</param>
internal readonly record struct CustomsRow(int Line, HsCode Code, decimal Amount, int TextAt)
{
    /// <summary>Amounts stay below it, so that sums of any number of rows stay within a decimal.</summary>
    public const decimal TooMuch = 1e20m;
}
