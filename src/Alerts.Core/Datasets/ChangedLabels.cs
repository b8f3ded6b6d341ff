namespace Alerts.Core.Datasets;

/// <summary>Keys that a publisher calls otherwise than in the file before: the series may be another one now.</summary>
public static class ChangedLabels
{
    public const string Reason = "label-changed";

    /// <param name="reading">Of the newer file.</param>
    /// <param name="before">What the file before called each key.</param>
    /// <returns>The reading, with a warning for each series of the dataset whose label differs.</returns>
    public static FileReading Told(FileReading reading, string file, Dataset dataset, IReadOnlyDictionary<string, string> before)
    {
        var warnings = dataset.Series.Select(series => (series.Key, series.Definition.Id))
            .Where(series => reading.Labels.TryGetValue(series.Key, out var now) && before.TryGetValue(series.Key, out var earlier) && now != earlier)
            .Select(series => new ReadingWarning(Reason, null, series.Key, ReadingMessage.Of(
                file, null, series.Key, $"the label of {series.Id} was \"{ReadingMessage.Shown(before[series.Key])}\" before", reading.Labels[series.Key], "look whether the code still means the same series")))
            .ToList();
        return warnings.Count == 0 ? reading : reading with { Warnings = [.. reading.Warnings, .. warnings] };
    }
}
