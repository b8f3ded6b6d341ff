using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Alerts.Adapters.Files;
using Alerts.Core.Datasets;

namespace Alerts.Adapters.Formats;

/// <summary>
/// The records of a JSON file as rows: first a row of names on line 0, then a row for each record, whose line is its number.
/// Records are objects, whose names below others are joined by dots, or arrays, of which the first one holds the names.
/// </summary>
internal sealed class JsonTable : ITableRows
{
    private readonly ReadOnlyMemory<byte> _json;
    private readonly FrontToBack _reading;
    private readonly JsonScan _scan;
    private readonly JsonFields _fields;
    private readonly JsonShape _shape = new();
    private readonly (int From, int Length)[] _values = new (int, int)[JsonShape.MostNames];
    private int[] _places = [];
    private JsonReaderState _state;
    private int _at;
    private bool _hasNames;

    private JsonTable(ReadOnlyMemory<byte> json, JsonScan scan)
    {
        (_json, _reading, _scan) = (json, new(json), scan);
        _fields = new(scan.Names);
        (_state, _at) = (scan.AtRecords, scan.Records);
        if (scan.AreArrays) NextRecord();
    }

    /// <summary>How many records there are, a first one of names aside.</summary>
    public int Count => _scan.AreArrays ? _scan.Count - 1 : _scan.Count;

    /// <summary>Single values of the outermost object, as text: what stands around the records.</summary>
    public IReadOnlyDictionary<string, string> Around => _scan.Around;

    public int Line { get; private set; } = -1;

    public int FieldCount => _fields.Count;

    public int LengthBound => _fields.LengthBound;

    public bool IsMisquoted => false;

    public int? OpenQuoteLine => null;

    /// <param name="path">Names on the way to the list of records, parted by dots; null: the file is that list.</param>
    /// <param name="areArrays">Each record is an array; otherwise an object.</param>
    /// <returns>Null where the records can be read; otherwise why the file is refused.</returns>
    public static FileReading? Open(string file, ReadOnlyMemory<byte> utf8, string? path, bool areArrays, out JsonTable? table)
    {
        table = null;
        var names = path?.Split('.') ?? [];
        var scan = new JsonScan(names, areArrays, new JsonShape());
        try
        {
            scan.Read(utf8);
        }
        catch (JsonException)
        {
            return JsonFaults.Invalid(file, Where(utf8, names, areArrays));
        }
        // Text that no program can decode: half an escape of two.
        catch (InvalidOperationException)
        {
            return JsonFaults.Invalid(file, "a text of it is no Unicode");
        }
        if (scan.Fault is { } shape) return scan.Error is { } error ? JsonFaults.ApiError(file, error) : JsonFaults.Shape(file, shape);
        table = new(utf8, scan);
        return null;
    }

    public bool Next()
    {
        if (!_hasNames)
        {
            _hasNames = true;
            Line = 0;
            if (!_scan.AreArrays) _fields.Set(_scan.Names);
            return true;
        }
        if (Line >= Count) return false;
        Line++;
        NextRecord();
        _reading.Reached(_at);
        return true;
    }

    public ReadOnlySpan<char> Field(int index) => _fields[index];

    private void NextRecord()
    {
        var rest = _json.Span[_at..];
        if (_shape.Match(rest, _values) is var length and > 0)
        {
            _fields.ReadPlain(rest, _values, _places);
            _at += length;
            return;
        }
        var reader = new Utf8JsonReader(rest, isFinalBlock: true, _state);
        reader.Read();
        if (_scan.AreArrays)
        {
            _fields.ReadArray(ref reader);
        }
        else
        {
            _fields.ReadObject(ref reader);
            _shape.Learn(rest[..(int)reader.BytesConsumed], _state);
            _places = [.. _shape.Names.Select(_fields.Place)];
        }
        _at += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }

    // Once more, token by token: only then the place is the true one.
    private static string Where(ReadOnlyMemory<byte> json, string[] path, bool areArrays)
    {
        var start = json.Span.TrimStart(" \t\r\n"u8);
        if (start is not [(byte)'{' or (byte)'[', ..]) return $"it begins with {Encoding.UTF8.GetString(start[..Math.Min(start.Length, 60)])}";
        try
        {
            new JsonScan(path, areArrays).Read(json);
            throw new InvalidOperationException("records that are alike were read otherwise token by token");
        }
        catch (JsonException fault)
        {
            return string.Create(CultureInfo.InvariantCulture, $"it is broken, cut off or nested deeper than {JsonScan.MaxDepth} at line {(fault.LineNumber ?? 0) + 1}, byte {(fault.BytePositionInLine ?? 0) + 1}");
        }
    }
}
