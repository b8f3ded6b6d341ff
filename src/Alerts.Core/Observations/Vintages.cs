namespace Alerts.Core.Observations;

/// <summary>Which values of a publication are new (SEMANTICS §1.2).</summary>
public static class Vintages
{
    /// <summary>The value known as of an instant: of the newest vintage not after it; of equal vintages the one read last.</summary>
    /// <param name="history">The vintages of one series and period, in order of vintage and sequence.</param>
    /// <returns>Null where nothing was known yet.</returns>
    public static Observation? KnownAt(IEnumerable<Observation> history, DateTimeOffset instant)
    {
        Observation? newest = null;
        foreach (var known in history)
        {
            if (known.Vintage > instant) break;
            newest = known;
        }
        return newest;
    }

    /// <summary>A value equal to the one known just before its vintage adds nothing and leaves no vintage; of equal vintages the one read last counts.</summary>
    /// <param name="known">What is known of the same series and period at that vintage; null where nothing is.</param>
    /// <param name="value">In the unit of the series.</param>
    public static bool Adds(KnownValue? known, Quantity value) =>
        known is not { } before || !before.Unit.ConvertsTo(value.Unit) || new Quantity(before.Value, before.Unit).In(value.Unit).Amount != value.Amount;
}
