using Alerts.Core.Datasets.Quality;

namespace Alerts.Core.Datasets;

/// <summary>Codes told in another edition of their classification than in the file before: they may mean something else now (FORMATS §2).</summary>
public static class ChangedEditions
{
    public const string Reason = "classification-changed";

    /// <param name="reading">Of the newer file.</param>
    /// <param name="column">Header of the column that names the edition.</param>
    /// <param name="before">The newest edition of each code of a partner in the file before.</param>
    /// <returns>The reading, with a warning for each series of the dataset that counts such a code, and its new periods in doubt.</returns>
    public static FileReading Told(FileReading reading, string file, Dataset dataset, string column, IReadOnlyDictionary<(string Partner, string Code), string> before)
    {
        var changed = reading.Editions.Where(one => before.TryGetValue(one.Key, out var earlier) && earlier != one.Value).OrderBy(one => one.Key).ToList();
        if (changed.Count == 0) return reading;
        foreach (var series in dataset.Series)
        {
            if (series.Basket is not { } basket) continue;
            var codes = new HsSet(basket.Hs);
            if (changed.Find(one => one.Key.Partner == basket.Partner && codes.Overlaps(HsSpan.Under(one.Key.Code))) is not { Value: { } now } found) continue;
            var what = $"code {found.Key.Code} of partner {basket.Partner}, in {series.Definition.Id}, was told in the edition {ReadingMessage.Shown(before[found.Key])} before";
            var warning = new ReadingWarning(Reason, null, column, ReadingMessage.Of(file, null, column, what, now, "look whether the code still means the same before comparing periods"));
            reading = reading.Doubting(series.Definition.Id, warning, new(Reason, $"{what}, and is in {ReadingMessage.Shown(now)} now"));
        }
        return reading;
    }
}
