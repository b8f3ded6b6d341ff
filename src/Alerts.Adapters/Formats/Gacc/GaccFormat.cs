using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Gacc;
using Alerts.Core.Datasets.Recognition;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Formats.Gacc;

/// <summary>Exports of the query page of China customs: GB18030, commas, quoted fields.</summary>
internal sealed class GaccFormat : IFormat
{
    private const string Encoding = "gb18030";

    public FormatFacts Facts { get; } = new("gacc", "an export of the query page: quantities and values by month, partner and code", "General Administration of Customs of China", "csv");

    public FormatKeys Keys { get; } = new("the id of the series itself, with partner and hs", ["flow", "measure", "covers", "period"])
    {
        Frequency = Frequency.Monthly,
        Trade = new([new("first-quantity", CustomsMeasure.FirstQuantity), new("value", CustomsMeasure.Value)], Partner, "a customs country code: a number of three digits, such as 106 for Myanmar", 10, Currency: null),
    };

    public FileReading Read(FileToRead file)
    {
        var reading = TextTable.Read(file, Encoding, ',', rows => GaccReading.Read(file.Dataset, file.File, rows, file.Published, file.Explains));
        return reading.Reason == TextFile.EncodingInvalid && IsHeaderUndecodable(file.File, file.Bytes) ? NotRecognised(file.File) : reading;
    }

    public Recognised? Recognise(FileSample sample)
    {
        var customs = sample.Tables.Select(GaccRecognition.Of).FirstOrDefault(found => found is not null);
        if (customs is null) return null;
        // The reader of customs exports takes what the site writes, and a byte order mark.
        return sample.Tables[0].Format == "csv" ? customs : new NotRecognised("it is an export of China customs that a spreadsheet has saved", "export it again and keep the .csv as it came");
    }

    private static string? Partner(string text) => TradeTerms.Number(text, 3) is { } number && number != "0" ? number : null;

    // A program that re-saved the file has spoilt its header first of all; a bad byte further down is another matter.
    private static bool IsHeaderUndecodable(string file, ReadOnlyMemory<byte> bytes)
    {
        var end = bytes.Span.IndexOf((byte)'\n');
        return end > 0 && TextFile.AsUtf8(file, bytes[..end], Encoding, out _)?.Reason == TextFile.EncodingInvalid;
    }

    private static FileReading NotRecognised(string file) => Rejection.Of(
        "header-not-recognised", file, 1, null, "header is not recognised: its bytes are not GB18030", "file refused, export it again and keep it out of other programs");
}
