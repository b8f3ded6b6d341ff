using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>The rows of trade statistics that can be counted, held until all are read. A file may have millions, so none of them is an object.</summary>
internal sealed class CustomsRows
{
    private readonly LongList<Held> _rows = new();
    private readonly ShortTexts _texts = new();
    private readonly List<HsCode> _codes = [];
    private readonly Dictionary<string, HsCode>.AlternateLookup<ReadOnlySpan<char>> _codesByText = new Dictionary<string, HsCode>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly Dictionary<(string Partner, Period Period), int> _numbers = [];
    private readonly List<(string Partner, Period Period)> _groups = [];
    private readonly HashSet<int> _dropped = [];
    private (int[] Positions, int[] Ends)? _sorted;
    private int _group = -1;

    /// <summary>How many codes the file names.</summary>
    public int CodeCount => _codes.Count;

    /// <param name="digits">2 to 10 digits.</param>
    public HsCode Code(ReadOnlySpan<char> digits)
    {
        if (_codesByText.TryGetValue(digits, out var known)) return known;
        var text = digits.ToString();
        var code = new HsCode(text, HsSpan.Under(text), _codes.Count);
        _codes.Add(code);
        return _codesByText[text] = code;
    }

    /// <param name="partner">The partner's code as the publisher writes it, without leading zeros where codes are numbers.</param>
    /// <param name="code">Of <see cref="Code"/>.</param>
    /// <param name="amount">In grams, or in the currency of the file.</param>
    /// <param name="text">The amount as the file writes it.</param>
    public void Add(int line, Period period, string partner, HsCode code, decimal amount, ReadOnlySpan<char> text) =>
        _rows.Add(new(line, Group(partner, period), code.Number, _texts.Add(text), amount));

    /// <summary>Leaves a row out of what is counted.</summary>
    public void Drop(in CustomsRow row) => _dropped.Add(row.TextAt);

    /// <summary>The amount of a row as the file writes it.</summary>
    public string Text(in CustomsRow row) => _texts[row.TextAt];

    /// <returns>The rows of each partner and period, in the order in which these first appear. All that were added: it ends the adding.</returns>
    public IEnumerable<(string Partner, Period Period, CustomsRow[] Rows)> All()
    {
        foreach (var (partner, period) in _groups) yield return (partner, period, Of(partner, period));
    }

    /// <returns>The rows of a partner in a period that are counted, in the order of the file.</returns>
    public CustomsRow[] Of(string partner, Period period)
    {
        if (!_numbers.TryGetValue((partner, period), out var group)) return [];
        var (positions, ends) = _sorted ??= Sorted();
        var own = positions.AsSpan((group == 0 ? 0 : ends[group - 1])..ends[group]);
        var rows = new CustomsRow[own.Length];
        for (var at = 0; at < rows.Length; at++) rows[at] = Row(own[at]);
        return _dropped.Count == 0 ? rows : [.. rows.Where(row => !_dropped.Contains(row.TextAt))];
    }

    private CustomsRow Row(int position)
    {
        var held = _rows[position];
        return new(held.Line, _codes[held.Code], held.Amount, held.TextAt);
    }

    // Where the rows of each group stand, one group after the other, and where each group ends.
    private (int[] Positions, int[] Ends) Sorted()
    {
        var ends = new int[_groups.Count];
        for (var at = 0; at < _rows.Count; at++) ends[_rows[at].Group]++;
        for (var group = 1; group < ends.Length; group++) ends[group] += ends[group - 1];
        var next = (int[])ends.Clone();
        var positions = new int[_rows.Count];
        for (var at = _rows.Count - 1; at >= 0; at--) positions[--next[_rows[at].Group]] = at;
        return (positions, ends);
    }

    // Neighbouring rows are mostly of the same partner and period.
    private int Group(string partner, Period period)
    {
        if (_group >= 0 && _groups[_group] is var last && last.Period == period && last.Partner == partner) return _group;
        if (_numbers.TryGetValue((partner, period), out _group)) return _group;
        _group = _groups.Count;
        _groups.Add((partner, period));
        _numbers.Add((partner, period), _group);
        return _group;
    }

    private readonly record struct Held(int Line, int Group, int Code, int TextAt, decimal Amount);
}
