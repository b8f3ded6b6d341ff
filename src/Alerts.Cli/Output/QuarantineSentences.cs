using Alerts.Core.Datasets.Quality;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Output;

/// <summary>A row in quarantine, for people.</summary>
internal static class QuarantineSentences
{
    public static void Write(Screen screen, QuarantinedRow row, Workspace workspace)
    {
        var tone = row.IsWaiting ? Tone.Warning : row.Settled!.Fate is Fate.Accepted or Fate.Confirmed ? Tone.Good : Tone.Quiet;
        var what = row.Row.Value is { } value ? $"{value.Series}, {value.Period}: {Printed.Value(value.Value, value.Unit)}" : $"a part of sums, line {row.Row.Line}";
        screen.Line(new Part($"{row.State,-9} ", tone), $"{row.Id}  {what} ({row.Row.Reason})");
        screen.Line(new Part($"          {row.Row.Message}", Tone.Quiet));
        if (row.Settled is { } settled) screen.Line(new Part($"          {row.State} on {Sentences.Instant(workspace.Local(row.By!.Published))}{(settled.Who is null ? $" by {row.By.File}" : $" by {settled.Who}")}{(settled.Why is null ? "" : $": {settled.Why}")}", Tone.Quiet));
    }
}
