namespace Alerts.Adapters.Formats;

/// <summary>A text as a stream of UTF-8, checked strictly while it is read, so that of a long one little is held at a time. Where its bytes are no text of its encoding it ends, and says so.</summary>
internal abstract class TextStream : Stream
{
    /// <summary>A letter takes no more bytes than this; into fewer nothing is read.</summary>
    protected const int LongestLetter = 4;

    /// <summary>Some of the bytes are no text: what was read so far is not to be trusted.</summary>
    public bool IsInvalid { get; protected set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public abstract override int Read(Span<byte> buffer);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Reads on to the end, so that it is known whether all of it is text.</summary>
    public void ReadToEnd()
    {
        var buffer = new byte[1 << 16];
        while (Read(buffer) > 0)
        {
            // Nothing is kept.
        }
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
