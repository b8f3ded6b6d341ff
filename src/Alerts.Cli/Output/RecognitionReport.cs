using Alerts.Adapters.Workspaces;
using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Recognition;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Output;

/// <summary>What <c>alerts init --from</c> made of a file, and what it leaves to a person.</summary>
internal sealed class RecognitionReport(Screen screen, string folder)
{
    private const int ShownAtMost = 5;

    public void Tell(string file, WorkspaceDraft draft, Recognised found, FileReading reading)
    {
        screen.Document(() => Document(file, draft, reading));
        screen.Line("");
        screen.Line(new Part("Read", Tone.Good), $"  {Printed(file)}: {Layout(found)}");
        screen.Line($"      {Sentences.Count(reading.Values.Count, "value")} of {draft.Dataset.Series.Count} series{(found is RecognisedCustoms { HasMonths: false } ? "" : $", from {reading.Values.Min(value => value.Period)} to {reading.Values.Max(value => value.Period)}")}");
        foreach (var row in reading.SetAside.Take(ShownAtMost)) screen.Line(new Part($"set aside  {row.Message}", Tone.Warning));
        if (reading.SetAside.Count > ShownAtMost) screen.Line($"set aside  {reading.SetAside.Count - ShownAtMost} more rows");
        foreach (var what in draft.LeftOut.Take(ShownAtMost)) screen.Line($"left out   {Printed(what)}");
        if (draft.LeftOut.Count > ShownAtMost) screen.Line($"left out   {draft.LeftOut.Count - ShownAtMost} more, see {Path.Combine(folder, draft.Files[0].Path)}");
        foreach (var group in draft.Remarks.GroupBy(remark => (remark.Key, remark.IsToFillIn))) Tell([.. group]);
        screen.Line("");
        var isOpen = draft.Remarks.Any(remark => remark is { IsToFillIn: true, Key: "unit" or "period" });
        screen.Line($"Next: {(isOpen ? "fill in the lines above, without which nothing runs, then" : "look at the lines above, then")}");
        screen.Line($"  alerts check {folder}");
        screen.Line($"  alerts run {folder} --once");
    }

    private void Tell(List<Remark> remarks)
    {
        foreach (var remark in remarks)
            screen.Document(() => JsonText.Object(json =>
            {
                json.WriteString("type", remark.IsToFillIn ? "fill-in" : "unsure");
                json.WriteString("file", remark.File);
                json.WriteNumber("line", remark.Line);
                json.WriteString("key", remark.Key);
                json.WriteString("message", remark.Text);
            }));
        var first = remarks[0];
        var lines = remarks.Count == 1 ? $"{first.Line}" : $"{first.Line} to {remarks[^1].Line}";
        screen.Line(new Part(first.IsToFillIn ? "fill in" : "unsure", Tone.Warning), $"{(first.IsToFillIn ? "" : " ")}  {Path.Combine(folder, first.File)}:{lines}: {first.Key}: {Printed(first.Text)}");
    }

    private static string Document(string file, WorkspaceDraft draft, FileReading reading) => JsonText.Object(json =>
    {
        json.WriteString("type", "file.recognised");
        json.WriteString("file", file);
        json.WriteString("dataset", draft.Dataset.Id);
        json.WriteString("format", draft.Dataset.Format);
        json.WriteNumber("series", draft.Dataset.Series.Count);
        json.WriteNumber("accepted", reading.Accepted);
        json.WriteNumber("rejected", reading.SetAside.Count);
        json.Texts("left-out", draft.LeftOut);
        json.WriteString("rule", draft.Rule);
    });

    private static string Layout(Recognised found) => found is RecognisedFormat publishers
        ? $"a file of {publishers.Publisher}, format {publishers.Format}"
        : found is not RecognisedTable { Layout: var layout, Format: var format } table
        ? "an export of China customs"
        : string.Join(", ", new[]
        {
            format == "xlsx" ? $"sheet {(layout.Sheet is { } sheet ? $"\"{Printed(sheet)}\"" : "1")}" : format == "json" ? $"records at {layout.Records ?? "the top"}" : $"{layout.Encoding}, {Delimiter(layout.Delimiter)}",
            layout.Wide ? "a column for each series" : "a row for each value",
            $"dates {layout.DateFormat}",
            $"decimal {(layout.Decimal == '.' ? "point" : "comma")}",
            table.Frequency.Text(),
        });

    private static string Delimiter(char delimiter) => delimiter switch { ';' => "semicolons", '\t' => "tabs", '|' => "vertical bars", _ => "commas" };

    private static string Printed(string text) => ReadingMessage.OneLine(text);
}
