using Alerts.Core.Datasets;

namespace Alerts.Adapters.Formats;

/// <summary>Text with a row on each line and a delimiter between fields, by the layout of its dataset.</summary>
internal sealed class CsvFormat : IFormat
{
    public string Name => "csv";

    public FileReading Read(Dataset dataset, string file, ReadOnlyMemory<byte> bytes, DateTimeOffset published)
    {
        var layout = dataset.Layout ?? throw new ArgumentException($"{dataset.Id} has no layout", nameof(dataset));
        if (TextFile.AsUtf8(file, bytes, layout.Encoding, out var text) is { } rejection) return rejection;
        using var rows = new CsvRows(text, layout.Delimiter);
        return LastLine.Looked(TableReading.Read(dataset, file, rows, layout.Delimiter, published), file, text.Span);
    }
}
