using System.Text;
using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.Notifications;

/// <summary>What an email says: one content in HTML and plain text; the subject says it all.</summary>
public static class EmailMessages
{
    // Mail programs show about 70 characters of a subject; what comes after is for search.
    private const int LongestSubject = 160;

    /// <summary>Bytes of the HTML form. Some mail programs hide what comes after 102 KB.</summary>
    public const int Largest = 100_000;

    private static readonly Room[] Rooms = [new(4000, int.MaxValue, int.MaxValue), new(2000, 60, 60), new(1000, 24, 24), new(400, 12, 12), new(200, 6, 6, ShowsChart: false)];

    public static Message Of(MessageFacts facts)
    {
        var (content, html) = MessageContent.Of(facts).Fitted(Rooms, EmailHtml.Of, html => Encoding.UTF8.GetByteCount(html) <= Largest);
        return new(Subject($"[{content.Severity}] {content.Title}{Current(facts)}"), EmailText.Of(content), html);
    }

    // What it stands at now, where the title tells a change: ": 6,550 CNY/kg on 24 Mar 2025".
    private static string Current(MessageFacts facts)
    {
        var told = facts.Event;
        if (told.Type is EventType.Corrected or EventType.Retracted || told.Measure is not { } measure || measure.Indicator.Name is IndicatorName.Level or IndicatorName.Ytd or IndicatorName.Age) return "";
        var current = told.Explanation.FirstOrDefault(line => line.Name == ExplanationLine.Current && line.Series == measure.Indicator.Series && line is { Value: not null, NoVerdict: null });
        return current is null ? "" : $": {Printed.Value(current.Value!.Value, current.Unit)}{(current.Period is { Kind: PeriodKind.Day } day ? $" {Worded.At(day)}" : "")}";
    }

    /// <summary>One line, without control characters, cut between what people see as characters.</summary>
    internal static string Subject(string text) => Fitting.Cut(Fitting.OneLine(text), LongestSubject);
}
