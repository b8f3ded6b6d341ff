namespace Alerts.Core.Observations;

/// <summary>A daily series whose every publication only added days after all before: nothing of it was ever revised or came late.</summary>
public sealed class SteadySeries
{
    private SteadySeries(KnownSeries known, PublishedDays[] publications)
    {
        Known = known;
        Publications = publications;
        Days = new int[known.Count];
        Values = new double[known.Count];
        for (var at = 0; at < known.Count; at++)
        {
            Days[at] = known.PeriodAt(at).LastDay;
            Values[at] = (double)known.Value(at);
        }
    }

    /// <summary>All of it: a point sees nothing after itself, so that this serves for each moment of the past.</summary>
    public KnownSeries Known { get; }

    /// <summary>Day numbers of the periods of <see cref="Known"/>.</summary>
    public int[] Days { get; }

    /// <summary>Near to the values of <see cref="Known"/>, for telling what is out of the question.</summary>
    public double[] Values { get; }

    /// <summary>Room for as many positions, for one question at a time.</summary>
    internal int[] Positions => field ??= new int[Known.Count];

    /// <summary>In the order replayed, which is that of their days.</summary>
    public PublishedDays[] Publications { get; }

    /// <param name="history">Every vintage of the series.</param>
    /// <returns>Null for a series that is monthly, was revised, or has late history; and for one whose vintages do not come in order of period.</returns>
    public static SteadySeries? Of(SeriesDefinition definition, RecentValues history)
    {
        if (definition.Frequency == Frequency.Monthly) return null;
        var (values, from, published) = (history.Values, 0, 0);
        var publications = new PublishedDays[Runs(values)];
        for (var at = 0; at < values.Length; at++)
        {
            var value = values[at];
            if (at + 1 < values.Length && values[at + 1] is var next)
            {
                if (value.Period.CompareTo(next.Period) >= 0) return null;
                if (value.Sequence == next.Sequence) continue;
            }
            var publication = history.Publication(from);
            if (published > 0 && IsAfter(publications[published - 1].Publication, publication)) return null;
            publications[published++] = new(publication, from, at + 1);
            from = at + 1;
        }
        return new(new KnownSeries(definition, history, long.MaxValue), publications);
    }

    private static int Runs(RecentValue[] values)
    {
        var count = 0;
        for (var at = 0; at < values.Length; at++)
            if (at == 0 || values[at].Sequence != values[at - 1].Sequence) count++;
        return count;
    }

    private static bool IsAfter(Publication one, Publication other) =>
        one.Published.CompareTo(other.Published) is var byInstant and not 0 ? byInstant > 0 : one.Sequence > other.Sequence;
}

/// <summary>The days that a publication added to a steady series.</summary>
/// <param name="From">Position of the first.</param>
/// <param name="To">Position after the last.</param>
public readonly record struct PublishedDays(Publication Publication, int From, int To);
