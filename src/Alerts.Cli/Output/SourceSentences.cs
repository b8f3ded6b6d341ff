using Alerts.Cli.Embedded;
using Alerts.Core.Observations;

namespace Alerts.Cli.Output;

/// <summary>Where a value stands, for people.</summary>
internal static class SourceSentences
{
    /// <summary><c>2025-03-24-smm.csv, line 273</c>; of a derived value, its parts.</summary>
    public static string Of(Observation observation, Cells cells) => observation.Parts.Count > 0
        ? string.Join(" and ", observation.Parts.Select(part => $"{part.Series} {part.Period} = {Printed.Value(part.Value, part.Unit)} ({Of(part, cells)})"))
        : $"{observation.Publication.File}, {Rows(observation, cells)}";

    public static string Rows(Observation observation, Cells cells) => cells.Of(observation) is { Count: > 0 } named
        ? $"{(named.Count == 1 ? "cell" : "cells")} {string.Join(", ", named)}"
        : Lines(observation);

    private static string Lines(Observation observation) => observation.Rows.Count switch
    {
        0 => "no row: zero by coverage",
        1 => $"line {observation.Rows[0]}",
        _ => $"lines {string.Join(", ", observation.Rows)}",
    };
}
