using Alerts.Core.Datasets;

namespace Alerts.Adapters.Formats.Json;

/// <summary>Records of a JSON file, by the layout of its dataset.</summary>
internal sealed class JsonFormat : IFormat
{
    public FormatFacts Facts { get; } = new("json", "a list of records in JSON, laid out as the dataset says", null, "json");

    public FormatKeys Keys { get; } = new("long: the code in the series field; wide: the name of its field", [.. FormatKeys.Table, "records"]);

    public FileReading Read(FileToRead file)
    {
        if (TextFile.AsUtf8(file.File, file.Bytes, "utf-8", out var text) is { } rejection) return rejection;
        if (JsonTable.Open(file.File, text, file.Layout.Records, areArrays: false, out var table) is { } refused) return refused;
        return table!.Count == 0
            ? Rejection.Of("no-data-rows", file.File, null, file.Layout.Records, "no records", "file refused, fetch it again later")
            : TableReading.Read(file.Dataset, file.File, table, delimiter: null, file.Published, file.Explains);
    }
}
