namespace Alerts.Core.Datasets.Comtrade;

/// <summary>Which edition of the Harmonized System each code is told in: another one may give the code another meaning.</summary>
internal sealed class ComtradeEditions(ReadingDraft draft)
{
    private readonly Dictionary<(string Partner, string Code), string> _known = [];
    private readonly HashSet<(string Partner, string Code)> _warned = [];

    public void Add(ITableRows row, string partner, string code, ReadOnlySpan<char> edition)
    {
        if (edition.IsEmpty) return;
        if (!_known.TryGetValue((partner, code), out var known))
        {
            _known[(partner, code)] = edition.ToString();
            return;
        }
        if (edition.SequenceEqual(known) || !_warned.Add((partner, code))) return;
        draft.Warn("classification-changed", row.Line, "classificationCode", $"code {code} of partner {partner} is told in another edition than {known}", edition.ToString(), "look whether the code still means the same before comparing periods");
    }
}
