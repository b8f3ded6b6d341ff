using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>A row of trade statistics that can be counted.</summary>
/// <param name="Partner">The partner's code as the publisher writes it, without leading zeros where codes are numbers.</param>
/// <param name="Amount">In grams, or in the currency of the file.</param>
/// <param name="Text">The amount as the file writes it.</param>
internal sealed record CustomsRow(int Line, Period Period, string Partner, string Code, decimal Amount, string Text)
{
    /// <summary>Amounts stay below it, so that sums of any number of rows stay within a decimal.</summary>
    public const decimal TooMuch = 1e20m;

    public HsSpan Span { get; } = HsSpan.Under(Code);
}
