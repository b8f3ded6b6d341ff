using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.Alerting;

/// <summary>A series as a publication leaves it, as far back as rules look, and what the publication put there.</summary>
public sealed class RecentSeries
{
    private readonly List<Period> _news = [];
    private readonly Period? _head;
    private readonly bool _isWithinReach = true;

    // Most instances have one series: they share these.
    private readonly KnownSeries[] _known;
    private readonly List<Period>? _added;

    /// <param name="sequence">Of the publication at hand.</param>
    public RecentSeries(SeriesDefinition definition, RecentValues recent, long sequence)
    {
        Known = new KnownSeries(definition, recent, sequence);
        foreach (var value in recent.Values)
        {
            if (value.Sequence > sequence) continue;
            if (value.Period.Kind == PeriodKind.Combined && value.Period.MonthCount > Reach.MostMonthsCombined) _isWithinReach = false;
            if (value.Sequence == sequence)
            {
                _news.Add(value.Period);
                continue;
            }
            if (_head is { } head && head.CompareTo(value.Period) >= 0) continue;
            _head = value.Period;
            if (value.Period.Kind != PeriodKind.Combined) Earlier++;
        }
        Alone = [this];
        _known = [Known];
        _added = Added(Alone);
    }

    public KnownSeries Known { get; }

    /// <summary>How many periods were known before the publication, combined ones left out.</summary>
    internal int Earlier { get; }

    /// <summary>As the series of an instance that has no other.</summary>
    public IReadOnlyList<RecentSeries> Alone { get; }

    public static IReadOnlyList<KnownSeries> KnownOf(IReadOnlyList<RecentSeries> series) => series is [var only] ? only._known : [.. series.Select(one => one.Known)];

    /// <summary>The points that the publication adds to an instance over these series, where it does nothing but add periods after the instance's head.</summary>
    /// <returns>Null where it revises, comes late, is the first load of a series, or needs more of the past than is at hand.</returns>
    public static AddedPoints? AddedTo(RuleInstance instance, IReadOnlyList<RecentSeries> series)
    {
        if (!Reach.HoldsEnough(instance, series) || (series is [var only] ? only._added : Added(series)) is not { } added) return null;
        if (instance.Points is not { } points) return new(added, added.Count > 0);
        var known = KnownOf(series);
        return new([.. added.Where(period => points.Has(period, known))], added.Count > 0);
    }

    private static List<Period>? Added(IReadOnlyList<RecentSeries> series)
    {
        if (series.Any(one => one._head is null || !one._isWithinReach)) return null;
        var head = series.Max(one => one._head!.Value);
        if (series.Any(one => one._news.Exists(period => period.CompareTo(head) <= 0))) return null;
        return [.. series.SelectMany(one => one._news).Distinct().Order()];
    }
}

/// <summary>What a publication adds to an instance.</summary>
/// <param name="Points">In order.</param>
/// <param name="HasNews">Whether a series of it has a new value, at a point or not.</param>
public readonly record struct AddedPoints(IReadOnlyList<Period> Points, bool HasNews);
