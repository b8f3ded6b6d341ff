using System.Text.Json;

namespace Alerts.AcceptanceTests;

/// <summary>Log lines of a run, from outside.</summary>
public sealed class LogTests
{
    [Fact]
    public void A_run_logs_what_it_does_as_json_lines_on_standard_error()
    {
        using var alerts = AlertsCommand.OnSample();

        var run = alerts.Run("run", alerts.Folder, "--once", "--json", "--log", "json");

        Assert.Equal(0, run.ExitCode);
        var lines = Lines(run);
        Assert.Equal(("run.started", "run.ended"), (Type(lines[0]), Type(lines[^1])));
        Assert.All(lines, line => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", line.GetProperty("time").GetString()!));
        Assert.Equal(run.OfType("file.read").Select(file => file.GetProperty("sha256").GetString()![..12]), Of(lines, "file.read", "sha256"));
        Assert.Equal(run.OfType("alert.").Select(ContinuousRunTests.Id), Of(lines, "event.raised", "event"));
        Assert.Equal(run.OfType("delivery").Select(delivery => delivery.GetProperty("notification").GetString()), Of(lines, "delivery", "notification"));
        Assert.All(lines.Where(line => Type(line) == "delivery"), line => Assert.Equal(("ReceiverTookIt", "info"), (line.GetProperty("reason").GetString(), line.GetProperty("level").GetString())));
        Assert.NotEmpty(Of(lines, "publication.evaluated", "ms"));
    }

    [Fact]
    public void Without_a_log_standard_error_is_empty()
    {
        using var alerts = AlertsCommand.OnSample();

        Assert.Equal("", alerts.Run("run", alerts.Folder, "--once").Error);
    }

    [Fact]
    public void A_log_can_be_text_and_leave_out_what_matters_less()
    {
        using var alerts = ContinuousRunTests.Prices();
        alerts.Write("inbox/2025-03-02.csv", "date,code,average\n2025-03-02,P,none\n2025-03-03,P,101\n");
        (alerts.Variables["ALERTS_LOG"], alerts.Variables["ALERTS_LOG_LEVEL"]) = ("text", "warning");

        var run = alerts.Run("run", alerts.Folder, "--once");

        Assert.Matches(@"^\S+Z warning file\.read file=2025-03-02\.csv sha256=[0-9a-f]{12} dataset=prices outcome=partly accepted=1 rejected=1 quarantined=0 ms=[0-9.]+\n$", run.Error);
    }

    [Theory]
    [InlineData("--log", "jsn", "'jsn' is none of json, text (nearest: json)")]
    [InlineData("--log-level", "loud", "'loud' is none of debug, info, warning, error")]
    public void A_word_that_is_none_is_a_wrong_call(string option, string word, string says)
    {
        using var alerts = ContinuousRunTests.Prices();

        var run = alerts.Run("run", alerts.Folder, "--once", option, word);

        Assert.Equal((2, $"alerts: {option} {says}\n"), (run.ExitCode, run.Error));
    }

    [SkippableFact]
    public void A_run_that_keeps_going_logs_its_complaints_too()
    {
        using var alerts = ContinuousRunTests.Prices();
        alerts.Variables["ALERTS_LOG"] = "json";
        using var run = ContinuousRunTests.Started(alerts);

        alerts.Write("rules/rules.yaml", "rules:\n  - id: dear\n    titel: P\n");
        run.Until(() => run.Error.Contains("the last good one stays in use", StringComparison.Ordinal), "it is told");
        var lines = Lines(run.Terminate());

        Assert.Contains(lines, line => Type(line) == "complaint" && line.GetProperty("message").GetString()!.Contains("titel", StringComparison.Ordinal));
        Assert.Equal("run.ended", Type(lines[^1]));
    }

    private static List<JsonElement> Lines(Answer run) => [.. run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private static string Type(JsonElement line) => line.GetProperty("type").GetString()!;

    private static IEnumerable<string?> Of(List<JsonElement> lines, string type, string field) => lines.Where(line => Type(line) == type).Select(line => line.GetProperty(field).ToString());
}
