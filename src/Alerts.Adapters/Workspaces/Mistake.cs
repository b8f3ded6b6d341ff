using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Alerts.Adapters.Workspaces;

/// <summary>Something wrong in a workspace, with its place.</summary>
/// <param name="File">Relative to the workspace, with forward slashes.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="IsError">Otherwise a warning: it runs all the same.</param>
/// <param name="Code">Names the kind: <c>unknown-key</c>.</param>
/// <param name="Expected">What would have been right; null where the message says it.</param>
/// <param name="Nearest">The nearest valid name; null where none is near.</param>
/// <param name="Quote">The text at fault with a caret under the offending part; null where the place says it.</param>
public sealed record Mistake(string File, int Line, int Column, bool IsError, string Code, string Message, string? Expected = null, string? Nearest = null, string? Quote = null)
{
    /// <summary><c>FILE:LINE:COLUMN: error: MESSAGE (nearest: NAME)</c>, and the quotation on further lines.</summary>
    public override string ToString()
    {
        var expected = Expected is null ? "" : $"; expected {Expected}";
        var nearest = Nearest is null ? "" : $" (nearest: {Nearest})";
        return Printable.Text($"{File}:{Line}:{Column}: {(IsError ? "error" : "warning")}: {Message}{expected}{nearest}") + (Quote is null ? "" : "\n" + Quote);
    }

    /// <summary>One line of CONTRACT §3, <c>check</c>.</summary>
    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("file", File);
            json.WriteNumber("line", Line);
            json.WriteNumber("column", Column);
            json.WriteString("severity", IsError ? "error" : "warning");
            json.WriteString("code", Code);
            json.WriteString("message", Message);
            if (Expected is not null) json.WriteString("expected", Expected);
            if (Nearest is not null) json.WriteString("nearest", Nearest);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
