using System.Buffers.Binary;
using System.IO.Compression;
using Alerts.Adapters.Formats;

namespace Alerts.Adapters.Sources;

/// <summary>A body that was packed with gzip on its way. Some servers pack without saying so, and some say so without packing: the bytes tell.</summary>
internal static class Unpacking
{
    private const int Trailer = 8;

    public static bool IsPacked(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08]);

    /// <returns>Null where it is damaged or cut off.</returns>
    /// <exception cref="AnswerTooLargeException">It unpacks to more than so many bytes.</exception>
    public static byte[]? Unpacked(byte[] packed, long most)
    {
        if (packed.Length < Trailer) return null;
        using var unpacked = new MemoryStream();
        var checksum = new Crc32();
        try
        {
            using var gzip = new GZipStream(new MemoryStream(packed, writable: false), CompressionMode.Decompress);
            var part = new byte[64 * 1024];
            for (int read; (read = gzip.Read(part)) > 0;)
            {
                if (unpacked.Length + read > most) throw new AnswerTooLargeException();
                unpacked.Write(part, 0, read);
                checksum.Add(part.AsSpan(0, read));
            }
        }
        catch (InvalidDataException)
        {
            return null;
        }
        // The library takes a stream that is cut off for one that has ended: RFC 1952 §2.3.1 puts checksum and length behind it.
        var trailer = packed.AsSpan(packed.Length - Trailer);
        var isWhole = BinaryPrimitives.ReadUInt32LittleEndian(trailer) == checksum.Value && BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) == unchecked((uint)unpacked.Length);
        return isWhole ? unpacked.ToArray() : null;
    }
}

/// <summary>An answer with more bytes than one may have.</summary>
internal sealed class AnswerTooLargeException : Exception;
