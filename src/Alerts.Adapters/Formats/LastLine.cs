using Alerts.Adapters.Files;
using Alerts.Core.Datasets;

namespace Alerts.Adapters.Formats;

/// <summary>A text file that ends within a line may be whole, or cut off: then its last value is too. Only people can tell.</summary>
internal static class LastLine
{
    /// <returns>The reading, with a warning where the last line has no end and no closed quote.</returns>
    public static FileReading Looked(FileReading reading, string file, ReadOnlyMemory<byte> utf8)
    {
        if (reading.Outcome == ReadingOutcome.Rejected || utf8.Span is [.., (byte)'\n' or (byte)'\r' or (byte)'"']) return reading;
        var (feeds, returns) = (0, 0);
        foreach (var part in FrontToBack.Parts(utf8)) (feeds, returns) = (feeds + part.Span.Count((byte)'\n'), returns + part.Span.Count((byte)'\r'));
        var line = Math.Max(feeds, returns) + 1;
        var message = ReadingMessage.Of(file, line, null, "the last line does not end: the file may have been cut off, and its last value with it", null, "fetch the file again if it should be longer");
        return reading with { Warnings = [.. reading.Warnings, new("line-unfinished", line, null, message)] };
    }
}
