using Alerts.Core.Datasets;

namespace Alerts.Adapters.Formats;

/// <summary>Exports of the query page of China customs: GB18030, commas, quoted fields.</summary>
internal sealed class GaccFormat : IFormat
{
    private const string Encoding = "gb18030";

    public string Name => "gacc";

    public FileReading Read(Dataset dataset, string file, ReadOnlyMemory<byte> bytes, DateTimeOffset published)
    {
        if (TextFile.AsUtf8(file, bytes, Encoding, out var text) is { } rejection) return IsHeaderUndecodable(file, bytes, rejection) ? NotRecognised(file) : rejection;
        using var rows = new CsvRows(text, ',');
        return LastLine.Looked(CustomsReading.Read(dataset, file, rows, published), file, text.Span);
    }

    // A program that re-saved the file has spoilt its header first of all; a bad byte further down is another matter.
    private static bool IsHeaderUndecodable(string file, ReadOnlyMemory<byte> bytes, FileReading rejection)
    {
        var end = bytes.Span.IndexOf((byte)'\n');
        return rejection.Reason == TextFile.EncodingInvalid && end > 0 && TextFile.AsUtf8(file, bytes[..end], Encoding, out _)?.Reason == TextFile.EncodingInvalid;
    }

    private static FileReading NotRecognised(string file) => Rejection.Of(
        "header-not-recognised", file, 1, null, "header is not recognised: its bytes are not GB18030", "file refused, export it again and keep it out of other programs");
}
