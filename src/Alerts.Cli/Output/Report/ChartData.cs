using System.Text;
using System.Text.Json;
using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Output.Report;

/// <summary>What the page draws of one rule instance, as JSON: its first series and its indicator point by point, as known at the end, and the events as told.</summary>
internal static class ChartData
{
    /// <param name="events">Of the instance, those that are shown.</param>
    public static string Of(Replayed replayed, IReadOnlyList<AlertEvent> events, Workspace workspace)
    {
        var (steps, comparison) = (Steps(replayed), replayed.Instance.When.Comparisons().First());
        var kind = Indicators.Of(comparison.Indicator.Name);
        var points = steps.Select(step => Point(replayed, step, comparison, kind)).ToList();
        var definition = replayed.Fold.Known[0].Definition;
        using var stream = new MemoryStream();
        // The default encoder leaves no character that could end the element that the text stands in.
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("label", $"{replayed.Instance.Rule.Title}: {Sentences.Count(events.Count, "event")}");
            json.WriteString("unit", definition.Unit.Text);
            json.WriteBoolean("monthly", definition.Frequency == Frequency.Monthly);
            json.WriteString("measure", comparison.Indicator.Name == IndicatorName.Level ? "value" : kind.Name.Text());
            json.WriteString("measureUnit", comparison.Threshold.Unit?.Text ?? "");
            json.WriteString("kind", kind is Fall ? "fall" : kind is Move ? "move" : kind.IsPair ? kind.Name.Text() : kind.IsPercent && kind.HasBase ? "percent" : "");
            json.WriteString("factor", points.Exists(point => point.Converts) ? $", in {comparison.Threshold.Unit}" : "");
            json.WriteString("op", comparison.Operator.Text());
            json.WriteNumber("threshold", comparison.Threshold.Value);
            Number(json, "clear", replayed.Instance.Rule.Clear?.Value);
            json.WriteBoolean("panel", comparison.Indicator.Name != IndicatorName.Level);
            Numbers(json, "t", points.Select(point => (decimal?)point.Day));
            Numbers(json, "v", points.Select(point => point.Value));
            Numbers(json, "i", points.Select(point => point.Indicator));
            Numbers(json, "c", points.Select(point => point.Current));
            Numbers(json, "b", points.Select(point => point.Base));
            Numbers(json, "bt", points.Select(point => (decimal?)point.BaseDay));
            Numbers(json, "limit", points.Select(point => point.Limit));
            json.Texts("why", points.Select(point => point.Why ?? ""));
            json.WriteStartArray("firing");
            foreach (var (from, to) in Firing(steps))
            {
                json.WriteStartArray();
                json.WriteNumberValue(from);
                json.WriteNumberValue(to);
                json.WriteEndArray();
            }
            json.WriteEndArray();
            json.Objects("events", events, told =>
            {
                json.WriteNumber("t", Unix(told.Period.Last));
                json.WriteString("k", told.Type.ToString().ToLowerInvariant());
                json.WriteString("p", Worded.Day(DateOnly.FromDateTime(workspace.Local(told.Published).DateTime)));
                json.WriteString("title", told.Title);
                json.Texts("sums", Sums(told));
            });
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The arithmetic of an event, a line for each step; its numbers where there is no step.</summary>
    public static IEnumerable<string> Sums(AlertEvent told)
    {
        var computed = told.Explanation.Where(line => line.Formula is not null).ToList();
        foreach (var line in computed) yield return line.Sum();
        if (computed.Count > 0) yield break;
        foreach (var line in told.Explanation.Where(line => line.Value is not null && !line.IsPart)) yield return $"{line.Name} {Printed.Value(line.Value!.Value, line.Unit)}{(line.Period is { } period ? $" {Worded.At(period)}" : "")}";
    }

    /// <summary>Whether there is a value of the series at which a rule over such an indicator begins to hold.</summary>
    public static bool HasLimit(IndicatorKind kind) => !kind.IsPair && (kind is Level or Move || (kind.IsPercent && kind.HasBase && !kind.AddsUp));

    /// <summary>Whether there is anything to draw.</summary>
    public static bool IsDrawn(Replayed replayed) => Steps(replayed).Count > 1;

    // Points before the first value of the series that is drawn have no place on its line.
    private static List<Step> Steps(Replayed replayed) => [.. replayed.Fold.Steps.Where(step => replayed.Fold.Known[0].IndexUpTo(step.Point) >= 0)];

    private sealed record Drawn(int Day, decimal? Value, decimal? Indicator, decimal? Current, decimal? Base, int? BaseDay, decimal? Limit, string? Why, bool Converts);

    private static Drawn Point(Replayed replayed, Step step, Comparison comparison, IndicatorKind kind)
    {
        var series = replayed.Fold.Known[0];
        var lines = replayed.Fold.Explain(step.Point);
        // Lines of the first comparison end with its step, or with why there is none.
        var own = Own(lines, kind, comparison);
        var reason = own.FirstOrDefault(line => line.NoVerdict is not null)?.NoVerdict;
        var (current, @base) = (own.LastOrDefault(line => line.Name == kind.CurrentName && line.Value is not null), own.LastOrDefault(line => line.Name == kind.BaseName && line.Value is not null));
        var step1 = own.FirstOrDefault(line => line.Formula is not null);
        var value = series.Value(series.IndexUpTo(step.Point));
        var indicator = reason is not null ? null : step1 is not null ? step1.Value : current is null ? null : new Quantity(current.Value!.Value, current.Unit ?? Unit.One).In(comparison.Threshold.Unit ?? current.Unit ?? Unit.One).Amount;
        return new(Unix(step.Point.Last), value, indicator, current?.Value, reason is null ? @base?.Value : null, @base?.Period is { } period && !kind.IsPair ? Unix(period.Last) : null,
            Limit(kind, comparison, series.Definition.Unit, reason is null ? @base : null), reason?.Text(), step1?.Formula?.Contains(", in ", StringComparison.Ordinal) == true);
    }

    private static List<ExplanationLine> Own(IReadOnlyList<ExplanationLine> lines, IndicatorKind kind, Comparison comparison)
    {
        var own = new List<ExplanationLine>();
        foreach (var line in lines)
        {
            own.Add(line);
            if (line.Formula is not null || line is { Value: null, NoVerdict: not null }) break;
            if (kind.Name == IndicatorName.Level && line.Series == comparison.Indicator.Series) break;
        }
        return own;
    }

    // The value of the series at which the rule begins to hold, where it is one number against its base.
    private static decimal? Limit(IndicatorKind kind, Comparison comparison, Unit unit, ExplanationLine? @base)
    {
        var threshold = comparison.Threshold.Value;
        if (kind.Name == IndicatorName.Level) return new Quantity(threshold, comparison.Threshold.Unit ?? Unit.One).In(unit).Amount;
        if (@base?.Value is not { } from || @base.Period is null || !HasLimit(kind)) return null;
        return kind switch
        {
            Fall => from * (1 - (threshold / 100)),
            Move => from + new Quantity(threshold, comparison.Threshold.Unit ?? Unit.One).In(unit).Amount,
            _ when kind.IsPercent => from * (1 + (threshold / 100)),
            _ => null,
        };
    }

    private static IEnumerable<(int From, int To)> Firing(List<Step> steps)
    {
        int? from = null;
        foreach (var step in steps)
        {
            if (step.IsFiring && from is null) from = Unix(step.Point.Last);
            else if (!step.IsFiring && from is { } began)
            {
                yield return (began, Unix(step.Point.Last));
                from = null;
            }
        }
        if (from is { } open) yield return (open, Unix(steps[^1].Point.Last) + 1);
    }

    private static int Unix(DateOnly day) => day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    private static void Numbers(Utf8JsonWriter json, string name, IEnumerable<decimal?> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            if (value is { } number) json.WriteNumberValue(Short(number));
            else json.WriteNullValue();
        }
        json.WriteEndArray();
    }

    private static void Number(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    // More digits than a screen has: a page of ten years stays small.
    private static double Short(decimal value) => double.Parse(((double)value).ToString("G9", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
}
