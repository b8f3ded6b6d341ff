using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>Which dataset reads a file.</summary>
/// <param name="Dataset">Null when none does, or more than one would.</param>
/// <param name="Message">For people, where there is no dataset; null otherwise.</param>
public sealed record DatasetMatch(Dataset? Dataset, string? Message)
{
    /// <summary>The reason that goes with a file that no dataset, or several, would read.</summary>
    public const string Unmatched = "unmatched";

    public string? Reason => Dataset is null ? Unmatched : null;

    /// <param name="file">The file's name without folders.</param>
    public static DatasetMatch Of(string file, IEnumerable<Dataset> datasets)
    {
        var matches = datasets.Where(dataset => Glob.Matches(dataset.Files, file)).ToList();
        return matches switch
        {
            [var only] => new(only, null),
            [] => new(null, ReadingMessage.Of(file, null, null, "no dataset reads a file of this name", null, "name it as the files of a dataset say, or choose one with --dataset")),
            _ => new(null, ReadingMessage.Of(file, null, null, $"more than one dataset would read it: {string.Join(", ", matches.Select(dataset => dataset.Id))}", null,
                "narrow their files, or choose one with --dataset")),
        };
    }
}
