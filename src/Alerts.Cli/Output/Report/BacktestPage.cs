using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Output.Report;

/// <summary>A backtest as one HTML page that needs no network: figures of each rule, a chart of each instance that raised something, its events.</summary>
internal static class BacktestPage
{
    /// <summary>More charts than a person looks at: the rest is named, and <c>--rule</c> shows it.</summary>
    public const int MostCharts = 60;

    /// <param name="shown">Which events are.</param>
    public static string Of(Workspace workspace, IReadOnlyList<Replayed> replayed, IReadOnlyList<RuleFigures> figures, Func<AlertEvent, bool> shown, BacktestAsked asked)
    {
        var raising = replayed.Select(one => (Replayed: one, Events: (IReadOnlyList<AlertEvent>)[.. one.Events.Where(shown)])).Where(one => one.Events.Count > 0).ToList();
        var drawn = raising.Where(one => ChartData.IsDrawn(one.Replayed)).Take(MostCharts).ToList();
        var page = new StringBuilder();
        page.Append($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
            <link rel="icon" href="data:,">
            <title>Backtest: {Text(workspace.Name)}</title>
            <style>
            {Resource("page.css")}</style>
            </head>
            <body>
            <main>
            <header>
            <h1>{Text(workspace.Name)}: what the rules would have said</h1>
            <p class="quiet">{Text(Told(raising.Sum(one => one.Events.Count), asked))}</p>
            </header>

            """);
        Figures(page, figures, replayed, drawn.Select(one => one.Replayed).ToHashSet());
        foreach (var (one, events) in drawn) Chart(page, workspace, one, events);
        if (raising.Count > drawn.Count) page.Append($"<p class=\"quiet\">{Sentences.Count(raising.Count - drawn.Count, "more series")} raised events and {(raising.Count - drawn.Count == 1 ? "has" : "have")} no chart here: <code>--rule ID</code> shows one rule alone.</p>\n".Replace("seriess", "series", StringComparison.Ordinal));
        page.Append($"""
            <footer>The lines show what is known now; an event carries the numbers of its day. Point at a chart, or use the arrow keys on it, for the arithmetic of a day.</footer>
            </main>
            <script>
            {Resource("page.js")}</script>
            </body>
            </html>

            """);
        return page.ToString().ReplaceLineEndings("\n");
    }

    private static string Told(int events, BacktestAsked asked)
    {
        var span = (asked.Span.From, asked.Span.To) switch
        {
            ({ } from, { } to) => $"published from {Worded.Day(from)} to {Worded.Day(to)}",
            ({ } from, null) => $"published since {Worded.Day(from)}",
            (null, { } to) => $"published up to {Worded.Day(to)}",
            _ => "over all that was published",
        };
        return $"{Sentences.Count(events, "event")} {span}, {(asked.Data == BacktestData.Final ? "on the figures as known now" : "each figure as it was published")}.";
    }

    private static void Figures(StringBuilder page, IReadOnlyList<RuleFigures> figures, IReadOnlyList<Replayed> replayed, HashSet<Replayed> drawn)
    {
        var asksForWarnings = figures.Any(rule => rule.Warning is not null);
        page.Append("<section class=\"card scroll\"><table>\n<thead><tr><th>Rule</th><th>Fired</th><th>A year</th><th>Days firing</th><th>at most</th><th>Still firing</th><th>Taken back</th><th>Corrected</th>");
        if (asksForWarnings) page.Append("<th>Moves warned of</th><th>Days of warning</th>");
        page.Append("</tr></thead>\n<tbody>\n");
        foreach (var rule in figures)
        {
            var chart = drawn.FirstOrDefault(one => one.Instance.Rule.Id == rule.Rule);
            var name = chart is null ? Text(rule.Rule) : $"<a href=\"#{Text(Anchor(chart))}\">{Text(rule.Rule)}</a>";
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{name}</td><td>{rule.Fired}</td><td>{FigureText.Rate(rule.FiredAYear)}</td><td>{FigureText.Days(rule.DaysFiring?.Median)}</td><td>{FigureText.Days(rule.DaysFiring?.Longest)}</td><td>{rule.StillFiring}</td><td>{rule.Retracted}</td><td>{rule.Corrected}</td>");
            if (asksForWarnings) page.Append(CultureInfo.InvariantCulture, $"<td>{rule.Warning?.Warned} of {rule.Warning?.Moves}</td><td>{FigureText.Days(rule.Warning?.MedianDays)}</td>");
            page.Append("</tr>\n");
        }
        page.Append("</tbody></table></section>\n");
    }

    private static void Chart(StringBuilder page, Workspace workspace, Replayed replayed, IReadOnlyList<AlertEvent> events)
    {
        var rule = replayed.Instance.Rule;
        var definition = replayed.Fold.Known[0].Definition;
        var kind = Indicators.Of(replayed.Instance.When.Comparisons().First().Indicator.Name);
        page.Append($"""
            <section class="card" id="{Text(Anchor(replayed))}">
            <div class="head"><h2>{Text(rule.Title)}</h2><span class="counts">{Text(Counts(events))}</span></div>
            <p><code>{Text(replayed.Instance.When.ToString()!)}</code></p>
            <div class="key"><span>{Text(definition.Title)}, {Text(definition.Unit.Text)}</span><span class="limit">{(kind is Level ? "threshold" : ChartData.HasLimit(kind) ? "where the rule begins to hold" : "threshold, below")}</span>{(rule.Clear is { } clear ? $"<span class=\"clear\">over at {Text(clear.ToString())}</span>" : "")}<span class="span">firing</span><span class="event">event</span><span class="over">over</span>{(events.Any(told => told.Type is EventType.Corrected or EventType.Retracted) ? "<span class=\"amended\">corrected or taken back</span>" : "")}</div>
            <div class="chart"><div class="tip" role="status"></div><script type="application/json">{ChartData.Of(replayed, events, workspace)}</script></div>
            <details><summary>{Sentences.Count(events.Count, "event")}</summary><ol>

            """);
        foreach (var told in events)
            page.Append($"<li>{Text(Worded.Day(DateOnly.FromDateTime(workspace.Local(told.Published).DateTime)))}: {Text(told.Title)}<span class=\"sum\">{Text(string.Join("; ", ChartData.Sums(told)))}</span></li>\n");
        page.Append("</ol></details>\n</section>\n");
    }

    private static string Counts(IReadOnlyList<AlertEvent> events) =>
        string.Join(", ", events.GroupBy(told => told.Type).OrderBy(ofType => ofType.Key).Select(ofType => $"{Verb(ofType.Key)} {(ofType.Count() == 1 ? "once" : $"{ofType.Count()} times")}"));

    private static string Verb(EventType type) => type switch
    {
        EventType.Firing => "fired",
        EventType.Resolved => "over",
        EventType.Retracted => "taken back",
        _ => type.ToString().ToLowerInvariant(),
    };

    private static string Anchor(Replayed replayed) => $"{replayed.Instance.Rule.Id}-{replayed.Instance.Key}".Replace(' ', '-');

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Report/{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>What a backtest was asked.</summary>
internal sealed record BacktestAsked(DaySpan Span, BacktestData Data, decimal? Move);
