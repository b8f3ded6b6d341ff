using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.Tests.Rules;

public sealed class RuleBuilderTests
{
    private static readonly Dictionary<string, SeriesDefinition> Series =
        Story.Known(Story.Daily("smm.terbium-oxide"), Story.Monthly("us.a"), Story.Monthly("us.b"), Story.Monthly("mp.index", "USD/t"), Story.Monthly("v.value", "USD"), Story.Daily("smm.dysprosium-oxide"), Story.Daily("xr.usd", "CNY/USD"), Story.Monthly("cn.imports"));

    private static (Rule? Rule, IReadOnlyList<RuleMistake> Mistakes) Build(string when, string? clear = null, string? again = null, string? count = null, string? minBase = null) =>
        RuleBuilder.Build(new("r", null, when, count, clear, again, minBase, Severity.Warning, new Dictionary<string, string>()), 0, Series);

    [Theory]
    [InlineData("smm.terbium-oxide > 6000000 CNY/t")]
    [InlineData("move(us.a, 1 year) < -500 kg")]
    [InlineData("rise(mp.index, 3 months) > 0%")]
    [InlineData("ytd(us.?) > 5 t and yoy(us.?) > 25%")]
    [InlineData("change(smm.terbium-oxide, 2 weeks) > 5% or not us.a > 3 t")]
    [InlineData("sum(us.a, 3 months) > 5 t and avg(us.a, 3) > 1 kg")]
    [InlineData("zscore(smm.terbium-oxide, 20) > 3")]
    [InlineData("spread(smm.terbium-oxide, smm.dysprosium-oxide) > 1 CNY/t")]
    [InlineData("ratio(us.a, us.b) > 1.5 or share(us.a, us.b) > 40%")]
    [InlineData("unit_value(v.value, us.a) > 5 USD/kg")]
    [InlineData("unit_value(v.value, us.a) in USD/kg > 5 USD/t")]
    [InlineData("yoy(us.a, joined) < -10%")]
    [InlineData("smm.terbium-oxide in CNY/t > 6000000 CNY/t")]
    [InlineData("change(smm.* in USD/t through xr.usd, 6 months) > 20%")]
    [InlineData("spread(smm.terbium-oxide in USD/kg through xr.usd, smm.dysprosium-oxide in USD/kg through xr.usd) > 100 USD/kg")]
    public void Accepts_what_makes_sense(string when) => Assert.Empty(Build(when).Mistakes);

