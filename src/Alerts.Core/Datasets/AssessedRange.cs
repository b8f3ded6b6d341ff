using System.Globalization;
using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>The low and the high of an assessment, in the unit of their row (FORMATS §8). Null: not given.</summary>
internal readonly record struct AssessedRange(decimal? Low, decimal? High)
{
    public const string Keyword = "average-outside-range";

    // Beyond the nearer limit, in percent.
    private const decimal Far = 20;

    public static readonly RowFault FarOutside = new(Keyword, "average lies more than 20 % beyond low and high", "row waits in quarantine: a later file or a person settles it");

    public RowFault? Fault => Low > High ? RowFault.RangeInverted : null;

    public bool IsOutside(decimal average) => average < Low || average > High;

    public bool IsFarOutside(decimal average) =>
        IsOutside(average) && (average > High ? High : Low) is { } limit && ExactProduct.Compare(Math.Abs(average - limit), 100, Far, Math.Abs(limit)) > 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Low} to {High}");
}
