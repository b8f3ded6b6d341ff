using System.IO.Compression;
using Alerts.Core.Datasets;

namespace Alerts.Adapters.Formats;

/// <summary>Whether a packed workbook may be opened: FORMATS §6, before any of its XML is parsed.</summary>
internal static class Archive
{
    /// <returns>Null when it is a whole archive of a sound size without a DTD in any part.</returns>
    public static FileReading? Fault(string file, ReadOnlyMemory<byte> bytes)
    {
        if (!bytes.Span.StartsWith("PK"u8)) return Invalid(file, "it is no archive; a workbook with a password is none either");
        try
        {
            using var archive = new ZipArchive(new MemoryStream(bytes.ToArray(), writable: false));
            return FaultOfNames(file, archive) ?? FaultOfParts(file, archive);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or NotSupportedException or IOException)
        {
            return Damaged(file);
        }
    }

    private static FileReading Damaged(string file) => Invalid(file, "the archive is damaged or cut off");

    public static FileReading Invalid(string file, string why) => Rejection.Of("archive-invalid", file, null, null, $"the file is no workbook: {why}", "file refused, fetch it again");

    public static FileReading TooLarge(string file) => Rejection.Of(
        "archive-too-large", file, null, null, $"the workbook is larger than {TableLimits.ExpandedBytes / 1024 / 1024} MB when unpacked", "file refused, ask the publisher for a smaller one");

    public static FileReading TooManyCells(string file) => Rejection.Of(
        "archive-too-large", file, null, null, "a sheet is far larger than what it holds", "file refused, delete what stands far to the right or far below its table");

    /// <summary>Bytes of all parts when unpacked, of an archive without a fault: a cell takes more than one.</summary>
    public static long Expanded(ReadOnlyMemory<byte> bytes)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes.ToArray(), writable: false));
        return archive.Entries.Sum(entry => entry.Length);
    }

    private static FileReading? FaultOfNames(string file, ZipArchive archive)
    {
        if (archive.Entries.Any(entry => !IsPlainPath(entry.FullName)))
        {
            return Rejection.Of("archive-entry-path", file, null, null, "the archive holds a path that leads out of it", "file refused, ask who made it");
        }
        // What it claims comes first: a bomb that is honest about its size need not be unpacked.
        return archive.Entries.Aggregate(0m, (sum, entry) => sum + entry.Length) > TableLimits.ExpandedBytes ? TooLarge(file) : null;
    }

    private static FileReading? FaultOfParts(string file, ZipArchive archive)
    {
        var left = TableLimits.ExpandedBytes;
        var buffer = new byte[64 * 1024];
        foreach (var entry in archive.Entries)
        {
            using var part = entry.Open();
            var (dtd, checksum) = (new DtdSearch(), new Crc32());
            for (int read; (read = part.Read(buffer)) > 0;)
            {
                left -= read;
                if (left < 0) return TooLarge(file);
                checksum.Add(buffer.AsSpan(0, read));
                if (dtd.IsFoundIn(buffer.AsSpan(0, read))) return Rejection.Of("xml-dtd-forbidden", file, null, null, $"part {ReadingMessage.Shown(entry.FullName)} declares a DTD", "file refused, ask who made it");
            }
            // The library does not look: a flipped bit of a packed part would be another price.
            if (checksum.Value != entry.Crc32) return Damaged(file);
        }
        return null;
    }

    private static bool IsPlainPath(string path) =>
        path.Length > 0
        && path[0] is not ('/' or '\\')
        && !path.Contains(':', StringComparison.Ordinal)
        && !path.Split('/', '\\').Contains("..");

    /// <summary>Looks for the start of a DTD over any number of buffers, in UTF-8 and, by passing over zeros, in UTF-16.</summary>
    private sealed class DtdSearch
    {
        private int _matched;

        private static ReadOnlySpan<byte> Mark => "<!DOCTYPE"u8;

        public bool IsFoundIn(ReadOnlySpan<byte> bytes)
        {
            foreach (var value in bytes)
            {
                if (value == 0) continue;
                if (value == Mark[_matched]) _matched++;
                else _matched = value == Mark[0] ? 1 : 0;
                if (_matched == Mark.Length) return true;
            }
            return false;
        }
    }
}
