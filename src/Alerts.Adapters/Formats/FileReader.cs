using Alerts.Core.Datasets;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Formats;

/// <summary>Reads a publisher's file by the format of its dataset.</summary>
public sealed class FileReader : IFileReader
{
    /// <summary>Names of the formats that a dataset may have, in order.</summary>
    public static IReadOnlyList<string> Formats { get; } = [.. AllFormats.List.Select(format => format.Facts.Name)];

    /// <summary>Each format with the keys of its datasets, in the same order.</summary>
    public static IReadOnlyList<(FormatFacts Facts, FormatKeys Keys)> Described { get; } = [.. AllFormats.List.Select(format => (format.Facts, format.Keys))];

    /// <exception cref="ArgumentException">The dataset has another format, which a check should have reported.</exception>
    public FileReading Read(Dataset dataset, string file, ReadOnlyMemory<byte> bytes, DateTimeOffset published) => Read(new(dataset, file, bytes, published, Explains: false));

    /// <summary>The same, with a note of each row that gave neither a value of its own nor a fault.</summary>
    /// <exception cref="ArgumentException">The dataset has another format, which a check should have reported.</exception>
    public static FileReading Explain(Dataset dataset, string file, ReadOnlyMemory<byte> bytes, DateTimeOffset published) => Read(new(dataset, file, bytes, published, Explains: true));

    /// <summary>Whether it is worth asking a dataset's files for the day of their publication.</summary>
    public static bool TellsItsDay(Dataset dataset) => AllFormats.Find(dataset.Format)?.TellsItsDay == true;

    public DateOnly? PublicationDay(Dataset dataset, ReadOnlyMemory<byte> bytes) => AllFormats.Find(dataset.Format)?.PublicationDay(bytes);

    private static FileReading Read(FileToRead file)
    {
        if (file.Dataset.Format == PostedFormat.FormatName) return PostedFormat.Read(file);
        var format = Of(file.Dataset);
        return ErrorEnvelope.In(file.Bytes) is { } says ? ErrorEnvelope.Refused(file.File, says) : format.Read(file);
    }

    private static IFormat Of(Dataset dataset) => AllFormats.Find(dataset.Format) ?? throw new ArgumentException($"there is no format '{dataset.Format}'", nameof(dataset));
}
