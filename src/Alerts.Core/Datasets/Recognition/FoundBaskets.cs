namespace Alerts.Core.Datasets.Recognition;

/// <summary>The series that trade statistics may be cut into: each partner with each heading of four digits.</summary>
internal sealed class FoundBaskets
{
    private const int Heading = 4;

    private readonly SortedDictionary<(string Partner, string Hs), (string Name, int Rows)> _all = [];

    public int Count => _all.Count;

    public void Add(string partner, string name, string code)
    {
        if (code.Length < Heading || !code.All(char.IsAsciiDigit)) return;
        var key = (partner, code[..Heading]);
        _all[key] = _all.TryGetValue(key, out var known) ? (known.Name, known.Rows + 1) : (name, 1);
    }

    /// <returns>Those with most rows first.</returns>
    public List<FoundKeyedSeries> Series(string unit) =>
        [.. _all.OrderByDescending(one => one.Value.Rows).Take(RecognisedFormat.MostSeries)
            .Select(one => new FoundKeyedSeries("", $"HS {one.Key.Hs}, partner {one.Key.Partner}{(one.Value.Name.Length == 0 ? "" : $" {one.Value.Name}")}", unit, null, new(one.Key.Partner, one.Key.Hs)))];
}
