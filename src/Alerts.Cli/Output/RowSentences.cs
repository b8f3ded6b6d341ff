using Alerts.Core.Datasets;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Output;

/// <summary>What each row of a file became, for people and as documents.</summary>
internal static class RowSentences
{
    private const int LinesShown = 10;

    public static void Write(Screen screen, string file, IReadOnlyList<ExplainedRow> rows)
    {
        foreach (var row in rows)
        {
            screen.Document(() => Document(file, row));
            screen.Line(Sentence(row));
        }
    }

    /// <summary><c>line 12: cn.imports.mm 2025-02 311 t: new</c>.</summary>
    public static string Sentence(ExplainedRow row)
    {
        if (row.Outcome is RowOutcome.Rejected or RowOutcome.Quarantined or RowOutcome.Repeated) return $"  {Word(row.Outcome)}: {row.Why}";
        var parts = new[]
        {
            row.Key is null ? null : ReadingMessage.Shown(row.Key),
            row.Outcome == RowOutcome.Summed ? null : row.Series,
            row.Period?.ToString(),
            row is { Value: { } value, Unit: { } unit } ? Printed.Value(value, unit) : row.Found is { Length: > 0 } found ? ReadingMessage.Shown(found) : null,
        };
        var what = row.Outcome == RowOutcome.Summed ? $"summed into {row.Series}" : Word(row.Outcome);
        return $"  {Lines(row)}: {string.Join(" ", parts.OfType<string>())}: {what}{(row.Why is null ? "" : $", {row.Why}")}";
    }

    private static string Lines(ExplainedRow row) => row.Lines.Count switch
    {
        0 => "no line",
        1 => $"line {row.Lines[0]}",
        _ => $"lines {string.Join(", ", row.Lines.Take(LinesShown))}{(row.Lines.Count > LinesShown ? $" and {row.Lines.Count - LinesShown} more" : "")}",
    };

    private static string Word(RowOutcome outcome) => outcome switch
    {
        RowOutcome.New => "new",
        RowOutcome.Revised => "revised",
        RowOutcome.Unchanged => "unchanged",
        RowOutcome.Summed => "summed",
        RowOutcome.Repeated => "repeated",
        RowOutcome.Ignored => "ignored",
        RowOutcome.NoValue => "no-value",
        RowOutcome.Quarantined => "quarantined",
        _ => "rejected",
    };

    private static string Document(string file, ExplainedRow row) => JsonText.Object(json =>
    {
        json.WriteString("type", "row");
        json.WriteString("file", file);
        if (row.Lines.Count == 1) json.WriteNumber("line", row.Lines[0]);
        if (row.Lines.Count != 1)
        {
            json.WriteStartArray("lines");
            foreach (var line in row.Lines) json.WriteNumberValue(line);
            json.WriteEndArray();
        }
        json.Text("column", row.Column);
        json.Text("key", row.Key);
        json.Text("series", row.Series);
        json.Text("period", row.Period?.ToString());
        if (row.Value is { } value) json.WriteNumber("value", value);
        json.Text("unit", row.Unit?.Text);
        json.Text("found", row.Found);
        json.WriteString("outcome", Word(row.Outcome));
        json.Text("reason", row.Reason);
        json.Text("why", row.Why);
    });
}
