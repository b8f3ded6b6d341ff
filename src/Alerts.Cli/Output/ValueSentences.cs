using Alerts.Core.Datasets;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Output;

/// <summary>What the rows of a file became, series by series, for people.</summary>
internal static class ValueSentences
{
    public static void Write(Screen screen, Ingested file)
    {
        if (screen.IsJson || file is not FileRead read) return;
        var added = read.Values.Added.ToLookup(value => value.Value.Series, StringComparer.Ordinal);
        foreach (var series in read.Reading.Values.GroupBy(value => value.Series, StringComparer.Ordinal))
        {
            screen.Line(Series(series.Key, [.. series], [.. added[series.Key]]));
            foreach (var revised in added[series.Key].Where(value => value.Before is not null)) screen.Line(Revision(revised));
        }
        if (read.Reading.Ignored > 0) screen.Line($"  {Sentences.Count(read.Reading.Ignored, "row")} of other series ignored");
    }

    private static string Series(string id, List<ReadValue> values, List<NewValue> added)
    {
        var periods = values.Select(value => value.Period).Order().ToList();
        var span = periods.Count == 1 ? $"{periods[0]}" : $"{periods[0]} to {periods[^1]}";
        return $"  {id}: {span}, {FileSentences.What(added, values.Count - added.Count)}";
    }

    private static string Revision(NewValue revised)
    {
        var (value, before) = revised;
        var rows = value.Rows.Count switch { 0 => "no row", 1 => $"line {value.Rows[0]}", _ => $"lines {string.Join(", ", value.Rows)}" };
        return $"    {value.Period}: {Printed.Value(value.Value, value.Unit)}, before {Printed.Value(before!.Value, before.Unit)} ({rows})";
    }
}
