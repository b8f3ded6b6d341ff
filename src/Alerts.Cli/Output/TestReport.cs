using System.Text.Json;
using Alerts.Cli.Embedded;
using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Output;

/// <summary>What rule tests came to: a line each, and for one that failed what differed, with the arithmetic of each event that nobody expected.</summary>
internal static class TestReport
{
    public static void Tell(Screen screen, Workspace workspace, string file, RuleTestOutcome outcome, bool isGood)
    {
        screen.Document(() => Document(file, outcome, isGood));
        if (isGood)
        {
            screen.Line(new Part("  ok      ", Tone.Good), outcome.Test.Name);
            return;
        }
        screen.Line(new Part("  FAILED  ", Tone.Alarm), outcome.Test.Name, new Part($"  ({file}:{outcome.Test.Line})", Tone.Quiet));
        foreach (var tested in outcome.Events) Tell(screen, workspace, tested);
    }

    public static void Summary(Screen screen, int passed, int failed)
    {
        screen.Document(() => JsonText.Object(json =>
        {
            json.WriteString("type", "summary");
            json.WriteNumber("passed", passed);
            json.WriteNumber("failed", failed);
        }));
        screen.Line(new Part($"{passed} passed, {failed} failed.", failed == 0 ? Tone.Good : Tone.Alarm));
    }

    private static void Tell(Screen screen, Workspace workspace, TestedEvent tested)
    {
        if (tested is { Expected: { } expected, Told: null }) screen.Line(new Part($"          - {expected}", Tone.Alarm), new Part($"  (line {expected.Line}: did not come)", Tone.Quiet));
        else if (tested is { Expected: { } met, Told: not null }) screen.Line(new Part($"            {met}", Tone.Quiet));
        if (tested is not { Expected: null, Told: { } told }) return;
        screen.Line(new Part($"          + {Words(workspace, told)}", Tone.Alarm));
        screen.Line($"              {told.Title}: {told.When}");
        ExplanationSentences.Numbers(screen, workspace, told, Cells.None, "              ");
    }

    /// <summary>As a test would write it.</summary>
    private static string Words(Workspace workspace, AlertEvent told) =>
        new ExpectedEvent(told.Type, told.Rule, string.Join(", ", told.Series), told.Period, DateOnly.FromDateTime(workspace.Local(told.Published).DateTime), told.Value / 1.0000000000000000000000000000m, 0, told.Level, told.Revised ? true : null, 0).ToString();

    private static string Document(string file, RuleTestOutcome outcome, bool isGood) => JsonText.Object(json =>
    {
        json.WriteString("type", "test");
        json.WriteString("file", file);
        json.WriteNumber("line", outcome.Test.Line);
        json.WriteString("name", outcome.Test.Name);
        json.WriteString("outcome", isGood ? "passed" : "failed");
        if (isGood) return;
        json.WriteStartArray("missing");
        foreach (var tested in outcome.Events.Where(tested => tested.Told is null))
        {
            json.WriteStartObject();
            json.WriteNumber("line", tested.Expected!.Line);
            json.WriteString("event", tested.Expected.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("unexpected");
        foreach (var tested in outcome.Events.Where(tested => tested.Expected is null)) EventJson.Write(json, tested.Told!);
        json.WriteEndArray();
    });
}
