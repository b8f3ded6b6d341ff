using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Comtrade;
using Alerts.Core.Datasets.Recognition;

namespace Alerts.Adapters.Formats.Comtrade;

/// <summary>Answers of the UN Comtrade API.</summary>
internal sealed class ComtradeFormat : IFormat
{
    private const string Records = "data";

    public FormatFacts Facts { get; } = new("comtrade", "an answer of the API: trade by month or year, partner and code of up to six digits", "United Nations", "json");

    public FormatKeys Keys => ComtradeTerms.Keys;

    public FileReading Read(FileToRead file)
    {
        if (TextFile.AsUtf8(file.File, file.Bytes, "utf-8", out var text) is { } rejection) return rejection;
        if (JsonTable.Open(file.File, text, Records, areArrays: false, out var table) is { } refused) return refused;
        var envelope = new ComtradeEnvelope(table!.Around.GetValueOrDefault("error"), table.Around.GetValueOrDefault("count"), table.Count);
        return envelope.Fault(file.File) ?? ComtradeReading.Read(file.Dataset, file.File, table, delimiter: null, file.Published, file.Explains);
    }

    public Recognised? Recognise(FileSample sample) => sample.Json(Records, areArrays: false) is { } table ? ComtradeRecognition.Of(Facts.Name, table) : null;
}
