using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Alerts.Cli.Output;

/// <summary>Lines in UTF-8, most of them JSON documents. They are written some at a time, and wait for that until <see cref="Flush"/>.</summary>
internal sealed class Utf8Lines(Stream stream) : IDisposable
{
    private const int BytesAtOnce = 32 * 1024;

    private readonly ArrayBufferWriter<byte> _waiting = new();
    private Utf8JsonWriter? _json;

    public void Write(string document)
    {
        Encoding.UTF8.GetBytes(document, _waiting);
        EndLine();
    }

    public void Write(ReadOnlySpan<byte> line)
    {
        line.CopyTo(_waiting.GetSpan(line.Length));
        _waiting.Advance(line.Length);
        EndLine();
    }

    public void Write(Action<Utf8JsonWriter> document)
    {
        if (_json is null) _json = new(_waiting, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        else _json.Reset();
        document(_json);
        _json.Flush();
        EndLine();
    }

    public void Flush()
    {
        if (_waiting.WrittenCount == 0) return;
        stream.Write(_waiting.WrittenSpan);
        stream.Flush();
        _waiting.ResetWrittenCount();
    }

    public void Dispose()
    {
        Flush();
        _json?.Dispose();
    }

    private void EndLine()
    {
        _waiting.GetSpan(1)[0] = (byte)'\n';
        _waiting.Advance(1);
        if (_waiting.WrittenCount >= BytesAtOnce) Flush();
    }
}
