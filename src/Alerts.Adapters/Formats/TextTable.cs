using Alerts.Core.Datasets;

namespace Alerts.Adapters.Formats;

/// <summary>Reads a text file with a row on each line.</summary>
internal static class TextTable
{
    /// <param name="encoding">Name of the encoding; a byte order mark wins.</param>
    public static FileReading Read(FileToRead file, string encoding, char delimiter, Func<ITableRows, FileReading> read)
    {
        if (TextFile.AsUtf8(file.File, file.Bytes, encoding, out var text) is { } rejection) return rejection;
        using var rows = new CsvRows(text, delimiter);
        return LastLine.Looked(read(rows), file.File, text.Span);
    }
}
