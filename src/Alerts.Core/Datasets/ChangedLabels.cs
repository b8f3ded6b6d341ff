using Alerts.Core.Datasets.Quality;

namespace Alerts.Core.Datasets;

/// <summary>Keys that a publisher calls otherwise than in the file before: the series may be another one now (FORMATS §6).</summary>
public static class ChangedLabels
{
    public const string Reason = "label-changed";

    /// <param name="reading">Of the newer file.</param>
    /// <param name="before">What the file before called each key.</param>
    /// <returns>The reading, with a warning for each series of the dataset whose label differs, and its new periods in doubt where the dataset asks for it.</returns>
    public static FileReading Told(FileReading reading, string file, Dataset dataset, IReadOnlyDictionary<string, string> before)
    {
        foreach (var (series, key) in dataset.Series.Select(series => (series.Definition.Id, series.Key)))
        {
            if (!reading.Labels.TryGetValue(key, out var now) || !before.TryGetValue(key, out var earlier) || now == earlier) continue;
            var what = $"the label of {series} was \"{ReadingMessage.Shown(earlier)}\" before";
            var warning = new ReadingWarning(Reason, null, key, ReadingMessage.Of(file, null, key, what, now, "look whether the code still means the same series"));
            reading = reading.Doubting(series, warning, dataset.Checks.LabelChanged ? new(Reason, $"{what}, and is \"{ReadingMessage.Shown(now)}\" now") : null);
        }
        return reading;
    }
}
