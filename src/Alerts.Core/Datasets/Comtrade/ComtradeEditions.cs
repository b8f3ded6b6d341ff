using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.Comtrade;

/// <summary>Which edition of the Harmonized System each code is told in: another one may give the code another meaning.</summary>
internal sealed class ComtradeEditions(ReadingDraft draft)
{
    public const string Column = "classificationCode";

    private readonly Dictionary<(string Partner, string Code), Told> _told = [];
    private readonly HashSet<(string Partner, string Code)> _warned = [];

    private readonly record struct Told(string First, Period NewestPeriod, string Newest);

    /// <summary>The edition of each code of a partner in its newest period.</summary>
    public IReadOnlyDictionary<(string Partner, string Code), string> Newest => _told.ToDictionary(told => told.Key, told => told.Value.Newest);

    public void Add(ITableRows row, string partner, string code, Period period, ReadOnlySpan<char> edition)
    {
        if (edition.IsEmpty) return;
        if (!_told.TryGetValue((partner, code), out var told))
        {
            var text = edition.ToString();
            _told[(partner, code)] = new(text, period, text);
            return;
        }
        var (order, isSame) = (period.CompareTo(told.NewestPeriod), edition.SequenceEqual(told.Newest));
        if (order > 0 || (order == 0 && !isSame)) _told[(partner, code)] = told with { NewestPeriod = period, Newest = isSame ? told.Newest : edition.ToString() };
        if (edition.SequenceEqual(told.First) || !_warned.Add((partner, code))) return;
        draft.Warn(ChangedEditions.Reason, row.Line, Column, $"code {code} of partner {partner} is told in another edition than {told.First}", edition.ToString(), "look whether the code still means the same before comparing periods");
    }
}