    [Theory]
    [InlineData("yoy(smm.terbium-oxide) > 5%", "wrong-frequency", "change(smm.terbium-oxide, 1 month)")]
    [InlineData("ytd(mp.index) > 5 USD/t", "prices-do-not-add-up", "a series of amounts")]
    [InlineData("smm.terbium-oxide > 5 t", "wrong-unit", "a number in CNY/kg")]
    [InlineData("smm.terbium-oxide > 5", "wrong-unit", "a number in CNY/kg")]
    [InlineData("smm.terbium-oxide > 5 USD/kg", "wrong-unit", "a number in CNY/kg")]
    [InlineData("yoy(us.a) > 5 t", "wrong-unit", "a number with %")]
    [InlineData("yoy(us.a) > 5", "wrong-unit", "a number with %")]
    [InlineData("fall(smm.terbium-oxide, 30 days) > -5%", "wrong-value", "a number of zero or more")]
    [InlineData("change(us.a, 30 days) > 5%", "wrong-argument", "months or years")]
    [InlineData("rise(us.a, since 2024-01) > 5%", "wrong-argument", "rise(us.a, 30 days)")]
    [InlineData("change(us.a) > 5%", "wrong-argument", "change(us.a, 6 months)")]
    [InlineData("mom(us.a, 3 months) > 5%", "wrong-argument", "mom(us.a)")]
    [InlineData("us.* > 5 t and m* > 5 USD/t", "two-globs", "us.* again, or a series")]
    [InlineData("sum(us.a, 30 days) > 5 t", "wrong-argument", "sum(us.a, 3 months)")]
    [InlineData("sum(mp.index, 3 months) > 5 USD/t", "prices-do-not-add-up", "a series of amounts")]
    [InlineData("yoy(mp.index, joined) > 5%", "prices-do-not-add-up", "a series of amounts")]
    [InlineData("mom(us.a, joined) > 5%", "wrong-argument", "mom(us.a)")]
    [InlineData("yoy(us.a, 3 months) > 5%", "wrong-argument", "yoy(us.a, joined)")]
    [InlineData("avg(us.a, 3 months) > 5 t", "wrong-argument", "avg(us.a, 20)")]
    [InlineData("avg(us.a) > 5 t", "wrong-argument", "avg(us.a, 20)")]
    [InlineData("zscore(us.a, 1) > 5", "wrong-argument", "zscore(us.a, 20)")]
    [InlineData("zscore(us.a, 5) > 5 t", "wrong-unit", "a number without a unit")]
    [InlineData("ratio(us.a, us.b) > 5%", "wrong-unit", "a number without a unit")]
    [InlineData("share(us.a, us.b) > 5", "wrong-unit", "a number with %")]
    [InlineData("spread(us.a, v.value) > 5 t", "wrong-unit", "a series in t")]
    [InlineData("spread(us.a, smm.terbium-oxide) > 5 t", "wrong-frequency", null)]
    [InlineData("unit_value(us.a, us.b) > 5 USD/t", "wrong-unit", "a series in a currency")]
    [InlineData("unit_value(v.value, mp.index) > 5 USD/t", "wrong-unit", "a series of amounts, such as t")]
    [InlineData("unit_value(v.value, us.a) > 5 CNY/t", "wrong-unit", "a number in USD/t")]
    [InlineData("smm.terbium-oxide in USD/kg > 5 USD/kg", "wrong-unit", "in USD/kg through xr.usd")]
    [InlineData("smm.terbium-oxide in EUR/kg through xr.usd > 5 EUR/kg", "wrong-unit", "a unit such as USD/kg")]
    [InlineData("smm.terbium-oxide in USD/kg through smm.terbium-oxide > 5 USD/kg", "wrong-unit", "a series in money over money, such as CNY/USD")]
    [InlineData("mp.index in CNY/t through xr.usd > 5 CNY/t", "wrong-frequency", null)]
    [InlineData("us.a in kg through xr.usd > 5 kg", "wrong-frequency", null)]
    [InlineData("yoy(*) > 5%", "wrong-frequency", "change(smm.dysprosium-oxide, 1 month)")]
    public void Rejects_what_does_not(string when, string code, string? expected)
    {
        var (rule, mistakes) = Build(when);

        Assert.Null(rule);
        Assert.Equal((code, expected), (mistakes[0].Code, mistakes[0].Expected));
    }

    [Fact]
    public void An_unknown_series_is_put_under_a_caret_with_the_nearest_one()
    {
        var mistake = Build("change(smm.terbium, 6 months) > 20%").Mistakes.Single();

        Assert.Equal(("unknown-series", 7, 11, "smm.terbium-oxide"), (mistake.Code, mistake.Offset, mistake.Length, mistake.Nearest));
    }

    [Theory]
    [InlineData("yoy(cn.imports) > 20%", 1)]
    [InlineData("yoy(cn.imports) > 25%", 0)]
    [InlineData("yoy(cn.imports, joined) > 20%", 0)]
    [InlineData("yoy(us.a) > 20%", 0)]
    public void A_small_change_on_the_year_of_a_Chinese_series_is_advised_to_be_joined(string when, int warnings)
    {
        var (rule, mistakes) = Build(when);

        Assert.NotNull(rule);
        Assert.Equal(Enumerable.Repeat(("new-year", "yoy(cn.imports, joined)", true), warnings), mistakes.Select(mistake => (mistake.Code, mistake.Expected!, mistake.IsWarning)));
    }

