using System.Text;
using Alerts.Adapters.Workspaces;
using Alerts.Contracts;

namespace Alerts.Adapters.Tests.Workspaces;

public sealed class ConfigurationReferenceTests
{
    [Fact]
    public void The_reference_page_lists_the_keys_that_the_checker_knows()
    {
        var page = new StringBuilder();
        foreach (var shape in Shapes.All)
        {
            page.Append($"\n## {shape.Title}\n\n| key | meaning | default |\n| --- | --- | --- |\n");
            foreach (var key in shape.Keys.Where(key => !key.IsLater)) page.Append($"| `{key.Name}` | {key.Meaning} | {(key.IsRequired ? "required" : key.Default is null ? "" : key.Default)} |\n");
            var later = shape.Keys.Where(key => key.IsLater).Select(key => $"`{key.Name}`").ToList();
            if (later.Count > 0) page.Append($"\nNot available yet: {string.Join(", ", later)}.\n");
        }

        Approved.MatchesPage(page.Append('\n').ToString(), "docs/reference/configuration.md", "keys");
    }
}
