using System.Buffers;
using System.Text.Json;

namespace Alerts.Adapters.Formats;

/// <summary>
/// What the records of a list mostly share: the same names in the same order, written the same way. A record of the same shape as one before is told by its
/// bytes, several times faster than token by token. What is in any way different is left to the library.
/// </summary>
internal sealed class JsonShape
{
    public const int MostNames = 128;

    // Where nearly every record is different, looking costs more than it saves.
    private const int MostShapes = 50;

    private static readonly SearchValues<byte> EndsPlainText = SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, 0x20).Select(control => (byte)control)]);

    private readonly List<byte[]> _between = [];
    private readonly List<string> _names = [];
    private byte[]? _end;
    private int _learnt;

    /// <summary>The names of the values, in order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Takes over the shape of a record that the library has read.</summary>
    /// <param name="record">From the end of the record before to its own end.</param>
    /// <param name="state">Of a reader that stands before it.</param>
    public void Learn(ReadOnlySpan<byte> record, JsonReaderState state)
    {
        if (_learnt++ >= MostShapes) return;
        _between.Clear();
        _names.Clear();
        _end = null;
        var reader = new Utf8JsonReader(record, isFinalBlock: true, state);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) return;
        var from = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueIsEscaped || _names.Count == MostNames) return;
            _names.Add(reader.GetString()!);
            reader.Read();
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) return;
            _between.Add(record[from..(int)reader.TokenStartIndex].ToArray());
            from = (int)reader.BytesConsumed;
        }
        _end = record[from..].ToArray();
    }

    /// <param name="rest">From the end of a record on.</param>
    /// <param name="values">Takes where each value stands in <paramref name="rest"/>, texts with their quotes. Of length <see cref="MostNames"/>.</param>
    /// <returns>The length of the next record with what parts it from the one before; 0 where it has another shape.</returns>
    public int Match(ReadOnlySpan<byte> rest, Span<(int From, int Length)> values)
    {
        if (_end is null) return 0;
        var at = 0;
        for (var value = 0; value < _between.Count; value++)
        {
            if (!rest[at..].StartsWith(_between[value])) return 0;
            at += _between[value].Length;
            var length = Length(rest[at..]);
            if (length == 0) return 0;
            values[value] = (at, length);
            at += length;
        }
        return rest[at..].StartsWith(_end) ? at + _end.Length : 0;
    }

    // Of a text without escapes, a number, or a word; 0 where it is none.
    private static int Length(ReadOnlySpan<byte> value) => value switch
    {
        [(byte)'"', .. var text] => text.IndexOfAny(EndsPlainText) is var end and >= 0 && text[end] == '"' ? end + 2 : 0,
        [(byte)'t', (byte)'r', (byte)'u', (byte)'e', ..] or [(byte)'n', (byte)'u', (byte)'l', (byte)'l', ..] => 4,
        [(byte)'f', (byte)'a', (byte)'l', (byte)'s', (byte)'e', ..] => 5,
        _ => NumberLength(value),
    };

    // Of a whole number with or without decimals; an exponent is left to the library.
    private static int NumberLength(ReadOnlySpan<byte> value)
    {
        var sign = value is [(byte)'-', ..] ? 1 : 0;
        var whole = Digits(value[sign..]);
        if (whole == 0 || (whole > 1 && value[sign] == '0')) return 0;
        var at = sign + whole;
        if (at >= value.Length || value[at] != '.') return at;
        var decimals = Digits(value[(at + 1)..]);
        return decimals == 0 ? 0 : at + 1 + decimals;
    }

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var count = 0;
        while (count < text.Length && char.IsAsciiDigit((char)text[count])) count++;
        return count;
    }
}
