using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>The series of a dataset of trade statistics while a file is read: what each counts, which months the file covers, and what has been lost.</summary>
internal sealed class CustomsBaskets
{
    private readonly List<Basket> _baskets;
    private readonly Dictionary<string, List<Basket>> _ofPartner;
    private readonly HashSet<(Basket Basket, Period Period)> _lost = [];
    private readonly HashSet<Basket> _lostAtAll = [];
    private readonly SortedSet<Period> _combined = [];
    private readonly Period? _period;
    private int _firstMonth = int.MaxValue;
    private int _lastMonth = int.MinValue;

    /// <param name="series">Those whose unit suits the file.</param>
    /// <param name="period">Of a file without a month column; null otherwise.</param>
    public CustomsBaskets(IEnumerable<DatasetSeries> series, CustomsQuery query, Period? period)
    {
        var covered = new HsSet(query.Hs);
        _baskets = [.. series.Select(item => Basket.Of(item, query.Partners, covered))];
        _ofPartner = _baskets.GroupBy(basket => basket.Partner, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        _period = period;
    }

    /// <summary>Every period of the file's coverage, in order: each month from the first to the last, of any partner; and each combined period that it names.</summary>
    public IEnumerable<Period> Periods => _period is { } period ? [period] : _combined.Count == 0 ? Months : Months.Concat(_combined).Order();

    private IEnumerable<Period> Months => _firstMonth > _lastMonth ? [] : Period.Months(_firstMonth, _lastMonth).EachMonth();

    public IReadOnlyList<Basket> All => _baskets;

    public bool Want(string partner, HsSpan code)
    {
        if (!_ofPartner.TryGetValue(partner, out var own)) return false;
        foreach (var basket in own)
        {
            if (basket.Codes.Overlaps(code)) return true;
        }
        return false;
    }

    public void Cover(Period month)
    {
        if (month.Kind == PeriodKind.Combined)
        {
            _combined.Add(month);
            return;
        }
        _firstMonth = Math.Min(_firstMonth, month.FirstMonth);
        _lastMonth = Math.Max(_lastMonth, month.LastMonth);
    }

    /// <summary>A row was set aside: the sums in which it may have counted are not known. Null: unreadable, it may be any.</summary>
    public void Lose(IReadOnlyList<string>? partners, string? code, Period? month)
    {
        foreach (var basket in _baskets)
        {
            if (partners?.Contains(basket.Partner) == false || (code is not null && !basket.Codes.Overlaps(HsSpan.Under(code)))) continue;
            if (month is { } known) Lose(basket, known);
            else _lostAtAll.Add(basket);
        }
    }

    public void Lose(Basket basket, Period period) => _lost.Add((basket, period));

    public bool IsLost(Basket basket, Period period) => _lostAtAll.Contains(basket) || _lost.Contains((basket, period));
}

/// <summary>A series that adds up rows of one partner.</summary>
/// <param name="IsCovered">The query asked for its partner and for all of its codes, so that no row means 0.</param>
internal sealed record Basket(SeriesDefinition Series, string Partner, HsSet Codes, bool IsCovered)
{
    /// <exception cref="ArgumentException">The series has no basket, which a check should have reported.</exception>
    public static Basket Of(DatasetSeries series, IReadOnlyList<string> partners, HsSet covered)
    {
        var (partner, hs) = series.Basket ?? throw new ArgumentException($"{series.Definition.Id} has no basket", nameof(series));
        var codes = new HsSet(hs);
        return new(series.Definition, partner, codes, partners.Contains(partner) && covered.Contains(codes));
    }
}
