namespace Alerts.Core.Datasets;

/// <summary>An HS code that a file names, and the tariff lines under it.</summary>
/// <param name="Number">From 0, in the order in which the file first names its codes.</param>
internal sealed record HsCode(string Text, HsSpan Span, int Number)
{
    public bool IsUnder(HsCode other) => Text.Length > other.Text.Length && Text.StartsWith(other.Text, StringComparison.Ordinal);
}
