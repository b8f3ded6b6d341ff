using System.Buffers;

namespace Alerts.Cli.Output.InOrder;

/// <summary>Bytes written one after the other. The library's is compiled when the program runs.</summary>
internal sealed class GrowingBytes : IBufferWriter<byte>
{
    private byte[] _bytes = new byte[64 * 1024];

    public int WrittenCount { get; private set; }

    public ReadOnlySpan<byte> Written(int from, int length) => new(_bytes, from, length);

    public void Advance(int count) => WrittenCount += count;

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return new(_bytes, WrittenCount, _bytes.Length - WrittenCount);
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return new(_bytes, WrittenCount, _bytes.Length - WrittenCount);
    }

    public void Clear() => WrittenCount = 0;

    private void Ensure(int more)
    {
        if (_bytes.Length - WrittenCount >= Math.Max(more, 1)) return;
        var bytes = new byte[Math.Max(2 * _bytes.Length, WrittenCount + more)];
        Buffer.BlockCopy(_bytes, 0, bytes, 0, WrittenCount);
        _bytes = bytes;
    }
}
