using Alerts.Core.Datasets.Recognition;

namespace Alerts.Core.Datasets.Investing;

/// <summary>Tells an export of Investing.com by its columns.</summary>
public static class InvestingRecognition
{
    /// <returns>Null where the first row has not its columns.</returns>
    public static Recognised? Of(TableSample sample)
    {
        if (sample.Rows.Count < 2) return null;
        var names = sample.Rows[0].Cells.Select(cell => cell.Text.Trim()).ToList();
        if (names.Count == 0 || names[0] != InvestingReading.Day || !InvestingReading.Columns.Take(4).All(names.Contains) || !names.Contains(InvestingReading.Change)) return null;
        return new RecognisedFormat("investing", "Investing.com", [FrequencyKey.Of(sample.Rows.Skip(1), 0, InvestingRows.DateFormat)], [new("Price", "Price", null)], ["Open, High, Low, Vol.: they can be series too", "Change %: it is computed, never kept"]);
    }
}
