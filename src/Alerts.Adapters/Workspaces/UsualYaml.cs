using System.Text;

namespace Alerts.Adapters.Workspaces;

/// <summary>
/// Reads YAML as people usually write it: block mappings and lists, scalars and flow collections within one line, comments. It does so many times
/// faster than the library, which has to start first. Whatever else a file holds, mistakes included, it leaves to the library: it gives
/// the same nodes, or none.
/// </summary>
internal sealed class UsualYaml
{
    // Nesting and the length of keys have limits, which the library and the guard know; well below them nobody needs to.
    private const int Deepest = 24;
    private const int LongestKey = 500;

    // Keys, days and words come again and again, and take memory once. What stands at a place gives way to what comes later.
    private const int LongestShared = 24;
    private const int MostShared = 1024;
    private readonly string?[] _shared = new string?[MostShared];

    // Entries and items of what is being read; those of the innermost last.
    private readonly List<YamlEntry> _entries = [];
    private readonly List<YamlNode> _items = [];

    private readonly string _text;
    private int _at;
    private int _line = 1;
    private int _lineStart;
    private int _depth;

    // Of the line at hand, whose content is to be read next; -1 at the end.
    private int _indent;

    private UsualYaml(string text) => _text = text;

    /// <returns>Null where the file is empty, or holds what is not usual.</returns>
    public static YamlMappingNode? Read(string text)
    {
        foreach (var letter in text)
            if (letter is '\t' or '\r' or '\u0085' or '\u2028' or '\u2029' or '\uFEFF') return null;
        var reading = new UsualYaml(text);
        return reading.Next(isFresh: true) && reading._indent == 0 && !reading.IsDash && reading.Mapping(0) is { } root && reading._indent < 0 ? root : null;
    }

    private YamlPlace Place => new(_line, _at - _lineStart + 1);

    private bool IsDash => Here('-') && IsBlankOrEnd(_at + 1);

    private bool Here(char letter) => _at < _text.Length && _text[_at] == letter;

    private bool IsBlankOrEnd(int at) => at >= _text.Length || _text[at] is ' ' or '\n';

    /// <summary>Goes on to the next content, past comments and blank lines.</summary>
    /// <param name="isFresh">Nothing of this line was read yet.</param>
    /// <returns>False where the line at hand holds more than a comment, or something begins that is not usual.</returns>
    private bool Next(bool isFresh = false)
    {
        while (true)
        {
            var from = _at;
            SkipBlanks();
            if (Here('#') && (isFresh || _at > from)) while (_at < _text.Length && _text[_at] != '\n') _at++;
            if (_at == _text.Length)
            {
                _indent = -1;
                return true;
            }
            if (_text[_at] != '\n')
            {
                _indent = _at - _lineStart;
                return isFresh && !(_indent == 0 && IsMarker());
            }
            (_at, _line, isFresh) = (_at + 1, _line + 1, true);
            _lineStart = _at;
        }
    }

    // Of a directive, a document's beginning or its end.
    private bool IsMarker() => Here('%') || ((Here('-') || Here('.')) && _at + 2 < _text.Length && _text[_at + 1] == _text[_at] && _text[_at + 2] == _text[_at]);

    private void SkipBlanks()
    {
        while (Here(' ')) _at++;
    }

    // What stands on lines of its own below a key or a dash.
    private YamlNode? Block() => IsDash ? Sequence(_indent) : Mapping(_indent);

    /// <param name="column">Of its keys, from 0.</param>
    /// <param name="first">The first key, where it stands behind a dash and was read.</param>
    private YamlMappingNode? Mapping(int column, YamlScalarNode? first = null)
    {
        if (++_depth > Deepest) return null;
        var (start, from, keys) = (first?.Start ?? Place, _entries.Count, new DistinctKeys());
        _indent = column;
        for (; _indent == column; first = null)
        {
            if ((first ?? Key()) is not { } key || !TakeColon() || !keys.Add(key.Value!, _entries, from) || Value(column) is not { } value) return null;
            _entries.Add(new(key, value));
        }
        _depth--;
        return _indent > column ? null : new YamlMappingNode(Taken(_entries, from)) { Start = start };
    }

