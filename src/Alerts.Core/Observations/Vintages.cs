namespace Alerts.Core.Observations;

/// <summary>Which values of a publication are new (SEMANTICS §1.2).</summary>
public static class Vintages
{
    /// <summary>A value equal to the one known just before its vintage adds nothing and leaves no vintage; of equal vintages the one read last counts.</summary>
    /// <param name="history">The vintages of the same series and period, in order of vintage and sequence.</param>
    /// <param name="value">In the unit of the series.</param>
    public static bool Adds(IEnumerable<Observation> history, DateTimeOffset vintage, Quantity value)
    {
        Observation? before = null;
        foreach (var known in history)
        {
            if (known.Vintage > vintage) break;
            before = known;
        }
        return before is null || !before.Unit.ConvertsTo(value.Unit) || before.Quantity.In(value.Unit).Amount != value.Amount;
    }
}
