using Alerts.Cli.Telemetry;
using Alerts.Contracts;

namespace Alerts.AcceptanceTests;

/// <summary>The page about running and the code tell the same.</summary>
public sealed class TelemetryReferenceTests
{
    private const string Page = "docs/guide/running.md";

    [Fact]
    public void The_page_lists_every_log_line() => Approved.MatchesPage(
        Table("`type` | when | level | fields", LogEvent.All.Select(line => $"`{line.Name}` | {line.Says} | {line.Level.ToString().ToLowerInvariant()} | {Names(line.Fields)}")), Page, "log lines");

    [Fact]
    public void The_page_lists_every_metric() => Approved.MatchesPage(
        Table("metric | kind | unit | what | by", Signals.Measures.Select(measure => $"`{measure.Name}` | {measure.Kind} | `{measure.Unit}` | {measure.Says} | {Names(measure.Attributes)}")), Page, "metrics");

    [Fact]
    public void The_page_lists_every_span() => Approved.MatchesPage(
        Table("span | what | attributes", Signals.Spans.Select(span => $"`{span.Name}` | {span.Says} | {Names(span.Attributes)}")), Page, "spans");

    private static string Names(IEnumerable<string> names) => string.Join(' ', names.Select(name => $"`{name}`"));

    private static string Table(string head, IEnumerable<string> rows) =>
        $"\n| {head} |\n|{string.Concat(head.Split('|').Select(_ => " --- |"))}\n{string.Concat(rows.Select(row => $"| {row} |\n"))}\n";
}
