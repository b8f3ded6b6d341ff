using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Recognition;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Formats;

/// <summary>Looks at a file that nobody has described yet.</summary>
public static class FileRecognition
{
    // Headings by which formats that have no dataset of their own yet are told from tables that happen to read.
    private static readonly (string Heading, string Name)[] LaterFormats = [("typeCode", "UN Comtrade"), ("I_COMMODITY", "the US Census")];

    /// <param name="file">The file's name, for messages.</param>
    /// <param name="latest">No day of the file can lie after it.</param>
    public static Recognised Of(string file, ReadOnlyMemory<byte> bytes, DateOnly latest)
    {
        var (samples, rejection) = Samples.Of(file, bytes);
        if (rejection is { Message: { } message }) return NotRead(file, message);
        foreach (var (heading, name) in LaterFormats)
        {
            if (samples[0].Rows.Take(1).Any(row => row.Cells.Any(cell => cell.Text.Trim() == heading)))
                return new NotRecognised($"it is an export of {name}, a format that is not available yet", "export a plain table of months, codes and values");
        }
        var customs = samples.Select(CustomsRecognition.Of).FirstOrDefault(found => found is not null);
        if (customs is not null) return Undecodable(samples[0]) ?? (Recognised)customs;
        if (samples.Select(sample => sample.Rows.Count(row => !row.IsBlank)).Max() < 2) return new NotRecognised("there is a header, and no row below it", "give it rows with values");
        return TableRecognition.Best(samples, latest).Found;
    }

    // The reader of customs exports takes what the site writes, and a byte order mark.
    private static NotRecognised? Undecodable(TableSample sample) => sample.Format switch
    {
        "csv" => null,
        _ => new NotRecognised("it is an export of China customs that a spreadsheet has saved", "export it again and keep the .csv as it came"),
    };

    private static NotRecognised NotRead(string file, string message)
    {
        var what = message[(ReadingMessage.Shown(file).Length + 2)..];
        var cut = what.LastIndexOf(" - ", StringComparison.Ordinal);
        return new(what[..cut], what[(cut + 3)..].Replace("file refused, ", "", StringComparison.Ordinal));
    }
}