    [Theory]
    [InlineData("share(us.a, v.value) > 5%", 12, 7)]
    [InlineData("smm.terbium-oxide in USD/t > 5 USD/t", 21, 5)]
    [InlineData("smm.terbium-oxide in USD/t through xr.eur > 5 USD/t", 35, 6)]
    public void The_caret_is_under_the_offending_part(string when, int offset, int length) =>
        Assert.Equal((offset, length), (Build(when).Mistakes[0].Offset, Build(when).Mistakes[0].Length));

    [Fact]
    public void A_smallest_divisor_is_in_the_unit_of_the_divisor()
    {
        Assert.NotNull(Build("unit_value(v.value, us.a) > 5 USD/t", minBase: "100 kg").Rule);
        Assert.Equal("wrong-unit", Build("unit_value(v.value, us.a) > 5 USD/t", minBase: "100 USD").Mistakes.Single().Code);
        Assert.Equal("no-base", Build("spread(us.a, us.b) > 5 t", minBase: "100 kg").Mistakes.Single().Code);
    }

    [Fact]
    public void A_glob_without_a_match_is_a_warning()
    {
        var (rule, mistakes) = Build("yoy(de.*) > 5%");

        Assert.NotNull(rule);
        Assert.True(mistakes.Single().IsWarning);
    }

    [Theory]
    [InlineData("25%", "clear", "wrong-value")]
    [InlineData("-5%", "clear", "sign-differs")]
    [InlineData("5 t", "clear", "wrong-unit")]
    public void Clear_lies_on_the_quiet_side_in_the_unit_of_the_threshold(string clear, string key, string code)
    {
        var mistake = Build("yoy(us.a) > 20%", clear: clear).Mistakes.Single();

        Assert.Equal((key, code), (mistake.Key, mistake.Code));
    }

    [Fact]
    public void Clear_may_equal_the_threshold() => Assert.Empty(Build("yoy(us.a) > 20%", clear: "20%").Mistakes);

    [Theory]
    [InlineData("not yoy(us.a) > 20%")]
    [InlineData("yoy(us.a) > 20% and us.b > 5 t")]
    public void Clear_and_again_every_belong_to_a_single_comparison(string when) =>
        Assert.Equal(["not-single", "not-single"], Build(when, clear: "10%", again: "period").Mistakes.Select(mistake => mistake.Code));

    [Theory]
    [InlineData("0%", "wrong-value")]
    [InlineData("-5%", "wrong-value")]
    [InlineData("5 t", "wrong-unit")]
    [InlineData("often", "syntax")]
    public void A_step_is_above_zero_and_in_the_unit_of_the_threshold(string again, string code) => Assert.Equal(code, Build("yoy(us.a) > 20%", again: again).Mistakes.Single().Code);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("two")]
    [InlineData("1.5")]
    public void For_is_a_count(string count) => Assert.Equal("for", Build("yoy(us.a) > 20%", count: count).Mistakes.Single().Key);

    [Fact]
    public void Min_base_needs_a_base() => Assert.Equal("no-base", Build("us.a > 5 t", minBase: "5 t").Mistakes.Single().Code);

    [Fact]
    public void Min_base_is_in_the_unit_of_the_base() => Assert.Equal("wrong-unit", Build("yoy(us.a) > 5%", minBase: "5 CNY").Mistakes.Single().Code);

    [Fact]
    public void A_glob_gives_one_instance_for_each_match_with_the_match_in_its_place()
    {
        var instances = RuleInstances.Of(Build("yoy(us.*) > 5% and us.* > 5 t").Rule!, Series);

        Assert.Equal(["yoy(us.a) > 5% and us.a > 5 t", "yoy(us.b) > 5% and us.b > 5 t"], instances.Select(instance => instance.When.ToString()));
        Assert.Equal(["us.a", "us.b"], instances.Select(instance => instance.Key));
    }
}
