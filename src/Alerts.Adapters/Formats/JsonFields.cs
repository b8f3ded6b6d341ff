using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Alerts.Adapters.Formats;

/// <summary>The fields of one record, each as the text that a table would show: null is blank, a number has no exponent.</summary>
internal sealed class JsonFields
{
    private readonly List<byte[]> _names;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly bool _areNested;
    private (int From, int Length)[] _fields;
    private char[] _text = new char[1024];
    private int _used;

    public JsonFields(IReadOnlyList<string> names)
    {
        _names = [.. names.Select(Encoding.UTF8.GetBytes)];
        for (var at = 0; at < names.Count; at++) _places.TryAdd(names[at], at);
        _areNested = names.Any(name => name.Contains('.', StringComparison.Ordinal));
        _fields = new (int, int)[names.Count];
        Count = names.Count;
    }

    public int Count { get; private set; }

    public int LengthBound { get; private set; }

    public ReadOnlySpan<char> this[int index] => _text.AsSpan(_fields[index].From, _fields[index].Length);

    public void Set(IReadOnlyList<string> texts)
    {
        Clear();
        for (var at = 0; at < texts.Count; at++) Put(at, texts[at]);
    }

    /// <param name="reader">At the start of the record; afterwards at its end.</param>
    public void ReadArray(ref Utf8JsonReader reader)
    {
        Clear();
        Count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (Count == _fields.Length) Array.Resize(ref _fields, Math.Max(16, _fields.Length * 2));
            _fields[Count] = default;
            Value(ref reader, Count++);
        }
    }

    /// <inheritdoc cref="ReadArray"/>
    public void ReadObject(ref Utf8JsonReader reader)
    {
        Clear();
        Array.Clear(_fields);
        Object(ref reader, "");
    }

    /// <summary>Where the field of a name stands; -1 where there is none.</summary>
    public int Place(string name) => _places.GetValueOrDefault(name, -1);

    /// <summary>Takes over single values without escapes and exponents, as they stand in the file.</summary>
    /// <param name="places">Of the fields that they go into; -1: none.</param>
    public void ReadPlain(ReadOnlySpan<byte> json, ReadOnlySpan<(int From, int Length)> values, ReadOnlySpan<int> places)
    {
        Clear();
        Array.Clear(_fields);
        for (var one = 0; one < places.Length; one++)
        {
            var (from, length) = values[one];
            if (places[one] >= 0) Plain(json.Slice(from, length), places[one]);
        }
    }

    private void Plain(ReadOnlySpan<byte> value, int at)
    {
        if (value[0] == '"') value = value[1..^1];
        else if (value[0] == 'n') value = [];
        Grow(value.Length);
        var to = _text.AsSpan(_used);
        Note(at, Ascii.ToUtf16(value, to, out var length) == OperationStatus.Done ? length : Encoding.UTF8.GetChars(value, to));
    }

    private void Object(ref Utf8JsonReader reader, string above)
    {
        var next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var at = Place(ref reader, above, next, out var name);
            if (at >= 0) next = at + 1;
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject && _areNested && at < 0) Object(ref reader, $"{name ?? ""}.");
            else if (at >= 0) Value(ref reader, at);
            else reader.Skip();
        }
    }

    // Records mostly have their names in the same order.
    private int Place(ref Utf8JsonReader reader, string above, int next, out string? name)
    {
        name = null;
        if (above.Length == 0 && next < _names.Count && reader.ValueTextEquals(_names[next])) return next;
        if (above.Length == 0 && !_areNested)
        {
            for (var at = 0; at < _names.Count; at++)
            {
                if (reader.ValueTextEquals(_names[at])) return at;
            }
            return -1;
        }
        name = above + reader.GetString();
        return _places.GetValueOrDefault(name, -1);
    }

    private void Value(ref Utf8JsonReader reader, int at)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                Grow(reader.ValueSpan.Length);
                Note(at, Copy(ref reader, _text.AsSpan(_used)));
                break;
            case JsonTokenType.Number:
                Number(reader.ValueSpan, at);
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                reader.Skip();
                Put(at, "{…}");
                break;
            case JsonTokenType.Null:
                Note(at, 0);
                break;
            default:
                Put(at, reader.TokenType == JsonTokenType.True ? "true" : "false");
                break;
        }
    }

    // Half an escape of two letters is no text: it stays as the file writes it, and is no key, date or number.
    private static int Copy(ref Utf8JsonReader reader, Span<char> to)
    {
        try
        {
            return reader.CopyString(to);
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetChars(reader.ValueSpan, to);
        }
    }

    // An exponent is only another way to write a number; one that no number of ours can hold stays, and is refused.
    private void Number(ReadOnlySpan<byte> number, int at)
    {
        if (number.ContainsAny((byte)'e', (byte)'E') && decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && (value != 0 || !number.ContainsAnyInRange((byte)'1', (byte)'9')))
        {
            Put(at, value.ToString(CultureInfo.InvariantCulture));
            return;
        }
        Grow(number.Length);
        Note(at, Encoding.ASCII.GetChars(number, _text.AsSpan(_used)));
    }

    private void Put(int at, string text)
    {
        Grow(text.Length);
        text.CopyTo(_text.AsSpan(_used));
        Note(at, text.Length);
    }

    private void Note(int at, int length)
    {
        _fields[at] = (_used, length);
        _used += length;
        LengthBound = Math.Max(LengthBound, length);
    }

    private void Grow(int more)
    {
        if (_text.Length - _used < more) Array.Resize(ref _text, Math.Max(_text.Length * 2, _used + more));
    }

    private void Clear()
    {
        (_used, LengthBound) = (0, 0);
        Count = _names.Count;
    }
}
