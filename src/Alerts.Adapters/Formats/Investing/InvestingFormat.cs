using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Investing;
using Alerts.Core.Datasets.Recognition;

namespace Alerts.Adapters.Formats.Investing;

/// <summary>Historical data of one instrument, exported from the US site of Investing.com.</summary>
internal sealed class InvestingFormat : IFormat
{
    public FormatFacts Facts { get; } = new("investing", "an export of historical data: one instrument, months before days, newest first", "Investing.com", "csv");

    public FormatKeys Keys { get; } = new($"a column: {string.Join(", ", InvestingReading.Columns)}", []) { SeriesKeys = InvestingReading.Columns };

    public FileReading Read(FileToRead file) => TextTable.Read(file, "utf-8", ',', rows => InvestingReading.Read(file.Dataset, file.File, rows, file.Published, file.Explains));

    public Recognised? Recognise(FileSample sample) => sample.Csv is { } table ? InvestingRecognition.Of(table) : null;
}
