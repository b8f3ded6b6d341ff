using System.Text;

namespace Alerts.Core.Notifications;

/// <summary>Text for a <c>TextBlock</c> or a fact of an Adaptive Card, which read a part of Markdown, and of JSON the functions in double braces.</summary>
internal static class TeamsMarkup
{
    private const string Markup = @"\`*_[]<>{}~|&#";

    /// <summary>The text as it stands, on one line: nothing in it is bold, a link, a list, a date or a mention.</summary>
    public static string Escaped(string text)
    {
        var line = Fitting.OneLine(text).Trim();
        var escaped = new StringBuilder(line.Length);
        var number = line.TakeWhile(char.IsAsciiDigit).Count();
        for (var at = 0; at < line.Length; at++)
        {
            var beginsList = (at == 0 && line[at] is '-' or '+' or '=') || (at == number && number > 0 && line[at] is '.' or ')');
            if (beginsList || Markup.Contains(line[at], StringComparison.Ordinal)) escaped.Append('\\');
            escaped.Append(line[at]);
        }
        return escaped.ToString();
    }
}
