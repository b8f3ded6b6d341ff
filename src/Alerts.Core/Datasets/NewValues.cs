using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>What a reading adds to what is known (SEMANTICS §1.2).</summary>
/// <param name="Added">Values that are new or revise one, in the order of the reading.</param>
/// <param name="Unchanged">Values that were known already.</param>
public sealed record NewValues(IReadOnlyList<NewValue> Added, int Unchanged)
{
    /// <param name="published">The vintage that the values would have.</param>
    /// <param name="history">The vintages of a series at a period, in order of vintage and sequence.</param>
    public static NewValues Of(IReadOnlyList<ReadValue> values, DateTimeOffset published, Func<string, Period, IReadOnlyList<Observation>> history)
    {
        var added = new List<NewValue>();
        foreach (var value in values)
        {
            var known = history(value.Series, value.Period);
            if (Vintages.Adds(known, published, new(value.Value, value.Unit))) added.Add(new(value, Vintages.KnownAt(known, published)));
        }
        return new(added, values.Count - added.Count);
    }
}

/// <param name="Before">What was known just before; null where the period is new, or older publications are read late.</param>
public sealed record NewValue(ReadValue Value, Observation? Before);
