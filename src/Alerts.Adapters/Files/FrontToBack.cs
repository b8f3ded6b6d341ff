using System.Runtime.InteropServices;

namespace Alerts.Adapters.Files;

/// <summary>One reading of bytes from front to back. Of a file that lies on the disk no more than a megabyte is held at a time.</summary>
internal sealed class FrontToBack(ReadOnlyMemory<byte> bytes)
{
    public const int PartLength = 1 << 20;

    private readonly LentMemory? _lent = MemoryMarshal.TryGetMemoryManager<byte, LentMemory>(bytes, out var lent) ? lent : null;
    private int _handedBack;

    /// <param name="at">All before it has been read.</param>
    public void Reached(int at)
    {
        if (_lent is null || at - _handedBack < PartLength) return;
        _handedBack = at;
        _lent.HandBack();
    }

    /// <returns>Each part in turn; the last one may be shorter.</returns>
    public static IEnumerable<ReadOnlyMemory<byte>> Parts(ReadOnlyMemory<byte> bytes)
    {
        var reading = new FrontToBack(bytes);
        for (var at = 0; at < bytes.Length; at += PartLength)
        {
            yield return bytes.Slice(at, Math.Min(PartLength, bytes.Length - at));
            reading.Reached(at + PartLength);
        }
    }
}
