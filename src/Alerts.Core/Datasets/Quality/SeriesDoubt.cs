namespace Alerts.Core.Datasets.Quality;

/// <summary>Why every new period of a series waits: its file says something else of the series than the file before.</summary>
/// <param name="Reason">Keyword of the check.</param>
/// <param name="What">Is the matter, for people.</param>
public sealed record SeriesDoubt(string Reason, string What);
