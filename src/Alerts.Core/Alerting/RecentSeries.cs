using Alerts.Core.Observations;

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
            if (value.Sequence == sequence) _news.Add(value.Period);
            else if (_head is not { } head || head.CompareTo(value.Period) < 0) _head = value.Period;
            if (value.Period.Kind == PeriodKind.Combined && value.Period.MonthCount > Reach.MostMonthsCombined) _isWithinReach = false;
        }
        Alone = [this];
        _known = [Known];
        _added = Added(Alone);
    }

    public KnownSeries Known { get; }

    /// <summary>As the series of an instance that has no other.</summary>
    public IReadOnlyList<RecentSeries> Alone { get; }

    public static IReadOnlyList<KnownSeries> KnownOf(IReadOnlyList<RecentSeries> series) => series is [var only] ? only._known : [.. series.Select(one => one.Known)];

    /// <summary>What the publication adds to an instance over these series, where it does nothing but add periods after the instance's head.</summary>
    /// <returns>In order; null where it revises, comes late, is the first load of a series, or needs more of the past than is at hand.</returns>
    public static IReadOnlyList<Period>? AddedTo(IReadOnlyList<RecentSeries> series) => series is [var only] ? only._added : Added(series);

    private static List<Period>? Added(IReadOnlyList<RecentSeries> series)
    {
        if (series.Any(one => one._head is null || !one._isWithinReach)) return null;
        var head = series.Max(one => one._head!.Value);
        if (series.Any(one => one._news.Exists(period => period.CompareTo(head) <= 0))) return null;
        return [.. series.SelectMany(one => one._news).Distinct().Order()];
    }
}
