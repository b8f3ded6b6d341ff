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
        if (known.CodePage == Gb18030Stream.CodePage) return Read(file, encoded, known, new Gb18030Stream(encoded), delimiter, read);
        if (known is UTF8Encoding) return Read(file, encoded, known, new Utf8Stream(encoded), delimiter, read);
        return TextFile.AsUtf8(file.File, encoded, known, out var text) ?? Read(file, text, Encoding.UTF8, new Utf8Stream(text), delimiter, read);
    }

    private static FileReading Read(FileToRead file, ReadOnlyMemory<byte> text, Encoding known, TextStream utf8, char delimiter, Func<ITableRows, FileReading> read)
    {
        using var rows = new CsvRows(utf8, delimiter);
        var reading = read(rows);
        utf8.ReadToEnd();
        // From which byte on it cannot be decoded is looked for only then.
        if (utf8.IsInvalid && TextFile.AsUtf8(file.File, text, known, out _) is { } rejection) return rejection;
        // Ends of lines and quotes are the same bytes in all of these, and never parts of a letter.
        return LastLine.Looked(reading, file.File, text);
    }
}
