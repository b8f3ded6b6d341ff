using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Fred;
using Alerts.Core.Datasets.Recognition;

namespace Alerts.Adapters.Formats.Fred;

/// <summary>Downloads of FRED, with today's header or the one before 2024.</summary>
internal sealed class FredFormat : IFormat
{
    public FormatFacts Facts { get; } = new("fred", "a download of one or more series, daily or monthly", "Federal Reserve Bank of St. Louis", "csv");

    public FormatKeys Keys { get; } = new("the header of its column: DCOILWTICO", []);

    public FileReading Read(FileToRead file) => TextTable.Read(file, "utf-8", ',', rows => FredReading.Read(file.Dataset, file.File, rows, file.Published, file.Explains));

    public Recognised? Recognise(FileSample sample) => sample.Csv is { } table ? FredRecognition.Of(table) : null;
}