    private YamlScalarNode? Key() => IsDash ? null : Scalar(isInFlow: false) is { } key && key.Value!.Length <= LongestKey && _line == key.Start.Line ? key : null;

    private bool TakeColon()
    {
        SkipBlanks();
        if (!Here(':') || !IsBlankOrEnd(_at + 1)) return false;
        _at++;
        return true;
    }

    private YamlNode? Value(int column)
    {
        SkipBlanks();
        if (_at < _text.Length && _text[_at] is not ('\n' or '#')) return Inline(column);
        if (!Next()) return null;
        return _indent > column ? Block() : _indent == column && IsDash ? Sequence(column, isOfMapping: true) : null;
    }

    // A value within one line; what goes on in the next is not usual.
    private YamlNode? Inline(int column) => (Here('[') || Here('{') ? Flow() : Scalar(isInFlow: false)) is { } node && Next() && _indent <= column ? node : null;

    /// <param name="column">Of its dashes, from 0.</param>
    /// <param name="isOfMapping">It stands below a key of the same column: other keys may follow.</param>
    private YamlSequenceNode? Sequence(int column, bool isOfMapping = false)
    {
        if (++_depth > Deepest) return null;
        var (start, from) = (Place, _items.Count);
        while (_indent == column && IsDash)
        {
            _at++;
            if (Item(column) is not { } item) return null;
            _items.Add(item);
        }
        _depth--;
        return _indent > column || (_indent == column && !isOfMapping) ? null : new YamlSequenceNode(Taken(_items, from)) { Start = start };
    }

    private YamlNode? Item(int column)
    {
        SkipBlanks();
        if (_at >= _text.Length || _text[_at] is '\n' or '#') return Next() && _indent > column ? Block() : null;
        if (IsDash) return null;
        if (Here('[') || Here('{')) return Inline(column);
        var inner = _at - _lineStart;
        if (Scalar(isInFlow: false) is not { } scalar) return null;
        if (IsColon()) return scalar.Value!.Length <= LongestKey ? Mapping(inner, scalar) : null;
        return Next() && _indent <= column ? scalar : null;
    }

    private bool IsColon()
    {
        var at = _at;
        while (at < _text.Length && _text[at] == ' ') at++;
        return at < _text.Length && _text[at] == ':' && IsBlankOrEnd(at + 1);
    }

    private YamlNode? Flow()
    {
        if (++_depth > Deepest) return null;
        var node = Here('[') ? FlowSequence() : (YamlNode?)FlowMapping();
        _depth--;
        return node;
    }

    private YamlSequenceNode? FlowSequence()
    {
        var (start, from) = (Place, _items.Count);
        _at++;
        SkipBlanks();
        while (!Here(']'))
        {
            if (_items.Count > from && !TakeComma()) return null;
            if (FlowNode() is not { } item) return null;
            _items.Add(item);
            SkipBlanks();
        }
        _at++;
        return new YamlSequenceNode(Taken(_items, from)) { Start = start };
    }

    private YamlMappingNode? FlowMapping()
    {
        var (start, from, keys) = (Place, _entries.Count, new DistinctKeys());
        _at++;
        SkipBlanks();
        while (!Here('}'))
        {
            if (_entries.Count > from && !TakeComma()) return null;
            if (Scalar(isInFlow: true) is not { } key || key.Value!.Length > LongestKey || !TakeColon() || !keys.Add(key.Value!, _entries, from)) return null;
            SkipBlanks();
            if (FlowNode() is not { } value) return null;
            _entries.Add(new(key, value));
            SkipBlanks();
        }
        _at++;
        return new YamlMappingNode(Taken(_entries, from)) { Start = start };
    }

    private static T[] Taken<T>(List<T> all, int from)
        where T : class
    {
        var taken = new T[all.Count - from];
        all.CopyTo(from, taken, 0, taken.Length);
        all.RemoveRange(from, taken.Length);
        return taken;
    }

    private bool TakeComma()
    {
        if (!Here(',')) return false;
        _at++;
        SkipBlanks();
        return true;
    }

