using System.Text;

namespace Alerts.Core.Notifications;

/// <summary>The plain text form.</summary>
internal static class EmailText
{
    public static string Of(MessageContent content)
    {
        var text = new StringBuilder();
        foreach (var sentence in content.Sentences) text.Append(sentence).Append('\n');
        if (content.Sparkline is { } line) text.Append($"\n{line.Series}\n{line.Text}\n{line.From} … {line.To}\n");
        if (content.Numbers.Count > 0) text.Append("\nNumbers\n");
        foreach (var row in content.Numbers) text.Append($"  {row.Name}: {row.Series}, {row.Period}\n    {row.Value}\n    {row.Source}\n");
        if (content.NumbersLeftOut > 0) text.Append($"  … and {content.NumbersLeftOut} more numbers in 'alerts explain'\n");
        if (content.Steps.Count > 0) text.Append("\nArithmetic\n");
        foreach (var step in content.Steps) text.Append($"  {step}\n");
        text.Append('\n');
        foreach (var (label, fact) in content.Facts) text.Append($"{label}: {fact}\n");
        return text.Append($"Severity: {content.Severity}\n").ToString();
    }
}
