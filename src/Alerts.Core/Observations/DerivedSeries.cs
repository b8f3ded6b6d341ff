namespace Alerts.Core.Observations;

/// <summary>In which order publications are replayed.</summary>
public enum ReplayOrder
{
    /// <summary>As they were read: live evaluation.</summary>
    AsRead,

    /// <summary>By their instant, equal ones as read: backtests.</summary>
    AsPublished,
}

/// <summary>
/// Series that are worked out of others (CONTRACT §1, <c>derived</c>): a period exists once every part has it, and its vintage is the
/// newest part's.
/// </summary>
public static class DerivedSeries
{
    /// <param name="definition">A derived series; its parts have been checked to suit it.</param>
    /// <param name="parts">Every vintage of each part, in any order.</param>
    /// <returns>Every vintage of the derived series, in the order replayed. Its publication is the one whose reading made the value known.</returns>
    public static IReadOnlyList<Observation> History(SeriesDefinition definition, IEnumerable<Observation> parts, ReplayOrder order)
    {
        IDerivedValues values = definition.Derivation switch
        {
            Derivation.UnitValue => new UnitValues(definition),
            Derivation.Conversion conversion => new ConvertedValues(definition, conversion),
            _ => new SummedValues(definition),
        };
        var history = new List<Observation>();
        foreach (var part in Replay(parts, order)) values.Learn(part, history);
        return history;
    }

    /// <summary>Observations in the order in which they become known; equal ones stay as they came.</summary>
    public static IReadOnlyList<Observation> Replay(IEnumerable<Observation> observations, ReplayOrder order)
    {
        var all = observations as IReadOnlyList<Observation> ?? [.. observations];
        // Nearly always in order already: looking is cheaper than sorting.
        return IsReplayed(all, order) ? all : [.. all.Order(Comparer<Observation>.Create((a, b) => Compare(a, b, order)))];
    }

    private static bool IsReplayed(IReadOnlyList<Observation> all, ReplayOrder order)
    {
        for (var i = 1; i < all.Count; i++)
            if (Compare(all[i - 1], all[i], order) > 0) return false;
        return true;
    }

    private static int Compare(Observation a, Observation b, ReplayOrder order)
    {
        if (!ReferenceEquals(a.Publication, b.Publication))
        {
            var published = order == ReplayOrder.AsPublished ? a.Publication.Published.CompareTo(b.Publication.Published) : 0;
            if (published != 0) return published;
            var sequence = a.Publication.Sequence.CompareTo(b.Publication.Sequence);
            if (sequence != 0) return sequence;
        }
        return a.Period.CompareTo(b.Period);
    }
}

/// <summary>Works out one derived series while its parts become known.</summary>
internal interface IDerivedValues
{
    /// <param name="part">A vintage that has become known.</param>
    /// <param name="history">Is given the values that follow from it.</param>
    void Learn(Observation part, List<Observation> history);
}
