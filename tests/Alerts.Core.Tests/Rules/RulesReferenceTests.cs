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
            var series = (kind.IsMonthlyOnly ? "monthly" : "any") + (kind.AddsUp ? ", amounts" : kind is UnitValue ? ", money and an amount" : kind.IsPair ? ", two of one unit and frequency" : "");
            var value = kind.IsPercent ? "%" : kind.CountsDays ? "days" : kind.IsBare ? "a bare number" : kind is UnitValue ? "money over the amount" : kind.IsPair ? "unit of A" : "unit of the series";
            table.Append($"| `{kind.Name.Text()}({(kind.IsPair ? "A, B" : "SERIES")}{kind.Argument.Written()})` | {value} | {series} | {kind.Summary} |\n");
        }

        Approved.MatchesPage(table.ToString(), "docs/reference/rules.md", "indicators");
    }

    [Fact]
    public void The_reference_page_explains_each_reason_for_no_verdict_and_no_other()
    {
        var page = File.ReadAllLines(Path.Combine(Approved.Repository(), "docs", "reference", "rules.md"));
        var rows = page.SkipWhile(line => line != "| no verdict | means |").Skip(2).TakeWhile(line => line.StartsWith('|'));

        Assert.Equal(Enum.GetValues<NoVerdict>().Select(reason => reason.Text()).Order(StringComparer.Ordinal), rows.SelectMany(row => row.Split('|')[1].Split(',')).Select(name => name.Trim(' ', '`')).Order(StringComparer.Ordinal));
    }
}
