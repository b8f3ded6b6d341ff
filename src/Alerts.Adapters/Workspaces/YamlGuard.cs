using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Alerts.Adapters.Workspaces;

/// <summary>
/// Reads a file event by event before anything is built from it: refuses what would exhaust the machine (nesting, aliases
/// that multiply or hold themselves), and finds keys that are there twice.
/// </summary>
internal sealed class YamlGuard(string file, Mistakes mistakes)
{
    private const int DeepestNesting = 32;
    private const int MostAliased = 10_000;

    private readonly List<ParsingEvent> _events = [];

    // How many values each anchor stands for; none while it is still open.
    private readonly Dictionary<AnchorName, long?> _anchors = [];
    private readonly Stack<Frame> _open = new();
    private long _aliased;

    /// <summary>What was accepted, to build from: reading it costs more than building.</summary>
    public IParser Accepted => new ReadAlready(_events);

    /// <summary>Where the last event ended.</summary>
    public (int Line, int Column) Reached { get; private set; } = (1, 1);

    /// <returns>False where the file may not be built; then the mistakes say why.</returns>
    /// <exception cref="YamlException">It is not YAML; at some places the reader throws <see cref="InvalidOperationException"/> or <see cref="ArgumentException"/> for that.</exception>
    public bool Accepts(string text)
    {
        var parser = new Parser(new StringReader(text));
        var isGood = true;
        while (parser.MoveNext())
        {
            _events.Add(parser.Current!);
            Reached = ((int)Math.Max(1, parser.Current!.End.Line), (int)Math.Max(1, parser.Current.End.Column));
            if (parser.Current is MappingEnd or SequenceEnd) Close();
            if (parser.Current is not (NodeEvent or AnchorAlias)) continue;
            if (Refusal(parser.Current) is { } refusal)
            {
                Report(parser.Current, refusal.Code, refusal.Message);
                return false;
            }
            isGood &= KeyIsNew(parser.Current);
            Enter(parser.Current);
        }
        return isGood;
    }

    private (string Code, string Message)? Refusal(ParsingEvent here) => here switch
    {
        AnchorAlias alias when !_anchors.TryGetValue(alias.Value, out _) => ("syntax", $"no anchor '{alias.Value}' stands before this alias"),
        AnchorAlias alias when _anchors[alias.Value] is null => ("syntax", $"the anchor '{alias.Value}' holds itself"),
        AnchorAlias alias when _aliased + _anchors[alias.Value] > MostAliased => ("too-large", $"the aliases stand for more than {MostAliased} values"),
        NodeEvent node when !node.Anchor.IsEmpty && _anchors.ContainsKey(node.Anchor) => ("syntax", $"the anchor '{node.Anchor}' is there twice"),
        MappingStart or SequenceStart when _open.Count == DeepestNesting => ("syntax", $"the file nests deeper than {DeepestNesting}"),
        _ => null,
    };

    private bool KeyIsNew(ParsingEvent here)
    {
        if (!_open.TryPeek(out var frame) || frame.Keys is null) return true;
        frame.IsAtKey = !frame.IsAtKey;
        if (!frame.IsAtKey || here is not Scalar key || frame.Keys.TryAdd(key.Value, key.Start.Line)) return true;
        Report(here, "duplicate-key", $"the key '{key.Value}' is there twice: first in line {frame.Keys[key.Value]}");
        return false;
    }

    private void Enter(ParsingEvent here)
    {
        var size = here is AnchorAlias alias ? _anchors[alias.Value]!.Value : 1;
        if (here is AnchorAlias) _aliased += size;
        if (_open.TryPeek(out var frame)) frame.Size += size;
        if (here is not NodeEvent node) return;
        if (!node.Anchor.IsEmpty) _anchors[node.Anchor] = here is Scalar ? 1 : null;
        if (here is MappingStart or SequenceStart) _open.Push(new(node.Anchor, here is MappingStart ? new(StringComparer.Ordinal) : null));
    }

    private void Close()
    {
        var closed = _open.Pop();
        if (!closed.Anchor.IsEmpty) _anchors[closed.Anchor] = closed.Size;
        if (_open.TryPeek(out var outer)) outer.Size += closed.Size - 1;
    }

    private void Report(ParsingEvent here, string code, string message) =>
        mistakes.Add(new(file, (int)here.Start.Line, (int)here.Start.Column, true, code, message));

    /// <param name="Keys">Of a mapping, each with its line; null for a list.</param>
    private sealed record Frame(AnchorName Anchor, Dictionary<string, long>? Keys)
    {
        public long Size { get; set; } = 1;

        public bool IsAtKey { get; set; }
    }

    private sealed class ReadAlready(List<ParsingEvent> events) : IParser
    {
        private int _next;

        public ParsingEvent? Current { get; private set; }

        public bool MoveNext()
        {
            Current = _next < events.Count ? events[_next++] : null;
            return Current is not null;
        }
    }
}
