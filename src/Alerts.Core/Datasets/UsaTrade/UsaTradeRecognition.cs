using Alerts.Core.Datasets.Recognition;

namespace Alerts.Core.Datasets.UsaTrade;

/// <summary>Tells an export of USA Trade Online by the title above its header.</summary>
public static class UsaTradeRecognition
{
    private const int MostAbove = 20;

    /// <returns>Null where no title stands above a header with <c>Commodity</c>, <c>Country</c> and <c>Time</c>.</returns>
    public static Recognised? Of(TableSample sample)
    {
        var at = sample.Rows.Take(MostAbove).ToList().FindIndex(row => Has(row, "Commodity") && Has(row, UsaTradeReading.Time));
        if (at < 1) return null;
        var names = sample.Rows[at].Cells.Select(cell => cell.Text.Trim()).ToList();
        var time = names.IndexOf(UsaTradeReading.Time);
        var values = names.Skip(time + 1).Where(name => name.Length > 0).ToList();
        if (values.Count != 1) return new NotRecognised("it is an export of USA Trade Online with more than one measure", "export it with one measure");
        var unit = values[0].EndsWith("($US)", StringComparison.Ordinal) ? "USD" : values[0].EndsWith("(kg)", StringComparison.OrdinalIgnoreCase) ? "t" : null;
        var keys = sample.Rows.Skip(at + 1).Where(row => !row.IsBlank).Select(row => string.Join(UsaTradeReading.Between, Enumerable.Range(0, time).Select(part => row[part].Text.Trim(' ')))).Distinct().ToList();
        List<string> leftOut = keys.Count > RecognisedFormat.MostSeries ? [$"{keys.Count - RecognisedFormat.MostSeries} more series: a dataset was written for the first {RecognisedFormat.MostSeries}"] : [];
        return new RecognisedFormat("usa-trade", "US Census Bureau", [], [.. keys.Take(RecognisedFormat.MostSeries).Select(key => new FoundKeyedSeries(key, key, unit))], leftOut);
    }

    private static bool Has(SampleRow row, string name) => row.Cells.Any(cell => cell.Text.Trim() == name);
}
