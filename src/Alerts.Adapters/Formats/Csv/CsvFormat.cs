using Alerts.Core.Datasets;

namespace Alerts.Adapters.Formats.Csv;

/// <summary>Text with a row on each line and a delimiter between fields, by the layout of its dataset.</summary>
internal sealed class CsvFormat : IFormat
{
    public FormatFacts Facts { get; } = new("csv", "a text with a row on each line, laid out as the dataset says", null, "csv");

    public FormatKeys Keys { get; } = new("long: the code in the series column; wide: the header of its column", [.. FormatKeys.Table, "encoding", "delimiter", "header-row", "first-row"]);

    public FileReading Read(FileToRead file) =>
        TextTable.Read(file, file.Layout.Encoding, file.Layout.Delimiter, rows => TableReading.Read(file.Dataset, file.File, rows, file.Layout.Delimiter, file.Published, file.Explains));
}
