using System.Text.Json;
using Alerts.Core.UseCases;

namespace Alerts.Web.Http;

/// <summary>A small object of JSON that a client posted, read key by key. The first mistake counts.</summary>
internal sealed class JsonBody
{
    private const int Deepest = 16;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = Deepest };

    private JsonBody(JsonElement root) => Root = root;

    public JsonElement Root { get; }

    /// <summary>Null so far.</summary>
    public Problem? Wrong { get; private set; }

    /// <param name="keys">Those that it may have; empty: whoever reads it knows.</param>
    public static async Task<(JsonBody? Body, Problem? Problem)> Read(Call call, TakenBody taken, params string[] keys)
    {
        var (bytes, problem) = await call.Bytes(taken);
        if (problem is not null) return (null, problem);
        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return (null, Problem.WrongBody("the body is no object of JSON"));
            Look(document.RootElement);
            var body = new JsonBody(document.RootElement.Clone());
            foreach (var member in body.Root.EnumerateObject().Where(member => keys.Length > 0 && !keys.Contains(member.Name))) body.Refuse($"unknown key '{Core.Datasets.ReadingMessage.Shown(member.Name)}'{Call.Near(member.Name, keys)}");
            return body.Wrong is null ? (body, null) : (null, body.Wrong);
        }
        catch (JsonException error)
        {
            return (null, Problem.WrongBody("the body is no JSON", (int?)error.LineNumber + 1, (int?)error.BytePositionInLine + 1));
        }
        catch (InvalidOperationException)
        {
            return (null, Problem.WrongBody("a text of the body is no Unicode"));
        }
    }

    /// <returns>Null, and a mistake, where it is missing, empty, too long or no text.</returns>
    public string? Line(string key, string meaning, int most)
    {
        if (Optional(key) is { } text && !string.IsNullOrWhiteSpace(text) && text.Length <= most) return text;
        Refuse(Root.TryGetProperty(key, out _) ? $"'{key}' is no text of 1 to {most} characters" : $"'{key}' is missing: {meaning}");
        return null;
    }

    /// <returns>Null where it is absent or no text; the latter is a mistake.</returns>
    public string? Optional(string key)
    {
        if (!Root.TryGetProperty(key, out var value)) return null;
        if (value.ValueKind == JsonValueKind.String) return value.GetString();
        Refuse($"'{key}' is no text");
        return null;
    }

    public void Refuse(string message) => Wrong ??= Problem.WrongBody(message);

    // Half a surrogate pair is JSON, and no text.
    private static void Look(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String) _ = json.GetString();
        if (json.ValueKind == JsonValueKind.Array) foreach (var item in json.EnumerateArray()) Look(item);
        if (json.ValueKind != JsonValueKind.Object) return;
        foreach (var member in json.EnumerateObject())
        {
            _ = member.Name;
            Look(member.Value);
        }
    }
}
