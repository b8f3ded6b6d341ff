using System.Text.Unicode;
using Alerts.Adapters.Formats.Comtrade;
using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Comtrade;
using Alerts.Core.Datasets.Recognition;

namespace Alerts.Adapters.Formats.ComtradeBulk;

/// <summary>Downloads of UN Comtrade: UTF-8, else Windows-1252; data lines may end in a comma that the header has not.</summary>
internal sealed class ComtradeBulkFormat : IFormat
{
    private const string Western = "windows-1252";

    public FormatFacts Facts { get; } = new("comtrade-bulk", "a download: the records of the API as a text", "United Nations", "csv");

    public FormatKeys Keys => ComtradeTerms.Keys;

    public FileReading Read(FileToRead file)
    {
        var isUtf8 = Utf8.IsValid(file.Bytes.Span);
        var reading = TextTable.Read(file, isUtf8 ? "utf-8" : Western, ',', rows => ComtradeReading.Read(file.Dataset, file.File, rows, ',', file.Published, file.Explains));
        if (isUtf8 || reading.Outcome == ReadingOutcome.Rejected) return reading;
        var message = ReadingMessage.Of(file.File, null, null, "the file is not UTF-8 and was read as Windows-1252", null, "nothing to do, unless its names look wrong");
        return reading with { Warnings = [new("encoding-windows-1252", null, null, message), .. reading.Warnings] };
    }

    public Recognised? Recognise(FileSample sample) => sample.Csv is { } table ? ComtradeRecognition.Of(Facts.Name, table) : null;
}
