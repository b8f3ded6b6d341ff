using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.Tests.Rules;

public sealed class RuleLanguageTests
{
    [Theory]
    [InlineData("change(smm.terbium-oxide, 6 months) > 20%", "change(smm.terbium-oxide, 6 months) > 20%")]
    [InlineData("  change( smm.terbium-oxide ,6 months )>20 %", "change(smm.terbium-oxide, 6 months) > 20%")]
    [InlineData("level(p) >= 6000 CNY/kg", "p >= 6000 CNY/kg")]
    [InlineData("p < -1.50 USD/mt", "p < -1.5 USD/t")]
    [InlineData("change(p, since 2024-09) <= -20%", "change(p, since 2024-09) <= -20%")]
    [InlineData("not (a > 1 t and b > 2 t) or c > 3 t", "not (a > 1 t and b > 2 t) or c > 3 t")]
    [InlineData("a > 1 t or b > 2 t and c > 3 t", "a > 1 t or b > 2 t and c > 3 t")]
    [InlineData("(a > 1 t or b > 2 t) and not c > 3 t", "(a > 1 t or b > 2 t) and not c > 3 t")]
    [InlineData("yoy(cn.imports.mm.*) <= -80%", "yoy(cn.imports.mm.*) <= -80%")]
    [InlineData("rise(p, 1 day) > 3%", "rise(p, 1 day) > 3%")]
    public void A_condition_prints_as_it_reads(string text, string printed) => Assert.Equal(printed, RuleLanguage.Parse(text).Condition!.ToString());

    [Theory]
    [InlineData("", 0, "the end where an indicator or a series is expected")]
    [InlineData("change(p, 6 months)", 19, "the end where a comparison is expected")]
    [InlineData("change(p, 6 months) = 20%", 20, "'=' where a comparison is expected")]
    [InlineData("change(p, 6 monts) > 20%", 12, "'monts' where a unit of time is expected")]
    [InlineData("change(p, soon) > 20%", 10, "'soon' where a length is expected")]
    [InlineData("change(p, since May) > 20%", 16, "'May' where a date is expected")]
    [InlineData("change(p 6 months) > 20%", 9, "'6' where ')' is expected")]
    [InlineData("p > 6,000 CNY/kg", 5, "numbers are written without thousands separators")]
    [InlineData("p > q", 4, "'q' where a number is expected")]
    [InlineData("p > 1e5 t", 4, "'1e5' where a number is expected")]
    [InlineData("p > 5 t q > 6 t", 8, "'q' is not expected here")]
    [InlineData("(p > 5 t", 8, "the end where ')' is expected")]
    [InlineData("p > 5 t &", 8, "'&' is not expected here")]
    [InlineData("spread(p) > 3 CNY/kg", 8, "')' where ',' is expected: spread takes two series")]
    [InlineData("spread(p, q, 5) > 3 CNY/kg", 13, "spread takes two series and nothing else")]
    [InlineData("avg(p, few) > 3 CNY/kg", 7, "'few' where a count is expected")]
    [InlineData("p in > 3 CNY/kg", 5, "'>' where a unit is expected")]
    [InlineData("p in USD/kg through > 3 USD/kg", 20, "'>' where an exchange rate is expected")]
    [InlineData("p in USD/kq > 3 CNY/kg", 5, "unknown unit 'USD/kq'")]
    [InlineData("avg(p, 5) in USD/kg through fx > 3 USD/kg", 28, "a series is converted through a rate, and not an indicator")]
    [InlineData("p > 5 USD/oz", 6, "'USD/oz' is ambiguous: an ounce is written ozt (troy)")]
    public void A_mistake_has_its_place(string text, int offset, string message)
    {
        var mistake = RuleLanguage.Parse(text).Mistakes[0];

        Assert.Equal((offset, message), (mistake.Offset, mistake.Message));
    }

    [Theory]
    [InlineData("chnge(p, 6 months) > 20%", "change")]
    [InlineData("ytdyoy(m) > 20%", "ytd_yoy")]
    [InlineData("p > 20 CNY/kq", "CNY/kg")]
    [InlineData("p > 20 CNJ/kg", "CNY/kg")]
    [InlineData("p > 5 t adn q > 6 t", "and")]
    [InlineData("change(p, 6 moths) > 20%", "months")]
    public void The_nearest_name_is_suggested(string text, string nearest) => Assert.Equal(nearest, RuleLanguage.Parse(text).Mistakes[0].Nearest);

    [Fact]
    public void Nesting_without_end_is_a_mistake_and_no_crash() =>
        Assert.Contains("nest deeper", RuleLanguage.Parse(new string('(', 100_000)).Mistakes[0].Message, StringComparison.Ordinal);

    [Fact]
    public void Two_unknown_names_in_one_rule_are_both_reported() =>
        Assert.Equal(["unknown-function", "unknown-unit"], RuleLanguage.Parse("chnge(p, 6 months) > 20% and p > 5 CNY/kq").Mistakes.Select(mistake => mistake.Code));
}
