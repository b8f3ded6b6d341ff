namespace Alerts.Adapters.Workspaces;

/// <summary>Collects the mistakes of a workspace, and the environment variables that it names and that are not set.</summary>
internal sealed class Mistakes(Func<string, string?> environment)
{
    private const int LongestMessage = 300;
    private readonly List<Found> _all = [];

    public Variables Variables { get; } = new(environment);

    /// <summary>The text of each file that was read.</summary>
    public Dictionary<string, SourceText> Sources { get; } = new(StringComparer.Ordinal);

    /// <summary>In file and line order. A variable's value is in none of them, whichever was read first.</summary>
    public IReadOnlyList<Mistake> All => _all.Count == 0 ? [] : [.. _all.Select(item => Told(item.Mistake, item.At)).Distinct().OrderBy(mistake => mistake.File, StringComparer.Ordinal).ThenBy(mistake => mistake.Line).ThenBy(mistake => mistake.Column)];

    public bool HaveErrorsBelow(string folder) => _all.Exists(item => item.Mistake.IsError && item.Mistake.File.StartsWith(folder, StringComparison.Ordinal));

    public IReadOnlyList<string> Unset => Variables.Unset;

    public void Add(Mistake mistake) => _all.Add(new(mistake, null));

    /// <summary>Nothing is added for a text that lacks a variable: that one is told already, and the rest follows from it.</summary>
    public void Error(string file, YamlNode at, string code, string message, string? expected = null, string? nearest = null)
    {
        // A name near to a value would tell much of it.
        if (!Variables.AreLacking(at)) _all.Add(new(new(file, at.Start.Line, at.Start.Column, true, code, message, expected, Variables.Fill(at) ? null : nearest), at));
    }

    public void Warning(string file, YamlNode at, string code, string message, string? expected = null) =>
        _all.Add(new(new(file, at.Start.Line, at.Start.Column, false, code, message, expected), at));

    /// <summary>A scalar's text with <c>${NAME}</c> replaced. A value is never part of a message.</summary>
    public string Text(string file, YamlScalarNode scalar)
    {
        var (text, unset) = Variables.Text(scalar);
        foreach (var name in unset) Warning(file, scalar, "environment-variable-unset", $"the environment variable {name} is not set");
        return text;
    }

    private Mistake Told(Mistake mistake, YamlNode? at) => mistake with
    {
        Message = Cut(Variables.Hidden(mistake.Message, at))!,
        Expected = Cut(Variables.Hidden(mistake.Expected, at)),
        Nearest = Variables.Hidden(mistake.Nearest, at),
    };

    /// <param name="At">The node that it is about; null where it is about none.</param>
    private sealed record Found(Mistake Mistake, YamlNode? At);

    private static string? Cut(string? text) => text is { Length: > LongestMessage } ? $"{text[..LongestMessage]}…" : text;
}
