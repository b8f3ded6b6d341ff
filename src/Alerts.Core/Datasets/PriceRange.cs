using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>The columns of the lowest and the highest price of an assessment, and what they say of its average (FORMATS §8).</summary>
/// <param name="low">Position of the column.</param>
/// <param name="high">Position of the column.</param>
/// <param name="judgesAverage">Whether the dataset asks for <c>average-outside-range</c>; a low above its high is a fault in any case.</param>
internal sealed class PriceRange(int low, int high, char decimalMark, bool judgesAverage)
{
    public const string Keyword = "average-outside-range";

    // Beyond the nearer limit, in percent.
    private const decimal Far = 20;

    private static readonly RowFault Inverted = new("range-inverted", "the lowest price is above the highest", "row set aside, ask the publisher");
    private static readonly RowFault Outside = new(Keyword, "average lies outside low and high", "kept, look whether it is right");
    private static readonly RowFault FarOutside = new(Keyword, "average lies more than 20 % beyond low and high", "row waits in quarantine: a later file or a person settles it");

    /// <summary>What becomes of a row: at most one of them is told.</summary>
    public readonly record struct Verdict(RowFault? Fault, RowFault? Doubt, RowFault? Warning);

    /// <summary>A range that is not given, or cannot be read, says nothing.</summary>
    /// <param name="average">In the unit of the row.</param>
    public Verdict Judge(ITableRows row, decimal average)
    {
        if (NumberText.Read(row.Field(low), decimalMark, out var lowest) is not null || NumberText.Read(row.Field(high), decimalMark, out var highest) is not null || (lowest == 0 && highest == 0)) return default;
        if (lowest > highest) return new(Inverted, null, null);
        if (!judgesAverage || (average >= lowest && average <= highest)) return default;
        var limit = average > highest ? highest : lowest;
        return ExactProduct.Compare(Math.Abs(average - limit), 100, Far, Math.Abs(limit)) > 0 ? new(null, FarOutside, null) : new(null, null, Outside);
    }
}
