using System.Text;
using Alerts.Core.Datasets;

namespace Alerts.Adapters.Workspaces;

/// <summary>Something that a written file leaves to a person.</summary>
/// <param name="File">Relative to the workspace, with forward slashes.</param>
/// <param name="Line">From 1.</param>
/// <param name="IsToFillIn">No file could tell it; otherwise this one leaves it open.</param>
public sealed record Remark(string File, int Line, bool IsToFillIn, string Key, string Text);

/// <summary>Lines of YAML, with remarks behind those that a person should look at.</summary>
internal sealed class RemarkedText(string file)
{
    private readonly StringBuilder _text = new();
    private int _lines;

    public string File => file;

    public List<Remark> Remarks { get; } = [];

    public void Line(string text)
    {
        _text.Append(text).Append('\n');
        _lines++;
    }

    /// <summary>A line that is kept only where something is to be said.</summary>
    public void Unsure(string text, string key, string? doubt)
    {
        if (doubt is null) Line(text);
        else Remarked(text, key, doubt, isToFillIn: false);
    }

    public void FillIn(string text, string key, string what) => Remarked(text, key, what, isToFillIn: true);

    public override string ToString() => _text.ToString();

    /// <summary>A scalar in quotes, whatever it holds.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            if (letter is '"' or '\\') quoted.Append('\\').Append(letter);
            else if (char.IsControl(letter) || letter is '\u2028' or '\u2029' or '\uFEFF') quoted.Append(string.Create(null, $"\\u{(int)letter:x4}"));
            else quoted.Append(letter);
        }
        return quoted.Append('"').ToString();
    }

    private void Remarked(string text, string key, string what, bool isToFillIn)
    {
        // Behind a hash only the end of the line ends a comment.
        Line($"{text}   # {(isToFillIn ? "fill in" : "unsure")}: {ReadingMessage.OneLine(what)}");
        Remarks.Add(new(file, _lines, isToFillIn, key, what));
    }
}
