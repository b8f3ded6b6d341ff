using System.Text;
using Alerts.Adapters.Workspaces;
using Alerts.Contracts;

namespace Alerts.Adapters.Tests.Workspaces;

public sealed class ConfigurationReferenceTests
{
    [Fact]
    public void The_reference_page_lists_the_keys_that_the_checker_knows_and_what_it_says_of_wrong_values()
    {
        var page = new StringBuilder();
        foreach (var shape in Shapes.All)
        {
            page.Append($"\n## {shape.Title}\n\n| key | type | meaning | default | example | refused |\n| --- | --- | --- | --- | --- | --- |\n");
            foreach (var key in shape.Keys.Where(key => !key.IsLater))
                page.Append($"| `{key.Name}` | {key.Type} | {key.Meaning} | {(key.IsRequired ? "required" : key.Default)} | {(key.Example is null ? "see its table" : $"`{key.Example}`")} | `{key.Wrong}`: {Said(shape, key)} |\n");
            var later = shape.Keys.Where(key => key.IsLater).Select(key => $"`{key.Name}`").ToList();
            if (later.Count > 0) page.Append($"\nNot available yet: {string.Join(", ", later)}.\n");
        }

        Approved.MatchesPage(page.Append('\n').ToString(), "docs/reference/configuration.md", "keys");
    }

    [Fact]
    public void Every_example_of_the_reference_page_is_good() => Assert.Empty(new ExampleWorkspace().Mistakes());

    private static string Said(Shape shape, Key key)
    {
        var mistake = new ExampleWorkspace(shape, key).Mistakes().FirstOrDefault(mistake => mistake.IsError);
        Assert.True(mistake is not null, $"'{key.Name}' of {shape.Name} takes {key.Wrong}");
        var expected = mistake.Expected is null ? "" : $"; expected {mistake.Expected}";
        return (mistake.Message + expected + (mistake.Nearest is null ? "" : $" (nearest: {mistake.Nearest})")).Replace("|", "\\|", StringComparison.Ordinal);
    }
}
