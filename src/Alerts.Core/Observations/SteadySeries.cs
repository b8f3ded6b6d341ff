namespace Alerts.Core.Observations;

/// <summary>A daily series whose every publication only added days after all before: nothing of it was ever revised or came late.</summary>
public sealed class SteadySeries
{
    private SteadySeries(KnownSeries known, IReadOnlyList<Observation> history)
    {
        Known = known;
        History = history;
        Days = [.. history.Select(observation => observation.Period.Last.DayNumber)];
        Values = new double[history.Count];
        for (var at = 0; at < Values.Length; at++) Values[at] = (double)known.Values[at];
    }

    /// <summary>All of it: a point sees nothing after itself, so that this serves for each moment of the past.</summary>
    public KnownSeries Known { get; }

    /// <summary>In order of period, and so of publication.</summary>
    public IReadOnlyList<Observation> History { get; }

    /// <summary>Day numbers of <see cref="History"/>.</summary>
    public int[] Days { get; }

    /// <summary>Near to the values of <see cref="History"/>, for telling what is out of the question.</summary>
    public double[] Values { get; }

    /// <param name="history">In the order replayed.</param>
    /// <returns>Null for a series that is monthly, was revised, or has late history.</returns>
    public static SteadySeries? Of(SeriesDefinition definition, IReadOnlyList<Observation> history)
    {
        if (definition.Frequency == Frequency.Monthly) return null;
        for (var at = 1; at < history.Count; at++)
            if (history[at - 1].Period.CompareTo(history[at].Period) >= 0) return null;
        var known = new KnownSeries(definition);
        foreach (var observation in history) known.Put(observation);
        return new(known, history);
    }
}
