using System.Text.Json;
using Alerts.Core.Datasets;

namespace Alerts.Adapters.Formats;

/// <summary>Values that a client posted as JSON: <c>{"values":[{"series":"smm.terbium-oxide","period":"2025-03-24","value":6550}]}</c>. No dataset has this format: it is read as one of any dataset.</summary>
public static class PostedFormat
{
    public const string FormatName = "posted";

    /// <summary>The dataset as it reads what is posted to it, whatever its own files look like.</summary>
    public static Dataset Of(Dataset dataset) => dataset with { Format = FormatName };

    /// <exception cref="ArgumentException">It is no JSON of this form, which whoever takes the post has checked.</exception>
    internal static FileReading Read(FileToRead file) =>
        Posted.Read(file.Bytes) is ({ } posted, _) ? PostedReading.Read(file.Dataset, file.File, posted.Rows, file.Published) : throw new ArgumentException($"{file.File} holds no posted values", nameof(file));
}

/// <summary>What was posted.</summary>
/// <param name="Dataset">Id; null where it was not named.</param>
/// <param name="Published">An instant as people write it; null: now.</param>
public sealed record Posted(string? Dataset, string? Published, IReadOnlyList<PostedRow> Rows)
{
    /// <returns>Null, with what is wrong and where, when it is no JSON or not of this form.</returns>
    public static (Posted? Posted, PostedFault? Fault) Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 8 });
            return Of(document.RootElement);
        }
        catch (JsonException error)
        {
            return (null, new("the body is no JSON", (int?)error.LineNumber + 1, (int?)error.BytePositionInLine + 1));
        }
        catch (InvalidOperationException)
        {
            return (null, new("a text holds what is no character", null, null));
        }
    }

    private static (Posted?, PostedFault?) Of(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) return Wrong("the body is no object such as {\"values\": […]}");
        string? dataset = null, published = null;
        List<PostedRow>? rows = null;
        foreach (var member in root.EnumerateObject())
        {
            switch (member.Name)
            {
                case "dataset" when member.Value.ValueKind == JsonValueKind.String: dataset = member.Value.GetString(); break;
                case "published" when member.Value.ValueKind == JsonValueKind.String: published = member.Value.GetString(); break;
                case "values" when member.Value.ValueKind == JsonValueKind.Array: rows = [.. member.Value.EnumerateArray().Select(Row)]; break;
                case "dataset" or "published": return Wrong($"'{member.Name}' is no text");
                case "values": return Wrong("'values' is no list");
                default: return Wrong($"'{ReadingMessage.Shown(member.Name)}' is not known: dataset, published, values");
            }
        }
        return rows is null ? Wrong("'values' is missing") : rows.Count == 0 ? Wrong("'values' is empty") : (new(dataset, published, rows), null);
    }

    private static (Posted?, PostedFault?) Wrong(string what) => (null, new(what, null, null));

    private static PostedRow Row(JsonElement row) => row.ValueKind == JsonValueKind.Object
        ? new(Text(row, "series"), Text(row, "period"), Text(row, "value", alsoNumber: true), Text(row, "unit"))
        : new(null, null, null, null);

    private static string? Text(JsonElement row, string name, bool alsoNumber = false) => row.TryGetProperty(name, out var value)
        ? value.ValueKind == JsonValueKind.String ? value.GetString() : alsoNumber && value.ValueKind == JsonValueKind.Number ? value.GetRawText() : null
        : null;
}

/// <param name="Line">From 1; null where it is the body as a whole.</param>
/// <param name="Column">Of bytes, from 1.</param>
public sealed record PostedFault(string What, int? Line, int? Column);
