using System.Text;
using System.Text.Json;
using Alerts.Adapters.Files;

namespace Alerts.Adapters.Formats;

/// <summary>A first pass over a JSON file, to its very end: whether it is whole, where its records are, how many and with which names.</summary>
/// <param name="shape">Tells records that are like others; null: each is read token by token.</param>
internal sealed class JsonScan(string[] path, bool areArrays, JsonShape? shape = null)
{
    /// <summary>FORMATS §0.</summary>
    public const int MaxDepth = 64;

    private const int MostAround = 50;
    private const int MostNames = 10_000;
    private static readonly string[] ErrorNames = ["error", "message", "errors", "detail", "title", "statusCode", "status", "code", "error_message"];

    private readonly List<string> _names = [];
    private readonly List<byte[]> _nameBytes = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private FrontToBack _reading = new(default);

    public bool AreArrays => areArrays;

    public int Count { get; private set; }

    /// <summary>Where the first record begins.</summary>
    public int Records { get; private set; }

    public JsonReaderState AtRecords { get; private set; }

    public IReadOnlyList<string> Names => _names;

    public Dictionary<string, string> Around { get; } = new(StringComparer.Ordinal);

    /// <summary>Why it holds no records; null where it does.</summary>
    public string? Fault { get; private set; }

    /// <summary>What it says went wrong, where it holds no records; null where it says nothing.</summary>
    public string? Error => string.Join(" ", ErrorNames.Where(Around.ContainsKey).Select(name => Around[name]).Where(text => text.Length > 0 && text is not ("0" or "false" or "true" or "200"))) is { Length: > 0 } all ? all : null;

    /// <exception cref="JsonException">It is no whole JSON, or nested too deeply. Its place is the true one where no shape was given.</exception>
    public void Read(ReadOnlyMemory<byte> utf8)
    {
        var json = utf8.Span;
        _reading = new(utf8);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        var isFound = Descend(ref reader, json, 0);
        while (reader.Read())
        {
            // To the end, which shows whether it is whole.
        }
        if (!isFound) Fault ??= path.Length == 0 ? "a list of records was expected" : $"there is no list of records at {string.Join('.', path)}";
        if (areArrays && Fault is null && Count == 0) Fault = "the list has no first row of names";
    }

    /// <param name="level">How many names of the path are behind.</param>
    private bool Descend(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, int level)
    {
        if (level == path.Length) return reader.TokenType == JsonTokenType.StartArray ? ReadRecords(ref reader, json) : Noted(ref reader, level);
        if (reader.TokenType != JsonTokenType.StartObject) return Noted(ref reader, level);
        var isFound = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (name == path[level] && !isFound) isFound = Descend(ref reader, json, level + 1);
            else if (level == 0) Note(ref reader, name);
            else reader.Skip();
        }
        return isFound;
    }

    // What an answer says instead of its records is looked at too.
    private bool Noted(ref Utf8JsonReader reader, int level)
    {
        if (reader.TokenType != JsonTokenType.StartObject || level > 0)
        {
            reader.Skip();
            return false;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            Note(ref reader, name);
        }
        return false;
    }

    private void Note(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            if (ErrorNames.Contains(name) && Around.Count < MostAround) Around.TryAdd(name, Raw(ref reader));
            else reader.Skip();
        }
        else if (Around.Count < MostAround && reader.TokenType != JsonTokenType.Null)
        {
            Around.TryAdd(name, reader.TokenType == JsonTokenType.String ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan));
        }
    }

    // The texts of an error that is a structure of its own; nothing of an empty one.
    private static string Raw(ref Utf8JsonReader reader)
    {
        var texts = new List<string>();
        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType == JsonTokenType.String && texts.Count < 5) texts.Add(reader.GetString()!);
        }
        return string.Join(" ", texts);
    }

    private bool ReadRecords(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        (Records, AtRecords) = ((int)reader.BytesConsumed, reader.CurrentState);
        var (from, at, before) = (0, Records, reader.CurrentState);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Count++;
            var expected = areArrays ? JsonTokenType.StartArray : JsonTokenType.StartObject;
            if (reader.TokenType != expected) Fault ??= $"record {Count} is {(areArrays ? "no list of fields" : "no object with names")}";
            if (reader.TokenType == JsonTokenType.StartObject && !areArrays) ReadNames(ref reader, "");
            else reader.Skip();
            if (shape is null || areArrays || Fault is not null) continue;
            var end = from + (int)reader.BytesConsumed;
            shape.Learn(json[at..end], before);
            before = reader.CurrentState;
            at = from = PassAlike(json, end, shape);
            _reading.Reached(at);
            reader = new Utf8JsonReader(json[from..], isFinalBlock: true, before);
        }
        return true;
    }

    /// <returns>Where the last of the records ends that are like the one before <paramref name="at"/>.</returns>
    private int PassAlike(ReadOnlySpan<byte> json, int at, JsonShape shape)
    {
        Span<(int From, int Length)> values = stackalloc (int, int)[JsonShape.MostNames];
        while (shape.Match(json[at..], values) is var length and > 0)
        {
            Count++;
            at += length;
            _reading.Reached(at);
        }
        return at;
    }

    // Records mostly have the same names in the same order.
    private void ReadNames(ref Utf8JsonReader reader, string above)
    {
        var next = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (above.Length == 0 && next < _nameBytes.Count && reader.ValueTextEquals(_nameBytes[next]))
            {
                next++;
                reader.Read();
                // A name that was a single value once may hold others now.
                if (reader.TokenType == JsonTokenType.StartObject) ReadNames(ref reader, $"{_names[next - 1]}.");
                else reader.Skip();
                continue;
            }
            var name = above + reader.GetString();
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadNames(ref reader, $"{name}.");
                continue;
            }
            reader.Skip();
            if (_names.Count < MostNames && _known.Add(name))
            {
                _names.Add(name);
                _nameBytes.Add(Encoding.UTF8.GetBytes(name));
            }
            if (above.Length == 0) next = _names.IndexOf(name) + 1;
        }
    }
}
