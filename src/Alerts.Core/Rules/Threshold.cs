using System.Globalization;
using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

/// <summary>A number with its unit, as written in a rule: <c>20%</c>, <c>6000 CNY/kg</c>.</summary>
/// <param name="Unit">Null where an indicator is compared with a bare number.</param>
public sealed record Threshold(decimal Value, Unit? Unit)
{
    public override string ToString() =>
        Unit is null ? Plain(Value)
        : Unit == Unit.Percent ? Plain(Value) + "%"
        : $"{Plain(Value)} {Unit}";

    /// <summary>A number with all its digits and no separators: <c>21.905825</c>, <c>6550</c>.</summary>
    public static string Plain(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}
