using Alerts.Core.Datasets;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Output;

/// <summary>What became of a file, for people.</summary>
internal static class FileSentences
{
    private const int RowsShown = 20;

    public static void Write(Screen screen, Ingested file, int rowsShown = RowsShown)
    {
        switch (file)
        {
            case FileRead { Reading.Outcome: ReadingOutcome.Rejected } read:
                screen.Line(new Part("rejected ", Tone.Alarm), read.Reading.Message ?? $"{read.File}: {read.Reading.Reason}");
                break;
            case FileRead read:
                screen.Line($"{read.File}: {Rows(read)} read as {read.Dataset.Id}, published {Sentences.Instant(read.Published)}; {What(read.Values)}");
                break;
            case FileSkipped skipped:
                screen.Line($"{skipped.File}: skipped, the same bytes were read on {Sentences.Instant(skipped.Earlier.ReadAt)} as {skipped.Earlier.File}");
                break;
            case FileUnmatched unmatched:
                screen.Line(new Part("unmatched ", Tone.Alarm), unmatched.Message);
                break;
            default:
                throw new InvalidOperationException($"{file.GetType().Name} has no sentence");
        }
        if (file is not FileRead { Reading: var reading, Settled: var settled }) return;
        Rows(screen, reading, rowsShown);
        foreach (var left in settled.Take(rowsShown)) screen.Line($"  {left.Fate.ToString().ToLowerInvariant()} {left.Id}, which was in quarantine");
    }

    /// <summary>In a line, what somebody should look at.</summary>
    public static string Trouble(Ingested file) => file switch
    {
        FileUnmatched unmatched => unmatched.Message,
        FileRead { Reading: { Outcome: ReadingOutcome.Rejected } reading } => reading.Message ?? $"{file.File}: {reading.Reason}",
        FileRead { Reading.SetAside: var rows } => $"{file.File}: {Sentences.Count(rows.Count, "row")} set aside, first: {rows[0].Message}",
        _ => throw new ArgumentException($"nothing is wrong with {file.File}", nameof(file)),
    };

    private static void Rows(Screen screen, FileReading reading, int shown)
    {
        foreach (var row in reading.SetAside.Take(shown)) screen.Line(new Part(row.IsQuarantined ? "  quarantined " : "  rejected ", Tone.Alarm), row.Message);
        if (reading.SetAside.Count > shown) screen.Line($"  … and {Sentences.Count(reading.SetAside.Count - shown, "more row")} set aside");
        foreach (var warning in reading.Warnings.Take(shown)) screen.Line(new Part("  warning ", Tone.Warning), warning.Message);
        if (reading.Warnings.Count > shown) screen.Line($"  … and {Sentences.Count(reading.Warnings.Count - shown, "more warning")}");
    }

    private static string Rows(FileRead read) => Sentences.Count(read.Reading.Accepted, "row");

    private static string What(NewValues values) => What(values.Added.Count, values.Revised.Count, values.Unchanged, "value");

    /// <summary><c>2 values new, 1 revised, 28 known already</c>, without what is none.</summary>
    /// <param name="added">New and revised.</param>
    public static string What(int added, int revised, int unchanged, string? thing = null)
    {
        var parts = new List<string>();
        if (added > revised) parts.Add($"{(thing is null ? $"{added - revised}" : Sentences.Count(added - revised, thing))} new");
        if (revised > 0) parts.Add($"{revised} revised");
        if (unchanged > 0) parts.Add($"{unchanged} known already");
        return parts.Count == 0 ? "no values" : string.Join(", ", parts);
    }
}
