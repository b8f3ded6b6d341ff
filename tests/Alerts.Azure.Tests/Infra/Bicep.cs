using System.Text.RegularExpressions;

namespace Alerts.Azure.Tests.Infra;

/// <summary>What a Bicep file says at its surface, read without a compiler: enough to see that names agree between files.</summary>
internal sealed partial class Bicep
{
    private readonly string _folder;
    private readonly string _text;

    public Bicep(string file, string text)
    {
        File = file;
        _folder = Path.GetDirectoryName(file)!;
        _text = Comment().Replace(text, "");
        Parameters = [.. Parameter().Matches(_text).Select(match => (match.Groups["name"].Value, match.Groups["default"].Success))];
        Outputs = [.. Output().Matches(_text).Select(match => match.Groups["name"].Value)];
        Modules = [.. Module().Matches(_text).Select(match => new BicepModule(match.Groups["name"].Value, Path.Combine(_folder, match.Groups["path"].Value), Keys(After(match.Index, "params: {"))))];
    }

    public string File { get; }

    public IReadOnlyList<(string Name, bool HasDefault)> Parameters { get; }

    public IReadOnlyList<string> Outputs { get; }

    public IReadOnlyList<BicepModule> Modules { get; }

    /// <summary>Outputs of modules that are asked for.</summary>
    public IEnumerable<(string Module, string Output)> Asked => AskedOutput().Matches(_text).Select(match => (match.Groups["module"].Value, match.Groups["output"].Value));

    /// <summary>Of a parameter file: the template, and the names that are given.</summary>
    public (string Template, IReadOnlyList<string> Given)? Using => UsingLine().Match(_text) is { Success: true } match
        ? (Path.Combine(_folder, match.Groups["path"].Value), [.. Given().Matches(_text).Select(given => given.Groups["name"].Value)])
        : null;

    public IEnumerable<string> Unused => Parameters.Select(parameter => parameter.Name).Where(name => Regex.Count(_text, $@"\b{name}\b", RegexOptions.None, TimeSpan.FromSeconds(1)) < 2);

    /// <summary>Types of resources with the version they are asked for.</summary>
    public IEnumerable<string> Resources => Resource().Matches(_text).Select(match => match.Groups["type"].Value);

    public bool IsBalanced => "{}[]()".Chunk(2).All(pair => Bare().Replace(_text, "").Count(letter => letter == pair[0]) == Bare().Replace(_text, "").Count(letter => letter == pair[1]));

    private string After(int from, string opening)
    {
        var start = _text.IndexOf(opening, from, StringComparison.Ordinal) + opening.Length;
        var depth = 1;
        var end = start;
        while (depth > 0) depth += _text[end++] switch { '{' => 1, '}' => -1, _ => 0 };
        return _text[start..(end - 1)];
    }

    private static List<string> Keys(string block) => [.. Key().Matches(block).Select(match => match.Groups["name"].Value)];

    [GeneratedRegex(@"(?m)(^|\s)//.*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?m)^param (?<name>\w+) \w+( = (?<default>.+))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"(?m)^output (?<name>\w+) ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Output();

    [GeneratedRegex(@"(?m)^module (?<name>\w+) '(?<path>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Module();

    [GeneratedRegex(@"\b(?<module>\w+)\.outputs\.(?<output>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AskedOutput();

    [GeneratedRegex(@"(?m)^using '(?<path>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UsingLine();

    [GeneratedRegex(@"(?m)^param (?<name>\w+) = ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Given();

    [GeneratedRegex(@"(?m)^resource \w+ '(?<type>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Resource();

    // Texts, without the expressions in them.
    [GeneratedRegex(@"'([^'\\]|\\.)*'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bare();

    [GeneratedRegex(@"(?<name>\w+): ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Key();
}

internal sealed record BicepModule(string Name, string Path, IReadOnlyList<string> Given);
