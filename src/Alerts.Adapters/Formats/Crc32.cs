namespace Alerts.Adapters.Formats;

/// <summary>The checksum of the parts of an archive (ISO 3309, reversed polynomial EDB88320), over any number of buffers.</summary>
internal sealed class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(index => Enumerable.Range(0, 8).Aggregate((uint)index, (value, _) => (value & 1) == 1 ? (value >> 1) ^ Polynomial : value >> 1))];

    private uint _state = uint.MaxValue;

    public uint Value => ~_state;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes) _state = Table[(_state ^ value) & byte.MaxValue] ^ (_state >> 8);
    }
}
