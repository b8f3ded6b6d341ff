using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

/// <summary>Suggests units.</summary>
public static class Units
{
    /// <returns>The nearest unit to a text that is none: each side of the slash for itself; null where none is near.</returns>
    public static string? Nearest(string written)
    {
        var sides = written.Split('/');
        if (sides.Length > 2) return null;
        var near = sides.Select(side => Unit.TryParse(side, out var unit) ? unit.Text : Rules.Nearest.Name(side, Unit.Names.Concat(Currency.Codes.Order(StringComparer.Ordinal)))).ToList();
        var joined = string.Join('/', near);
        return near.Contains(null) || !Unit.TryParse(joined, out _) ? null : joined;
    }
}
