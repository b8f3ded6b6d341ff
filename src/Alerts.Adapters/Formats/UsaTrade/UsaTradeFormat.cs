using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Recognition;
using Alerts.Core.Datasets.UsaTrade;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Formats.UsaTrade;

/// <summary>Exports of USA Trade Online: a title of some lines, then a table with one measure.</summary>
internal sealed class UsaTradeFormat : IFormat
{
    public FormatFacts Facts { get; } = new("usa-trade", "an export of USA Trade Online: values by year, year to date or month", "US Census Bureau", "csv");

    public FormatKeys Keys { get; } = new("what stands in front of Time, joined by \" / \": \"All States / 212 Minerals & Ores / China\"", []) { Frequency = Frequency.Monthly };

    public FileReading Read(FileToRead file) => TextTable.Read(file, "utf-8", ',', rows => UsaTradeReading.Read(file.Dataset, file.File, rows, file.Published, file.Explains));

    public Recognised? Recognise(FileSample sample) => sample.Csv is { } table ? UsaTradeRecognition.Of(table) : null;
}
