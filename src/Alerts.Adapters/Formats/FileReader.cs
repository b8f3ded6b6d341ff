using Alerts.Core.Datasets;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Formats;

/// <summary>Reads a publisher's file by the format of its dataset.</summary>
public sealed class FileReader : IFileReader
{
    private static readonly IFormat[] All = [new CsvFormat(), new GaccFormat(), new XlsxFormat()];

    /// <summary>Names of the formats that a dataset may have, in order.</summary>
    public static IReadOnlyList<string> Formats { get; } = [.. All.Select(format => format.Name)];

    /// <exception cref="ArgumentException">The dataset has another format, which a check should have reported.</exception>
    public FileReading Read(Dataset dataset, string file, ReadOnlyMemory<byte> bytes, DateTimeOffset published)
    {
        var format = Array.Find(All, format => format.Name == dataset.Format) ?? throw new ArgumentException($"there is no format '{dataset.Format}'", nameof(dataset));
        return ErrorEnvelope.In(bytes) is { } says ? ErrorEnvelope.Refused(file, says) : format.Read(dataset, file, bytes, published);
    }
}

/// <summary>One way in which publishers write files: bytes into rows, for Core to judge.</summary>
internal interface IFormat
{
    /// <summary>As a dataset names it.</summary>
    string Name { get; }

    FileReading Read(Dataset dataset, string file, ReadOnlyMemory<byte> bytes, DateTimeOffset published);
}
