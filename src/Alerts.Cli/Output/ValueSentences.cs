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
        var added = SeriesValues.Of(read.Values.Added).ToDictionary(series => series.Series, series => series.Count, StringComparer.Ordinal);
        var revised = read.Values.Revised.ToLookup(value => value.Value.Series, StringComparer.Ordinal);
        foreach (var series in SeriesValues.Of(read.Reading.Values))
        {
            screen.Line(Series(series, added.GetValueOrDefault(series.Series), revised[series.Series].Count()));
            foreach (var value in revised[series.Series]) screen.Line(Revision(value));
        }
        if (read.Reading.Ignored > 0) screen.Line($"  {Sentences.Count(read.Reading.Ignored, "row")} of other series ignored");
    }

    private static string Series(SeriesValues values, int added, int revised)
    {
        var span = values.Count == 1 ? $"{values.First}" : $"{values.First} to {values.Last}";
        return $"  {values.Series}: {span}, {FileSentences.What(added, revised, values.Count - added)}";
    }

    private static string Revision(RevisedValue revised)
    {
        var (value, before) = revised;
        var rows = value.Rows.Count switch { 0 => "no row", 1 => $"line {value.Rows[0]}", _ => $"lines {string.Join(", ", value.Rows)}" };
        return $"    {value.Period}: {Printed.Value(value.Value, value.Unit)}, before {Printed.Value(before.Value, before.Unit)} ({rows})";
    }
}
