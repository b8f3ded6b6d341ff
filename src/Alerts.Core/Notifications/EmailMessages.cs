using System.Globalization;
using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.Notifications;

/// <summary>What an email says: one content in HTML and plain text; the subject says it all.</summary>
public static class EmailMessages
{
    // Mail programs show about 70 characters of a subject; what comes after is for search.
    private const int LongestSubject = 160;

    public static Message Of(MessageFacts facts)
    {
        var content = MessageContent.Of(facts);
        return new(Subject($"[{content.Severity}] {content.Title}{Current(facts)}"), EmailText.Of(content), EmailHtml.Of(content));
    }

    // What it stands at now, where the title tells a change: ": 6,550 CNY/kg on 24 Mar 2025".
    private static string Current(MessageFacts facts)
    {
        var told = facts.Event;
        if (told.Type is EventType.Corrected or EventType.Retracted || told.Measure is not { } measure || measure.Indicator.Name is IndicatorName.Level or IndicatorName.Ytd) return "";
        var current = told.Explanation.FirstOrDefault(line => line.Name == ExplanationLine.Current && line.Series == measure.Indicator.Series && line is { Value: not null, NoVerdict: null });
        return current is null ? "" : $": {Printed.Value(current.Value!.Value, current.Unit)}{(current.Period is { Kind: PeriodKind.Day } day ? $" {Worded.At(day)}" : "")}";
    }

    /// <summary>One line, without control characters, cut between what people see as characters.</summary>
    internal static string Subject(string text)
    {
        var line = string.Concat(text.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter));
        if (line.Length <= LongestSubject) return line;
        var starts = StringInfo.ParseCombiningCharacters(line);
        var end = Array.FindLast(starts, start => start < LongestSubject);
        return line[..end] + "…";
    }
}
