using Alerts.Core.Datasets;

namespace Alerts.Adapters.Formats;

/// <summary>Exports of the query page of China customs: GB18030, commas, quoted fields.</summary>
internal sealed class GaccFormat : IFormat
{
    private const string Encoding = "gb18030";

    public string Name => "gacc";

    public FileReading Read(Dataset dataset, string file, ReadOnlyMemory<byte> bytes, DateTimeOffset published)
    {
        if (TextFile.AsUtf8(file, bytes, Encoding, out var text) is { } rejection) return rejection;
        using var rows = new CsvRows(text, ',');
        return CustomsReading.Read(dataset, file, rows, published);
    }
}
