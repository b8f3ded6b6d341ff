using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Alerts.Web.Http;

/// <summary>What a call is answered with.</summary>
internal abstract record Answer(int Status)
{
    /// <summary>Seconds after which another try may succeed; null: it is not said.</summary>
    public int? RetryAfter { get; init; }

    public abstract string ContentType { get; }

    public abstract ReadOnlyMemory<byte> Body { get; }

    public static Answer Json(Action<Utf8JsonWriter> write, int status = 200) => new JsonAnswer(status, JsonBytes.Of(write));

    /// <summary>One object.</summary>
    /// <param name="write">Its members.</param>
    public static Answer Object(Action<Utf8JsonWriter> write) => Json(json =>
    {
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    });
}

internal sealed record JsonAnswer(int Status, ReadOnlyMemory<byte> Bytes) : Answer(Status)
{
    public override string ContentType => "application/json; charset=utf-8";

    public override ReadOnlyMemory<byte> Body => Bytes;
}

/// <summary>JSON as UTF-8.</summary>
internal static class JsonBytes
{
    // Titles stay readable; an answer is never shown as a page (see ResponseHeaders).
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Of(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(bytes, Options)) write(json);
        return bytes.WrittenMemory;
    }
}
