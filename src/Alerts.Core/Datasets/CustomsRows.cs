using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>
/// The rows of trade statistics that can be counted, held until all are read in a few bytes each: a file may have millions. A run is of rows that follow each
/// other and are of the same partner and period, as most are.
/// </summary>
internal sealed class CustomsRows
{
    private const int PartBits = 16;
    private const int PartLength = 1 << PartBits;

    private readonly List<byte[]> _parts = [];
    private readonly LongList<Run> _runs = new();
    private readonly List<HsCode> _codes = [];
    private readonly Dictionary<string, HsCode>.AlternateLookup<ReadOnlySpan<char>> _codesByText = new Dictionary<string, HsCode>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly Dictionary<(string Partner, Period Period), int> _numbers = [];
    private readonly List<(string Partner, Period Period)> _groups = [];
    private readonly HashSet<int> _dropped = [];
    private (int[] Positions, int[] Ends)? _sorted;
    private int _group = -1;
    private int _used = PartLength;
    private Run _run;
    private int _line;

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
    /// <param name="text">The amount as the file writes it; shorter than a third of a part.</param>
    public void Add(int line, Period period, string partner, HsCode code, decimal amount, ReadOnlySpan<char> text)
    {
        var group = Group(partner, period);
        var isFull = PartLength - _used < (2 * PackedNumber.Longest) + PackedAmount.LongestWith(text);
        if (isFull || _run.Count == 0 || _run.Group != group) Begin(group, isFull);
        var part = _parts[^1];
        PackedNumber.Write(part, ref _used, line - _line);
        PackedNumber.Write(part, ref _used, code.Number);
        PackedAmount.Write(part, ref _used, amount, text);
        _line = line;
        _run = _run with { Count = _run.Count + 1 };
    }

    /// <summary>Leaves a row out of what is counted.</summary>
    public void Drop(in CustomsRow row) => _dropped.Add(row.TextAt);

    /// <summary>The amount of a row as the file writes it.</summary>
    public string Text(in CustomsRow row) => PackedAmount.Text(_parts[row.TextAt >> PartBits], row.TextAt & (PartLength - 1));

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
        var (count, next) = (0, 0);
        foreach (var run in own) count += _runs[run].Count;
        var rows = new CustomsRow[count];
        foreach (var run in own) Unpack(_runs[run], rows, ref next);
        return _dropped.Count == 0 ? rows : [.. rows.Where(row => !_dropped.Contains(row.TextAt))];
    }

    private void Begin(int group, bool isFull)
    {
        if (_run.Count > 0) _runs.Add(_run);
        if (isFull)
        {
            _parts.Add(new byte[PartLength]);
            _used = 0;
        }
        _line = 0;
        _run = new(group, ((_parts.Count - 1) << PartBits) + _used, 0);
    }

    private void Unpack(Run run, CustomsRow[] rows, ref int next)
    {
        var (part, start, line) = (_parts[run.At >> PartBits], run.At & ~(PartLength - 1), 0);
        var at = run.At - start;
        for (var left = run.Count; left > 0; left--)
        {
            line += (int)PackedNumber.Read(part, ref at);
            var code = _codes[(int)PackedNumber.Read(part, ref at)];
            var textAt = start + at;
            rows[next++] = new(line, code, PackedAmount.Read(part, ref at), textAt);
        }
    }

    // Where the runs of each group stand, one group after the other, and where each group ends.
    private (int[] Positions, int[] Ends) Sorted()
    {
        if (_run.Count > 0) _runs.Add(_run);
        _run = default;
        var ends = new int[_groups.Count];
        for (var at = 0; at < _runs.Count; at++) ends[_runs[at].Group]++;
        for (var group = 1; group < ends.Length; group++) ends[group] += ends[group - 1];
        var next = (int[])ends.Clone();
        var positions = new int[_runs.Count];
        for (var at = _runs.Count - 1; at >= 0; at--) positions[--next[_runs[at].Group]] = at;
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

    /// <param name="At">Where its first row stands, all parts taken together; a run lies in one part.</param>
    private readonly record struct Run(int Group, int At, int Count);
}
