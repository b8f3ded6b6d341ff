using System.Text.Json;
using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Recognition;

namespace Alerts.Adapters.Formats;

/// <summary>The longest list of records of a JSON file, as a table to look at.</summary>
internal static class JsonSample
{
    private const int MostCells = 1_000_000;

    /// <param name="sample">Null where the file holds no list of objects.</param>
    /// <param name="path">To the list, names parted by dots; null: the file is the list.</param>
    /// <returns>Why the file cannot be read; null where it can.</returns>
    public static FileReading? Of(string file, ReadOnlyMemory<byte> utf8, out TableSample? sample, out string? path)
    {
        (sample, path) = (null, null);
        if (!Find(utf8.Span, out var found)) return JsonTable.Open(file, utf8, null, areArrays: false, out _);
        path = found;
        if (JsonTable.Open(file, utf8, path, areArrays: false, out var table) is { } fault) return fault;
        var rows = new List<SampleRow>();
        var left = MostCells;
        while (left > 0 && table!.Next())
        {
            var cells = new SampleCell[table.FieldCount];
            for (var at = 0; at < cells.Length; at++) cells[at] = new(table.Field(at).ToString());
            rows.Add(new(table.Line, cells));
            left -= cells.Length;
        }
        sample = new("json", "utf-8", null, ',', null, rows, left > 0);
        return null;
    }

    // Lists below records are parts of them.
    private static bool Find(ReadOnlySpan<byte> json, out string? path)
    {
        path = null;
        var (most, isFound) = (0, false);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonScan.MaxDepth });
        var names = new Stack<string>();
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    while (names.Count >= reader.CurrentDepth) names.Pop();
                    names.Push(reader.GetString()!);
                }
                else if (reader.TokenType == JsonTokenType.StartArray)
                {
                    while (names.Count > reader.CurrentDepth) names.Pop();
                    var count = Objects(ref reader);
                    if (count <= most) continue;
                    (most, isFound) = (count, true);
                    path = names.Count == 0 ? null : string.Join('.', names.Reverse());
                }
            }
            return isFound && path?.Split('.').Length is null or <= 8;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    // Counts what the list holds, and goes to its end; a list of anything else counts nothing.
    private static int Objects(ref Utf8JsonReader reader)
    {
        var count = 0;
        var isOfObjects = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            isOfObjects &= reader.TokenType == JsonTokenType.StartObject;
            reader.Skip();
            count++;
        }
        return isOfObjects ? count : 0;
    }
}
