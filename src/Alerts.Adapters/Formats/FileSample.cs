using Alerts.Core.Datasets;
using Alerts.Core.Datasets.PinkSheet;
using Alerts.Core.Datasets.Recognition;

namespace Alerts.Adapters.Formats;

/// <summary>A file that nobody has described yet, in every way in which a format may look at it.</summary>
/// <param name="Tables">As a text with each delimiter, or each sheet of a workbook; empty for JSON.</param>
internal sealed record FileSample(ReadOnlyMemory<byte> Bytes, IReadOnlyList<TableSample> Tables)
{
    /// <summary>A text with commas; null where it is none.</summary>
    public TableSample? Csv => Tables.FirstOrDefault(table => table is { Format: "csv", Delimiter: ',' });

    public bool IsJson => IsJsonText(Bytes.Span);

    /// <summary>By name. The first sheet has none, and is known by its title.</summary>
    public TableSample? Sheet(string name) => Tables.FirstOrDefault(table => table.Format == "xlsx" && table.Sheet == name)
        ?? Tables.FirstOrDefault(table => table is { Format: "xlsx", Sheet: null, Rows.Count: > 0 } && table.Rows[0][0].Text.StartsWith(PinkSheetRecognition.Title, StringComparison.Ordinal));

    /// <summary>Records of JSON; null where there are none of this kind.</summary>
    public JsonTable? Json(string? path, bool areArrays) =>
        IsJson && TextFile.AsUtf8("", Bytes, "utf-8", out var text) is null && JsonTable.Open("", text, path, areArrays, out var table) is null ? table : null;

    public static bool IsJsonText(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) bytes = bytes[3..];
        return bytes.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];
    }
}