    private YamlNode? FlowNode() => Here('[') || Here('{') ? Flow() : Scalar(isInFlow: true);

    private YamlScalarNode? Scalar(bool isInFlow) => _at >= _text.Length ? null : _text[_at] switch
    {
        '"' => DoubleQuoted(),
        '\'' => SingleQuoted(),
        ',' or '[' or ']' or '{' or '}' or '#' or '&' or '*' or '!' or '|' or '>' or '%' or '@' or '`' or '?' or ':' or '\n' => null,
        '-' when IsBlankOrEnd(_at + 1) || _text[_at + 1] is ',' or '[' or ']' or '{' or '}' => null,
        _ => Plain(isInFlow),
    };

    private YamlScalarNode? Plain(bool isInFlow)
    {
        var (start, from, end) = (Place, _at, _at);
        for (; _at < _text.Length; _at++)
        {
            var letter = _text[_at];
            if (letter == '\n' || (letter == '#' && _text[_at - 1] == ' ')) break;
            if (letter == ':' && IsBlankOrEnd(_at + 1)) break;
            if (isInFlow && (letter is ',' or ']' or '}')) break;
            if (isInFlow && (letter is '[' or '{' or '?' || (letter == ':' && _text[_at + 1] is ',' or '[' or ']' or '{' or '}'))) return null;
            if (letter != ' ') end = _at + 1;
        }
        _at = end;
        return new YamlScalarNode(Text(from, end)) { Start = start, EndLine = _line };
    }

    private string Text(int from, int end)
    {
        if (end - from > LongestShared) return _text[from..end];
        var hash = 0u;
        for (var at = from; at < end; at++) hash = unchecked((hash * 31) + _text[at]);
        ref var shared = ref _shared[hash % MostShared];
        return shared is not null && shared.Length == end - from && string.CompareOrdinal(shared, 0, _text, from, shared.Length) == 0 ? shared : shared = _text[from..end];
    }

    private YamlScalarNode? SingleQuoted()
    {
        var start = Place;
        var text = new StringBuilder();
        for (_at++; _at < _text.Length && _text[_at] != '\n'; _at++)
        {
            if (_text[_at] == '\'')
            {
                _at++;
                if (!Here('\'')) return new YamlScalarNode(text.ToString()) { Start = start, EndLine = _line, Style = ScalarStyle.SingleQuoted };
            }
            text.Append(_text[_at]);
        }
        return null;
    }

    private YamlScalarNode? DoubleQuoted()
    {
        var start = Place;
        var text = new StringBuilder();
        for (_at++; _at < _text.Length && _text[_at] != '\n'; _at++)
        {
            if (_text[_at] == '"')
            {
                _at++;
                return new YamlScalarNode(text.ToString()) { Start = start, EndLine = _line, Style = ScalarStyle.DoubleQuoted };
            }
            if (_text[_at] == '\\')
            {
                _at++;
                if (!Here('"') && !Here('\\')) return null;
            }
            text.Append(_text[_at]);
        }
        return null;
    }
}

/// <summary>Whether each key of a mapping is there once. Short mappings are looked through, and long ones are usually in order, as days are: neither needs a set.</summary>
internal struct DistinctKeys
{
    private const int Few = 12;
    private string? _last;
    private HashSet<string>? _all;

    /// <param name="entries">Those of the mapping so far stand from a position on.</param>
    public bool Add(string key, List<YamlEntry> entries, int from)
    {
        if (_all is not null) return _all.Add(key);
        if (string.CompareOrdinal(key, _last) > 0)
        {
            _last = key;
            return true;
        }
        if (entries.Count - from > Few)
        {
            _all = new(StringComparer.Ordinal);
            for (var at = from; at < entries.Count; at++) _all.Add(Key(entries[at]));
            return _all.Add(key);
        }
        for (var at = from; at < entries.Count; at++)
            if (Key(entries[at]) == key) return false;
        return true;
    }

    private static string Key(YamlEntry entry) => ((YamlScalarNode)entry.Key).Value!;
}
