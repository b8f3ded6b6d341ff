using System.Text;
using Alerts.Contracts;
using Alerts.Core.Rules;

namespace Alerts.Core.Tests.Rules;

public sealed class RulesReferenceTests
{
    [Fact]
    public void The_reference_page_lists_the_indicators_that_the_language_has()
    {
        var table = new StringBuilder("| indicator | value | series | is |\n| --- | --- | --- | --- |\n");
        foreach (var kind in Indicators.All)
        {
            var argument = kind.Argument switch { ArgumentKind.LengthOrSince => ", LENGTH or since DATE", ArgumentKind.Window => ", LENGTH", _ => "" };
            var series = (kind.IsMonthlyOnly ? "monthly" : "any") + (kind.AddsUp ? ", amounts" : "");
            table.Append($"| `{kind.Name.Text()}(SERIES{argument})` | {(kind.IsPercent ? "%" : "unit of the series")} | {series} | {kind.Summary} |\n");
        }

        Approved.MatchesPage(table.ToString(), "docs/reference/rules.md", "indicators");
    }
}
