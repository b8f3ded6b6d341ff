using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Recognition;

namespace Alerts.Adapters.Formats;

/// <summary>Looks at a file that nobody has described yet.</summary>
public static class FileRecognition
{
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="latest">No day of the file can lie after it.</param>
    public static Recognised Of(string file, ReadOnlyMemory<byte> bytes, DateOnly latest)
    {
        if (FileSample.IsJsonText(bytes.Span)) return OfJson(file, bytes, latest);
        var (samples, rejection) = Samples.Of(file, bytes);
        if (rejection is { Message: { } message }) return NotRead(file, message);
        if (ByFormat(new(bytes, samples)) is { } found) return found;
        if (samples.Select(sample => sample.Rows.Count(row => !row.IsBlank)).Max() < 2) return new NotRecognised("there is a header, and no row below it", "give it rows with values");
        return TableRecognition.Best(samples, latest).Found;
    }

    private static Recognised OfJson(string file, ReadOnlyMemory<byte> bytes, DateOnly latest)
    {
        if (ByFormat(new(bytes, [])) is { } found) return found;
        if (TextFile.AsUtf8(file, bytes, "utf-8", out var text) is { Message: { } unread }) return NotRead(file, unread);
        if (JsonSample.Of(file, text, out var sample, out var path) is { Message: { } message }) return NotRead(file, message);
        if (sample is null) return new NotRecognised("it holds no list of records", "look for the part of the service that gives one");
        return TableRecognition.Of(sample, latest) is RecognisedTable table ? table with { Layout = table.Layout with { Records = path } } : TableRecognition.Of(sample, latest);
    }

    private static Recognised? ByFormat(FileSample sample) => AllFormats.List.Select(format => format.Recognise(sample)).FirstOrDefault(found => found is not null);

    private static NotRecognised NotRead(string file, string message)
    {
        var what = message[(ReadingMessage.Shown(file).Length + 2)..];
        var cut = what.LastIndexOf(" - ", StringComparison.Ordinal);
        return new(what[..cut], what[(cut + 3)..].Replace("file refused, ", "", StringComparison.Ordinal));
    }
}
