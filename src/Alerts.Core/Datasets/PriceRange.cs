using System.Globalization;

namespace Alerts.Core.Datasets;

/// <summary>The low and the high that stand beside an average, in the unit of their row.</summary>
internal readonly record struct PriceRange(decimal? Low, decimal? High)
{
    public RowFault? Fault => Low > High ? RowFault.RangeInverted : null;

    public bool IsOutside(decimal average) => average < Low || average > High;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Low} to {High}");
}
