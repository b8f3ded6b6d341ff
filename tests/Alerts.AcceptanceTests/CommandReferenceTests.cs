using System.Text.RegularExpressions;
using Alerts.Contracts;

namespace Alerts.AcceptanceTests;

/// <summary>The reference page of the command against what <c>--help</c> prints.</summary>
public sealed partial class CommandReferenceTests
{
    [GeneratedRegex(@"^  (?<verb>[a-z-]+) {3,}", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Verbs();

    [GeneratedRegex(@"--[a-z-]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Options();

    [GeneratedRegex(@"^\| `(?<usage>(?<verb>[a-z-]+)[^`]*)` \|", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rows();

    [Fact]
    public void The_page_has_each_verb_as_its_help_writes_it_and_no_other()
    {
        using var alerts = new AlertsCommand();
        var rows = Rows().Matches(File.ReadAllText(Path.Combine(Approved.Repository(), "docs", "reference", "command.md")));
        var usages = rows.ToDictionary(row => row.Groups["verb"].Value, row => $"alerts {row.Groups["usage"].Value.Replace(@"\|", "|", StringComparison.Ordinal)}", StringComparer.Ordinal);

        var helped = Verbs().Matches(alerts.Run("--help").Output).Select(match => match.Groups["verb"].Value).ToDictionary(verb => verb, verb => alerts.Run(verb, "--help").Output, StringComparer.Ordinal);

        Assert.Equal(helped.Select(help => (help.Key, help.Value.Split('\n')[0])).Order(), usages.Select(usage => (usage.Key, usage.Value)).Order());
        // What the usage leaves out no page can have; the common three are told once, above the table.
        foreach (var (verb, help) in helped)
            Assert.Equal((verb, Told(help)), (verb, Sorted(Options().Matches(usages[verb]).Select(option => option.Value))));
    }

    private static string Told(string help) => Sorted(help.Split('\n').Where(line => line.StartsWith("  --", StringComparison.Ordinal)).Select(line => Options().Match(line).Value));

    private static string Sorted(IEnumerable<string> options) => string.Join(' ', options.Except(["--workspace", "--json", "--help"]).Order(StringComparer.Ordinal));
}
