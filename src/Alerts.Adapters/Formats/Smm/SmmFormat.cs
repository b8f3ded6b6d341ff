using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Recognition;
using Alerts.Core.Datasets.Smm;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Formats.Smm;

/// <summary>Daily prices of Shanghai Metals Market, in three layouts that the header tells.</summary>
internal sealed class SmmFormat : IFormat
{
    public FormatFacts Facts { get; } = new("smm", "daily prices: a row for each quotation, a column for each code, or 最低价/最高价/平均价 columns", "Shanghai Metals Market", "csv");

    public FormatKeys Keys { get; } = new("the code: SMM-REO-TXO; in the Chinese layout the product: 氧化铽", []) { UsualFrequency = Frequency.BusinessDaily, PricesArePositive = true, HasRange = true, HasLabels = true };

    public FileReading Read(FileToRead file) => TextTable.Read(file, "utf-8", ',', rows => SmmReading.Read(file.Dataset, file.File, rows, file.Published, file.Explains));

    public Recognised? Recognise(FileSample sample) => sample.Csv is { } table ? SmmRecognition.Of(table) : null;
}
