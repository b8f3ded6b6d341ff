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
/// Series that add up others (CONTRACT §1, <c>derived</c>), or are another in a different currency: a period exists once every part has it, and its vintage is the
/// newest part's.
/// </summary>
public static class DerivedSeries
{
    /// <param name="definition">A derived series; its parts share its frequency and convert to its unit.</param>
    /// <param name="parts">Every vintage of each part, in any order.</param>
    /// <returns>Every vintage of the sum, in the order replayed. Its publication is the one whose reading made the value known.</returns>
    public static IReadOnlyList<Observation> History(SeriesDefinition definition, IEnumerable<Observation> parts, ReplayOrder order)
    {
        var history = new List<Observation>();
        var known = new Dictionary<Period, Dictionary<string, Observation>>();
        foreach (var part in Replay(parts, order))
        {
            if (!known.TryGetValue(part.Period, out var values)) known[part.Period] = values = new(StringComparer.Ordinal);
            if (values.TryGetValue(part.Series, out var before) && before.Vintage > part.Vintage) continue;
            values[part.Series] = part;
            if (definition.Sum.All(values.ContainsKey) && Made(definition, part, [.. definition.Sum.Select(id => values[id])]) is { } made) history.Add(made);
        }
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

    /// <returns>Null where an exchange rate is zero or below.</returns>
    private static Observation? Made(SeriesDefinition definition, Observation last, IReadOnlyList<Observation> parts)
    {
        if (definition.IsConverted && parts[1].Value <= 0) return null;
        var value = definition.IsConverted ? Converted(parts[0].Quantity, parts[1].Quantity, definition.Unit) : parts.Sum(part => part.Quantity.In(definition.Unit).Amount);
        return new(definition.Id, last.Period, value, definition.Unit, parts.Max(part => part.Vintage), last.Publication, [], parts);
    }

    // CNY/kg ÷ CNY/USD, or × USD/CNY, is USD/kg.
    private static decimal Converted(Quantity price, Quantity rate, Unit unit)
    {
        var isPaid = price.Unit.Currency == rate.Unit.Currency;
        var toUnit = price.Unit.InCurrency(isPaid ? rate.Unit.Divisor! : rate.Unit.Currency!).To(unit);
        return (Ratio.Of(price.Amount) * (isPaid ? Ratio.Of(1, rate.Amount) : Ratio.Of(rate.Amount)) * toUnit).ToDecimal();
    }
}
