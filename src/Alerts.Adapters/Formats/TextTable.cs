using System.Text;
using Alerts.Core.Datasets;

namespace Alerts.Adapters.Formats;

/// <summary>Reads a text file with a row on each line.</summary>
internal static class TextTable
{
    /// <param name="encoding">Name of the encoding; a byte order mark wins.</param>
    public static FileReading Read(FileToRead file, string encoding, char delimiter, Func<ITableRows, FileReading> read)
    {
        if (TextFile.EncodingOf(file.File, file.Bytes, encoding, out var known, out var encoded) is { } unknown) return unknown;
        if (known.CodePage == Gb18030Stream.CodePage) return Decoding(file, encoded, known, delimiter, read);
        if (TextFile.AsUtf8(file.File, encoded, known, out var text) is { } rejection) return rejection;
        using var rows = new CsvRows(text, delimiter);
        return LastLine.Looked(read(rows), file.File, text.Span);
    }

    private static FileReading Decoding(FileToRead file, ReadOnlyMemory<byte> text, Encoding known, char delimiter, Func<ITableRows, FileReading> read)
    {
        using var utf8 = new Gb18030Stream(text);
        using var rows = new CsvRows(utf8, delimiter);
        var reading = read(rows);
        utf8.ReadToEnd();
        // From which byte on it cannot be decoded is looked for only then.
        if (utf8.IsInvalid && TextFile.AsUtf8(file.File, text, known, out _) is { } rejection) return rejection;
        // Ends of lines and quotes are the same bytes in both, and never parts of a letter.
        return LastLine.Looked(reading, file.File, text.Span);
    }
}
