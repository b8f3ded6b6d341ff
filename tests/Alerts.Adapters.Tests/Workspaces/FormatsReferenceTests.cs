using System.Text;
using System.Text.RegularExpressions;
using Alerts.Adapters.Formats;
using Alerts.Contracts;

namespace Alerts.Adapters.Tests.Workspaces;

/// <summary>The page of formats against the formats that there are, and its datasets against the checker.</summary>
public sealed partial class FormatsReferenceTests
{
    private const string Page = "docs/reference/formats.md";

    [GeneratedRegex("^## (?<names>.+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sections();

    [GeneratedRegex("```yaml\n(?<yaml>[^`]+)```", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Examples();

    [Fact]
    public void The_page_lists_the_formats_that_there_are()
    {
        var table = new StringBuilder("| format | file | whose | what | keys of its own | the key of a series |\n| --- | --- | --- | --- | --- | --- |\n");
        foreach (var (facts, keys) in FileReader.Described)
            table.Append($"| `{facts.Name}` | {facts.File} | {facts.Publisher ?? "anybody's"} | {facts.What} | {string.Join(", ", keys.Own.Select(key => $"`{key}`"))} | {keys.SeriesKey} |\n");

        Approved.MatchesPage(table.ToString(), Page, "formats");
    }

    [Fact]
    public void Each_format_has_a_section() =>
        Assert.Equal(FileReader.Formats, Sections().Matches(Text()).SelectMany(section => section.Groups["names"].Value.Split(", ")).OrderBy(name => FileReader.Formats.ToList().IndexOf(name)));

    [Fact]
    public void Every_dataset_of_the_page_is_good()
    {
        using var folder = new Folder();
        File.Delete(Path.Combine(folder.Path, "datasets", "prices.yaml"));
        var examples = Examples().Matches(Text()).Select(example => example.Groups["yaml"].Value).ToList();
        for (var at = 0; at < examples.Count; at++) folder.Write($"datasets/{at}.yaml", examples[at]);

        var loaded = folder.Load();

        Assert.Empty(loaded.Mistakes);
        Assert.Equal(FileReader.Formats.Except(["xlsx", "comtrade-bulk"]).Order(StringComparer.Ordinal), loaded.Workspace!.Datasets.Select(dataset => dataset.Format).Order(StringComparer.Ordinal));
    }

    private static string Text() => File.ReadAllText(Path.Combine(Approved.Repository(), Page));
}
