using System.Text.Json;
using Alerts.Cli.Telemetry;
using Alerts.Contracts;

namespace Alerts.AcceptanceTests;

/// <summary>Metrics and traces, as a collector on loopback gets them.</summary>
public sealed class TelemetryTests
{
    private static readonly string[] Steps = ["deliver", "evaluate", "file.read", "route"];

    [Fact]
    public void One_trace_goes_from_a_file_to_its_deliveries()
    {
        using var collector = new Collector();
        using var alerts = AlertsCommand.OnSample();
        collector.Serve(alerts);

        var run = alerts.Run("run", alerts.Folder, "--once", "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        var traces = collector.Spans.ToLookup(span => span.Trace, span => span.Name);
        Assert.Equal(run.OfType("file.read").Select(file => file.GetProperty("sha256").GetString()![..32]).Order(), traces.Select(trace => trace.Key).Order());
        Assert.Contains(traces, trace => trace.Contains("deliver"));
        Assert.All(traces.Where(trace => trace.Contains("deliver")), trace => Assert.Equal(Steps, trace.Distinct().Order(StringComparer.Ordinal)));
        Assert.Equal(run.OfType("delivery").Count, collector.Spans.Count(span => span.Name == "deliver"));
        Assert.All(collector.Spans, span => Assert.Contains(run.OfType("file.read"), file => file.GetProperty("sha256").GetString()!.StartsWith(span.Trace + span.Parent, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_message_that_a_later_process_sends_stays_in_the_trace_of_its_file()
    {
        using var collector = new Collector();
        using var alerts = ContinuousRunTests.Prices();
        alerts.Write("inbox/2025-03-02.csv", "date,code,average\n2025-03-02,P,101\n");
        alerts.Write("outbox", "in the way");
        var first = alerts.Run("run", alerts.Folder, "--once", "--json");
        File.Delete(alerts.In("outbox"));
        alerts.Change("UPDATE notifications SET due_utc = '2025-01-01T00:00:00.0000000Z'; UPDATE work SET due_utc = '2025-01-01T00:00:00.0000000Z'");
        collector.Serve(alerts);

        var second = alerts.Run("run", alerts.Folder, "--once", "--json");

        Assert.Equal("retry", Assert.Single(first.OfType("delivery")).GetProperty("outcome").GetString());
        Assert.Equal("accepted", Assert.Single(second.OfType("delivery")).GetProperty("outcome").GetString());
        var span = Assert.Single(collector.Spans);
        Assert.Equal(("deliver", Publication(first.OfType("alert.").Single())[..32]), (span.Name, span.Trace));
    }

    [Fact]
    public void Every_metric_arrives_under_the_name_that_the_environment_gives_the_service()
    {
        using var collector = new Collector();
        using var alerts = ContinuousRunTests.Prices();
        alerts.Write("inbox/2025-03-02.csv", "date,code,average\n2025-03-02,P,101\n");
        alerts.Write("subscribers.yaml", "subscribers:\n  - id: gone\n    webhook: { url: \"http://127.0.0.1:1/hook\", secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw }\n  - id: buyer\n    email: [buyer@example.com]\n");
        alerts.Write("alerts.yaml", File.ReadAllText(alerts.In("alerts.yaml")) + "allow-hosts: [\"127.0.0.1:*\"]\n");
        using var publisher = new RecordingServer(204);
        alerts.Write("datasets/polled.yaml", $"datasets:\n  - {{ id: polled, publisher: Nobody, format: csv, files: \"*polled*\", columns: {{ period: date, series: code, value: average }}, frequency: daily, source: {{ url: \"{publisher.Url}\", schedule: \"0 0 9 * * *\" }}, series: {{ X: {{ id: x, title: X, unit: t }} }} }}\n");
        collector.Serve(alerts);

        var run = alerts.Run("run", alerts.Folder, "--once");

        Assert.True(run.ExitCode == 0, run.Error);
        // A single pass sweeps nothing, and gives nothing up.
        foreach (var measure in Signals.Measures.Where(measure => measure != Signals.Sweep && measure != Signals.Dead)) Assert.Contains(measure.Name, collector.Metrics, StringComparison.Ordinal);
        Assert.Contains("desk-alerts", collector.Metrics, StringComparison.Ordinal);
    }

    [Fact]
    public void A_collector_that_is_not_there_changes_nothing()
    {
        using var nobody = new SilentPort();
        using var alerts = AlertsCommand.OnSample();
        using var undisturbed = AlertsCommand.OnSample();
        var expected = undisturbed.Run("run", undisturbed.Folder, "--once");
        alerts.Variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{nobody.Port}";

        var run = alerts.Run("run", alerts.Folder, "--once");

        Assert.Equal((expected.ExitCode, expected.Output, expected.Error), (run.ExitCode, run.Output, run.Error));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true, "OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318")]
    [InlineData(true, "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=http://127.0.0.1:4318")]
    [InlineData(false, "OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318", "OTEL_SDK_DISABLED=true")]
    [InlineData(false, "OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318", "OTEL_TRACES_EXPORTER=none", "OTEL_METRICS_EXPORTER=none")]
    public void It_is_sent_where_the_environment_says_so(bool isSent, params string[] variables)
    {
        var environment = variables.Select(variable => variable.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

        Assert.Equal(isSent, OtlpSettings.AreGiven(environment.GetValueOrDefault));
    }

    private static string Publication(JsonElement alert) =>
        alert.GetProperty("explanation").EnumerateArray().First(line => line.TryGetProperty("name", out var name) && name.GetString() == "current").GetProperty("source").GetProperty("sha256").GetString()!;
}
