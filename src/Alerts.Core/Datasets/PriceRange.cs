namespace Alerts.Core.Datasets;

/// <summary>The columns of the lowest and the highest price of an assessment, and what they say of its average.</summary>
/// <param name="low">Position of the column.</param>
/// <param name="high">Position of the column.</param>
/// <param name="judgesAverage">Whether the dataset asks for <c>average-outside-range</c>; a low above its high is a fault in any case.</param>
internal sealed class PriceRange(int low, int high, char decimalMark, bool judgesAverage)
{
    private static readonly RowFault Outside = new(AssessedRange.Keyword, "average lies outside low and high", "kept, look whether it is right");

    /// <summary>What becomes of a row: at most one of them is told.</summary>
    public readonly record struct Verdict(RowFault? Fault, RowFault? Doubt, RowFault? Warning);

    /// <summary>A range that is not given, or cannot be read, says nothing.</summary>
    /// <param name="average">In the unit of the row.</param>
    public Verdict Judge(ITableRows row, decimal average)
    {
        if (NumberText.Read(row.Field(low), decimalMark, out var lowest) is not null || NumberText.Read(row.Field(high), decimalMark, out var highest) is not null || (lowest == 0 && highest == 0)) return default;
        var range = new AssessedRange(lowest, highest);
        if (range.Fault is { } fault) return new(fault, null, null);
        if (!judgesAverage || !range.IsOutside(average)) return default;
        return range.IsFarOutside(average) ? new(null, AssessedRange.FarOutside, null) : new(null, null, Outside);
    }
}
