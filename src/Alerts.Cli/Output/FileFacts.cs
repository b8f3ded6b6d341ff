using Alerts.Core.UseCases;

namespace Alerts.Cli.Output;

/// <summary>What a file came to, in the words of the documents (CONTRACT §3).</summary>
internal static class FileFacts
{
    /// <returns>Null where no dataset reads it.</returns>
    public static string? Dataset(Ingested file) => file switch
    {
        FileRead read => read.Dataset.Id,
        FileSkipped skipped => skipped.Earlier.Dataset,
        _ => null,
    };

    public static string Outcome(Ingested file) => file switch
    {
        FileRead read => read.Reading.Outcome.ToString().ToLowerInvariant(),
        FileSkipped => "skipped",
        _ => "unmatched",
    };
}
