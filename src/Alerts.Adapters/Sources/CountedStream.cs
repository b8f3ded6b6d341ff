using System.Globalization;
using System.Text;

namespace Alerts.Adapters.Sources;

/// <summary>
/// The bytes of one connection that carries one answer. The HTTP library stops reading where the declared length ends: only whoever sees the connection can tell
/// that more came, and that the length was wrong.
/// </summary>
internal sealed class CountedStream(Stream inner) : Stream
{
    private const int MostHead = 64 * 1024;
    private static readonly TimeSpan LastLook = TimeSpan.FromMilliseconds(200);

    private readonly List<byte> _head = [];
    private bool _isBody;
    private long _body;
    private long? _declared;

    /// <summary>More bytes came than the answer declared.</summary>
    public bool HasSurplus { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Counted(buffer.AsSpan(offset), inner.Read(buffer, offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        return Counted(buffer.Span, read);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => inner.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => inner.WriteAsync(buffer, offset, count, cancellationToken);

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (_declared is { } length && _body == length) HasSurplus = ComesMore();
            inner.Dispose();
        }
        base.Dispose(disposing);
    }

    private bool ComesMore()
    {
        try
        {
            inner.ReadTimeout = (int)LastLook.TotalMilliseconds;
            return inner.Read(new byte[1], 0, 1) > 0;
        }
        catch (Exception error) when (error is IOException or InvalidOperationException or NotSupportedException)
        {
            // Nothing came in time, or the other side has gone: the answer was whole.
            return false;
        }
    }

    private int Counted(ReadOnlySpan<byte> buffer, int count)
    {
        var bytes = buffer[..count];
        if (!_isBody && _head.Count < MostHead)
        {
            _head.AddRange(bytes);
            var end = "\r\n\r\n"u8;
            var at = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_head).IndexOf(end);
            if (at < 0) return count;
            _isBody = true;
            _declared = Declared(Encoding.ASCII.GetString([.. _head.Take(at)]));
            _body = _head.Count - at - end.Length;
        }
        else
        {
            _body += count;
        }
        if (_declared is { } length && _body > length) HasSurplus = true;
        return count;
    }

    // An interim answer (1xx) is followed by another head: then nothing is known.
    private static long? Declared(string head) => head.Split("\r\n") is [var status, .. var lines] && !status.Contains(" 1", StringComparison.Ordinal)
        ? lines.Select(line => line.Split(':', 2)).Where(pair => pair.Length == 2 && pair[0].Trim().Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            .Select(pair => long.TryParse(pair[1].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : (long?)null).FirstOrDefault()
        : null;
}
