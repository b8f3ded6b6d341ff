using System.Globalization;

namespace Alerts.Core.Notifications;

/// <summary>What an email says: one content in HTML and plain text; the subject says it all.</summary>
public static class EmailMessages
{
    // Mail programs show about 70 characters of a subject; what comes after is for search.
    private const int LongestSubject = 160;

    public static EmailMessage Of(MessageFacts facts)
    {
        var content = MessageContent.Of(facts);
        return new(Subject($"[{content.Severity}] {content.Title}"), EmailText.Of(content), EmailHtml.Of(content));
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
