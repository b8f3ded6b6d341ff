using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Recognition;
using Alerts.Core.Datasets.UsCensus;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Formats.UsCensus;

/// <summary>Answers of the US Census international trade API: an array of arrays of strings, names first.</summary>
internal sealed class UsCensusFormat : IFormat
{
    private const int LongestPartner = 8;

    public FormatFacts Facts { get; } = new("us-census", "an answer of the international trade API: imports or exports by month, country and code of up to ten digits", "US Census Bureau", "json");

    public FormatKeys Keys { get; } = new("the id of the series itself, with partner and hs", ["flow", "measure", "covers", "imports"])
    {
        Frequency = Frequency.Monthly,
        Trade = new([new("first-quantity", CustomsMeasure.FirstQuantity), new("value", CustomsMeasure.Value)], Partner, "a Census country code in quotes, such as \"5700\" for China, \"-\" for all countries", 10, "USD"),
    };

    public FileReading Read(FileToRead file)
    {
        if (file.Bytes.Span.Trim(" \t\r\n"u8).IsEmpty) return UsCensusReading.NotPublished(file.File);
        if (TextFile.AsUtf8(file.File, file.Bytes, "utf-8", out var text) is { } rejection) return rejection;
        if (JsonTable.Open(file.File, text, path: null, areArrays: true, out var table) is { } refused) return refused;
        return UsCensusReading.Read(file.Dataset, file.File, table!, file.Published, file.Explains);
    }

    public Recognised? Recognise(FileSample sample) => sample.Json(null, areArrays: true) is { } table ? UsCensusRecognition.Of(table) : null;

    private static string? Partner(string text) => text == "-" || (text.Length is > 0 and <= LongestPartner && text.All(char.IsAsciiLetterOrDigit)) ? text : null;
}
