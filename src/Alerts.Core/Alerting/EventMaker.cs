using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.Alerting;

/// <summary>Makes the events of one instance from its timeline as now known.</summary>
/// <param name="isFinal">What is known of the series does not change any more: explanations and ids can wait until they are read, and no step is told of twice.</param>
internal sealed class EventMaker(RuleInstance instance, Timeline timeline, bool isFinal = false)
{
    private readonly HashSet<string> _made = new(StringComparer.Ordinal);
    private readonly InstanceFacts _facts = new(instance.Rule.Id, instance.Key);
    private readonly Func<Period, IReadOnlyList<ExplanationLine>> _explain = timeline.Explain;
    private Publication? _cause;
    private IReadOnlyList<string>? _series;
    private IReadOnlyDictionary<string, string>? _labels;
    private string? _when;
    private (Comparison? Leading, string Title) _titled = (null, "");

    /// <param name="step">Whose period and numbers the event carries.</param>
    /// <param name="alert">As people know it so far; null for a firing.</param>
    public AlertEvent Make(EventType type, Step step, Publication cause, ToldAlert? alert, bool revised = false, int? level = null, IReadOnlyList<Amendment>? amends = null, NewestValue? newest = null, string? reason = null)
    {
        var id = Id(type, step.Point, cause, alert?.Id);
        var leading = timeline.Leading(step);
        var value = Value(step.Verdict);
        var waits = isFinal && !instance.Rule.TellsUnconfirmed;
        IReadOnlyList<ExplanationLine> explanation = waits ? new LazyExplanation(_explain, step.Point) : timeline.Explain(step.Point);
        var isUnconfirmed = !waits && explanation.Any(line => line.Observation?.Standing == Standing.Unconfirmed);
        var title = Headline.Of(type, instance.Rule.Title, instance.When is not Comparison, leading, step.Verdict.Value?.ToDecimal(), Titled(leading), step.Point, amends ?? [], level);
        return new AlertEvent(
            id,
            type,
            instance.Rule.Id,
            _series ??= [.. instance.Series.Select(series => series.Id)],
            step.Point,
            cause,
            revised,
            instance.Rule.Severity,
            isUnconfirmed ? $"Unconfirmed: {title}" : title,
            leading,
            value,
            level,
            explanation,
            alert?.Id ?? id,
            amends ?? [],
            _labels ??= instance.Labels,
            newest,
            _when ??= instance.When.ToString()!,
            reason)
        {
            Sequence = (alert?.Told ?? 0) + 1,
            IsUnconfirmed = isUnconfirmed,
        };
    }

    // Most events of an instance are of one comparison.
    private string Titled(Comparison? leading)
    {
        if (leading is not null && !ReferenceEquals(leading, _titled.Leading)) _titled = (leading, Headline.Titled(leading.Indicator, id => instance.Series.First(known => known.Id == id).Title));
        return _titled.Title;
    }

    // One publication may correct two alerts at the same period: then the alert is a further fact of the second one's id.
    private EventId Id(EventType type, Period period, Publication cause, EventId? alert)
    {
        var id = new EventId(new EventFacts(_facts, period, type, cause));
        if (isFinal) return id;
        if (_cause != cause) _made.Clear();
        _cause = cause;
        if (_made.Add(id.Text)) return id;
        id = EventId.Of(instance.Rule.Id, $"{instance.Key}\n{alert}", period, type, cause.Published, cause.Sha256);
        _made.Add(id.Text);
        return id;
    }

    /// <summary>As events carry it: in the unit of the threshold, rounded half to even to six decimals; null without a verdict.</summary>
    public static decimal? Value(Verdict verdict) => verdict.Value is { } value ? Math.Round(value.ToDecimal(), 6, MidpointRounding.ToEven) : null;

    /// <summary>The value to the digits that people read; null without a verdict.</summary>
    public decimal? PrintedValue(Step step) => step.Verdict.Value is { } value ? Printed.Rounded(value.ToDecimal(), Unit(step)) : null;

    /// <summary>The unit of the value; null without a verdict.</summary>
    public Unit? Unit(Step step) => timeline.Leading(step)?.Threshold.Unit;
}
