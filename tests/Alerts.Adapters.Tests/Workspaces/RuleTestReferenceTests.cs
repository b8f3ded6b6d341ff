using System.Text;
using Alerts.Adapters.Workspaces;
using Alerts.Contracts;

namespace Alerts.Adapters.Tests.Workspaces;

public sealed class RuleTestReferenceTests
{
    [Fact]
    public void The_guide_lists_the_keys_that_a_file_of_rule_tests_may_have()
    {
        var page = new StringBuilder();
        foreach (var shape in TestShapes.All)
        {
            page.Append($"\n## {shape.Title}\n\n| key | type | meaning | default | example |\n| --- | --- | --- | --- | --- |\n");
            foreach (var key in shape.Keys)
                page.Append($"| `{key.Name}` | {key.Type} | {key.Meaning} | {(key.IsRequired ? "required" : key.Default)} | {(key.Example is null ? "see its table" : $"`{key.Example}`")} |\n");
        }

        Approved.MatchesPage(page.Append('\n').ToString(), "docs/guide/rule-tests.md", "keys");
    }
}
