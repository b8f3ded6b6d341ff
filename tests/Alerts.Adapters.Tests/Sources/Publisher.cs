using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using Alerts.Contracts;

namespace Alerts.Adapters.Tests.Sources;

/// <summary>A publisher on a loopback port that does as the next of its answers says; the last one is repeated.</summary>
internal sealed class Publisher : IDisposable
{
    private readonly RecordingServer _server;
    private readonly ConcurrentQueue<Publication> _answers = [];
    private Publication _last = new(404, []);

    public Publisher() => _server = new(Answer);

    public int Port => _server.Port;

    public string Url => $"http://127.0.0.1:{Port}/prices.csv";

    public IReadOnlyList<Recorded> Asked => [.. _server.Requests];

    public Publisher Says(params Publication[] answers)
    {
        foreach (var answer in answers) _answers.Enqueue(answer);
        return this;
    }

    public void Dispose() => _server.Dispose();

    private async Task Answer(Recorded request, NetworkStream stream, CancellationToken cancel)
    {
        if (_answers.TryDequeue(out var next)) _last = next;
        await (_last.By is { } by ? by(request) : _last).Write(request, stream, cancel);
    }
}

/// <summary>What a publisher sends, and how it misbehaves.</summary>
/// <param name="Declared">The length that it declares; null: the right one.</param>
/// <param name="Sent">How many bytes of the body it sends before it closes; null: all.</param>
internal sealed record Publication(int Status, byte[] Body, int? Declared = null, int? Sent = null, params (string Name, string Value)[] Headers)
{
    /// <summary>Decides by the question.</summary>
    public Func<Recorded, Publication>? By { get; init; }

    /// <summary>Answers 304 to whoever knows it already.</summary>
    public bool KnowsRepeats { get; init; }

    public bool IsChunked { get; init; }

    public static Publication Data(string text, params (string Name, string Value)[] headers) => new(200, Encoding.UTF8.GetBytes(text), null, null, headers);

    public static Publication ByQuestion(Func<Recorded, Publication> by) => new(200, []) { By = by };

    public static Publication Says(int status, params (string Name, string Value)[] headers) => new(status, Encoding.UTF8.GetBytes($"status {status}"), null, null, headers);

    public Publication Packed()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(Body);
        return this with { Body = packed.ToArray() };
    }

    public async Task Write(Recorded request, NetworkStream stream, CancellationToken cancel)
    {
        if (KnowsRepeats && Headers.Any(header => header.Name == "ETag" && request.Headers.GetValueOrDefault("If-None-Match") == header.Value))
        {
            await new Publication(304, [], null, null, Headers).Write(request, stream, cancel);
            return;
        }
        var head = new StringBuilder($"HTTP/1.1 {Status} X\r\n");
        if (IsChunked) head.Append("Transfer-Encoding: chunked\r\n");
        else if (Status is not (204 or 304)) head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Declared ?? Body.Length}\r\n");
        foreach (var (name, value) in Headers) head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        await stream.WriteAsync(Encoding.UTF8.GetBytes(head.Append("Connection: close\r\n\r\n").ToString()), cancel);
        var sent = Body.AsMemory(0, Sent ?? Body.Length);
        if (!IsChunked)
        {
            await stream.WriteAsync(sent, cancel);
            return;
        }
        await stream.WriteAsync(Encoding.ASCII.GetBytes(sent.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"), cancel);
        await stream.WriteAsync(sent, cancel);
        // A chunked answer that breaks off lacks its last chunk.
        if (Sent is null) await stream.WriteAsync("\r\n0\r\n\r\n"u8.ToArray(), cancel);
    }
}
