using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Alerts.Core.Datasets;

/// <summary>Puts the pages of an answer together into one file: JSON by the list that holds the records, text by its lines, of which only the first page keeps the header.</summary>
public static class PageJoin
{
    private static readonly string[] Lists = ["data", "results", "records", "observations", "items", "rows", "value"];

    /// <returns>How many records a page holds, a header not counted; null where it is neither JSON with a list of records nor text.</returns>
    public static int? Records(ReadOnlyMemory<byte> page) => Parsed(page, out var isJson) is { } json
        ? With(json, root => RecordsOf(root) is { } list ? list.GetArrayLength() - (HasHeader(list) ? 1 : 0) : (int?)null)
        : isJson || page.Span.Contains((byte)0) ? null : Math.Max(0, Lines(page).Count - 1);

    /// <param name="pages">At least one; each of them has <see cref="Records"/>.</param>
    public static ReadOnlyMemory<byte> Of(IReadOnlyList<ReadOnlyMemory<byte>> pages)
    {
        if (pages.Count == 1) return pages[0];
        return Parsed(pages[0], out _) is { } first ? With(first, root => Json(root, pages)) : Text(pages);
    }

    /// <summary>The text of a property of a JSON answer.</summary>
    /// <param name="path">Names parted by dots.</param>
    /// <returns>Null where it is absent, empty or no text.</returns>
    public static string? Property(ReadOnlyMemory<byte> page, string path) => Parsed(page, out _) is not { } json ? null : With(json, root =>
    {
        foreach (var name in path.Split('.'))
        {
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(name, out root)) return null;
        }
        return root.ValueKind == JsonValueKind.String && root.GetString() is { Length: > 0 } text ? text : null;
    });

    private static ReadOnlyMemory<byte> Text(IReadOnlyList<ReadOnlyMemory<byte>> pages)
    {
        var header = Lines(pages[0]).FirstOrDefault();
        var all = new ArrayBufferWriter<byte>();
        for (var at = 0; at < pages.Count; at++)
        {
            var page = pages[at];
            if (at > 0 && Lines(page).FirstOrDefault().Span.SequenceEqual(header.Span)) page = page[(page.Span.IndexOf(header.Span) + header.Length)..].TrimStart("\r\n"u8.ToArray());
            if (at > 0 && all.WrittenCount > 0 && all.WrittenSpan[^1] != '\n') all.Write("\n"u8);
            all.Write(page.Span);
        }
        return all.WrittenMemory;
    }

    private static ReadOnlyMemory<byte> Json(JsonElement first, IReadOnlyList<ReadOnlyMemory<byte>> pages)
    {
        var joined = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(joined))
        {
            if (first.ValueKind == JsonValueKind.Array)
            {
                WriteRecords(json, pages);
            }
            else
            {
                var (list, length) = (NameOf(first)!, RecordsOf(first)!.Value.GetArrayLength());
                json.WriteStartObject();
                foreach (var property in first.EnumerateObject())
                {
                    json.WritePropertyName(property.Name);
                    if (property.Name == list) WriteRecords(json, pages);
                    // What counts the records of its page counts those of all.
                    else if (property is { Name: "count" or "total_count", Value.ValueKind: JsonValueKind.Number } && property.Value.TryGetInt32(out var count) && count == length) json.WriteNumberValue(pages.Sum(page => Records(page) ?? 0));
                    else property.Value.WriteTo(json);
                }
                json.WriteEndObject();
            }
        }
        return joined.WrittenMemory;
    }

    private static void WriteRecords(Utf8JsonWriter json, IReadOnlyList<ReadOnlyMemory<byte>> pages)
    {
        json.WriteStartArray();
        for (var at = 0; at < pages.Count; at++)
        {
            using var page = Parsed(pages[at], out _);
            if (page is null || RecordsOf(page.RootElement) is not { } list) continue;
            foreach (var record in list.EnumerateArray().Skip(at > 0 && HasHeader(list) ? 1 : 0)) record.WriteTo(json);
        }
        json.WriteEndArray();
    }

    private static JsonElement? RecordsOf(JsonElement root) => root.ValueKind == JsonValueKind.Array ? root : NameOf(root) is { } name ? root.GetProperty(name) : null;

    private static string? NameOf(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return null;
        var lists = root.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.Array).Select(property => property.Name).ToList();
        return Array.Find(Lists, lists.Contains) ?? (lists.Count == 1 ? lists[0] : null);
    }

    // A list of rows, the first of which names the columns.
    private static bool HasHeader(JsonElement list) => list.GetArrayLength() > 0 && list[0].ValueKind == JsonValueKind.Array;

    private static T With<T>(JsonDocument json, Func<JsonElement, T> look)
    {
        using (json) return look(json.RootElement);
    }

    private static JsonDocument? Parsed(ReadOnlyMemory<byte> page, out bool isJson)
    {
        var text = page.TrimStart(Encoding.UTF8.Preamble.ToArray()).TrimStart(" \t\r\n"u8.ToArray());
        isJson = text.Span is [(byte)'{' or (byte)'[', ..];
        if (!isJson) return null;
        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static List<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> page)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        while (page.Length > 0)
        {
            var end = page.Span.IndexOf((byte)'\n');
            var line = (end < 0 ? page : page[..end]).TrimEnd((byte)'\r');
            if (!line.IsEmpty) lines.Add(line);
            page = end < 0 ? default : page[(end + 1)..];
        }
        return lines;
    }
}
