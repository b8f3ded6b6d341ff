namespace Alerts.Core.Datasets;

/// <summary>The tariff lines under an HS code, as numbers of ten digits, both ends included.</summary>
internal readonly record struct HsSpan(long First, long Last)
{
    private const int Digits = 10;

    /// <param name="code">2 to 10 digits.</param>
    public static HsSpan Under(string code) => Between(code, code);

    public static HsSpan Between(string first, string last) => new(long.Parse(first.PadRight(Digits, '0'), null), long.Parse(last.PadRight(Digits, '9'), null));

    public bool Contains(HsSpan other) => First <= other.First && other.Last <= Last;

    public bool Overlaps(HsSpan other) => First <= other.Last && other.First <= Last;
}

/// <summary>The tariff lines of a basket or a query; a line named twice is in it once.</summary>
internal sealed class HsSet
{
    private readonly List<HsSpan> _spans = [];

    public HsSet(IEnumerable<HsCodes> codes)
    {
        foreach (var span in codes.Select(code => HsSpan.Between(code.First, code.Last)).OrderBy(span => span.First))
        {
            if (_spans.Count > 0 && span.First <= _spans[^1].Last + 1) _spans[^1] = new(_spans[^1].First, Math.Max(_spans[^1].Last, span.Last));
            else _spans.Add(span);
        }
    }

    public bool Contains(HsSpan span)
    {
        foreach (var own in _spans)
        {
            if (own.Contains(span)) return true;
        }
        return false;
    }

    public bool Contains(HsSet other) => other._spans.TrueForAll(Contains);

    public bool Overlaps(HsSpan span)
    {
        foreach (var own in _spans)
        {
            if (own.Overlaps(span)) return true;
        }
        return false;
    }
}
