using System.Text;
using System.Text.Json;
using Alerts.Core.Datasets;

namespace Alerts.Adapters.Formats;

/// <summary>Tells an API's error message that was saved under the name of a data file: a small JSON object, or an XML document, that says what went wrong and holds no records.</summary>
internal static class ErrorEnvelope
{
    // Error messages are short; looking into large files would cost more than reading them.
    private const int Most = 64 * 1024;

    private static readonly string[] ErrorNames = ["error", "errors", "error_message", "errormessage", "error_code", "errorcode", "errorType", "fault"];
    private static readonly string[] StatusNames = ["statuscode", "status", "code"];
    private static readonly string[] MessageNames = ["message", "error_message", "errormessage", "detail", "title", "description", "error", "reason"];
    private static readonly string[] XmlRoots = ["error", "exception", "fault"];

    /// <returns>What the message says; null where the bytes are none.</returns>
    public static string? In(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > Most) return null;
        if (bytes.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) bytes = bytes[3..];
        bytes = bytes.Trim(" \t\r\n"u8.ToArray());
        return bytes.Span switch
        {
            [(byte)'{', ..] => InJson(bytes),
            [(byte)'<', ..] => InXml(Encoding.UTF8.GetString(bytes.Span)),
            _ => null,
        };
    }

    public static FileReading Refused(string file, string says) =>
        Rejection.Of("api-error", file, null, null, $"the file is a service's error message, not data: {ReadingMessage.Shown(says)}", "file refused, fetch it again later");

    private static string? InJson(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return InObject(document.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Half a pair of surrogates is found when its text is read.
            return null;
        }
    }

    private static string? InObject(JsonElement root)
    {
        var properties = root.EnumerateObject().ToList();
        var hasRecords = properties.Exists(property => !Is(property, ErrorNames) && property.Value.ValueKind == JsonValueKind.Array && property.Value.GetArrayLength() > 0);
        if (hasRecords) return null;
        var tells = properties.Exists(property => Is(property, ErrorNames) && IsSet(property.Value))
            || (properties.Exists(property => Is(property, StatusNames) && IsFailure(property.Value)) && properties.Exists(property => Is(property, MessageNames) && IsSet(property.Value)))
            || (properties is [var only] && Is(only, MessageNames) && only.Value.ValueKind == JsonValueKind.String && IsSet(only.Value));
        return tells ? Message(properties) : null;
    }

    private static string Message(List<JsonProperty> properties)
    {
        foreach (var name in MessageNames)
        {
            if (properties.Find(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { Value.ValueKind: JsonValueKind.String } found && found.Value.GetString() is { Length: > 0 } text) return text;
        }
        return properties.Find(property => Is(property, ErrorNames)) is { Value.ValueKind: not JsonValueKind.Undefined } said ? Words(said.Value) : "it gives no reason";
    }

    private static string Words(JsonElement said)
    {
        if (said.ValueKind == JsonValueKind.Array) said = said[0];
        if (said.ValueKind != JsonValueKind.Object) return said.ToString();
        var inner = said.EnumerateObject().ToList();
        return inner.Exists(property => Is(property, MessageNames) && property.Value.ValueKind == JsonValueKind.String) ? Message(inner) : said.ToString();
    }

    private static bool Is(JsonProperty property, string[] names) => Array.Exists(names, name => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static bool IsSet(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Length > 0,
        JsonValueKind.Array => value.GetArrayLength() > 0,
        JsonValueKind.Object => value.EnumerateObject().Any(),
        JsonValueKind.Number => value.TryGetDecimal(out var number) && number != 0,
        JsonValueKind.True => true,
        _ => false,
    };

    private static bool IsFailure(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetInt32(out var status) && status is >= 400 and < 600,
        JsonValueKind.String => value.GetString() is { } text && (text.Equals("error", StringComparison.OrdinalIgnoreCase) || text.Equals("fail", StringComparison.OrdinalIgnoreCase) || text.Equals("failed", StringComparison.OrdinalIgnoreCase) || (int.TryParse(text, out var status) && status is >= 400 and < 600)),
        _ => false,
    };

    // By the name of the root alone: no XML of an unknown sender is parsed.
    private static string? InXml(string text)
    {
        for (var at = 0; text.IndexOf('<', at) is var open and >= 0; at = open + 1)
        {
            if (open + 1 >= text.Length || text[open + 1] is '?' or '!') continue;
            var root = string.Concat(text[(open + 1)..].TakeWhile(letter => char.IsLetterOrDigit(letter) || letter is ':' or '-' or '_'));
            return Array.Exists(XmlRoots, name => root.Contains(name, StringComparison.OrdinalIgnoreCase)) ? TextOf(text[open..]) : null;
        }
        return null;
    }

    private static string TextOf(string xml)
    {
        var words = string.Join(' ', xml.Split('<').Select(part => part[(part.IndexOf('>', StringComparison.Ordinal) + 1)..].Trim()).Where(part => part.Length > 0));
        return words.Length > 0 ? words : "it gives no reason";
    }
}
