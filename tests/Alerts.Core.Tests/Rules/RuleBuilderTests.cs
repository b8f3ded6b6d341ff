using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.Tests.Rules;

public sealed class RuleBuilderTests
{
    private static readonly Dictionary<string, SeriesDefinition> Series =
        Story.Known(Story.Daily("smm.terbium-oxide"), Story.Monthly("cn.a"), Story.Monthly("cn.b"), Story.Monthly("mp.index", "USD/t"));

    private static (Rule? Rule, IReadOnlyList<RuleMistake> Mistakes) Build(string when, string? clear = null, string? again = null, string? count = null, string? minBase = null) =>
        RuleBuilder.Build(new("r", null, when, count, clear, again, minBase, Severity.Warning, new Dictionary<string, string>()), 0, Series);

    [Theory]
    [InlineData("smm.terbium-oxide > 6000000 CNY/t")]
    [InlineData("move(cn.a, 1 year) < -500 kg")]
    [InlineData("rise(mp.index, 3 months) > 0%")]
    [InlineData("ytd(cn.*) > 5 t and yoy(cn.*) > 5%")]
    [InlineData("change(smm.terbium-oxide, 2 weeks) > 5% or not cn.a > 3 t")]
    public void Accepts_what_makes_sense(string when) => Assert.Empty(Build(when).Mistakes);

    [Theory]
    [InlineData("yoy(smm.terbium-oxide) > 5%", "wrong-frequency", "change(smm.terbium-oxide, 1 month)")]
    [InlineData("ytd(mp.index) > 5 USD/t", "prices-do-not-add-up", "a series of amounts")]
    [InlineData("smm.terbium-oxide > 5 t", "wrong-unit", "a number in CNY/kg")]
    [InlineData("smm.terbium-oxide > 5", "wrong-unit", "a number in CNY/kg")]
    [InlineData("smm.terbium-oxide > 5 USD/kg", "wrong-unit", "a number in CNY/kg")]
    [InlineData("yoy(cn.a) > 5 t", "wrong-unit", "a number with %")]
    [InlineData("yoy(cn.a) > 5", "wrong-unit", "a number with %")]
    [InlineData("fall(smm.terbium-oxide, 30 days) > -5%", "wrong-value", "a number of zero or more")]
    [InlineData("change(cn.a, 30 days) > 5%", "wrong-argument", "months or years")]
    [InlineData("rise(cn.a, since 2024-01) > 5%", "wrong-argument", "rise(cn.a, 30 days)")]
    [InlineData("change(cn.a) > 5%", "wrong-argument", "change(cn.a, 6 months)")]
    [InlineData("mom(cn.a, 3 months) > 5%", "wrong-argument", "mom(cn.a)")]
    [InlineData("cn.* > 5 t and m* > 5 USD/t", "two-globs", "cn.* again, or a series")]
    [InlineData("yoy(*) > 5%", "wrong-frequency", "change(smm.terbium-oxide, 1 month)")]
    public void Rejects_what_does_not(string when, string code, string expected)
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

    [Fact]
    public void A_glob_without_a_match_is_a_warning()
    {
        var (rule, mistakes) = Build("yoy(us.*) > 5%");

        Assert.NotNull(rule);
        Assert.True(mistakes.Single().IsWarning);
    }

    [Theory]
    [InlineData("25%", "clear", "wrong-value")]
    [InlineData("-5%", "clear", "sign-differs")]
    [InlineData("5 t", "clear", "wrong-unit")]
    public void Clear_lies_on_the_quiet_side_in_the_unit_of_the_threshold(string clear, string key, string code)
    {
        var mistake = Build("yoy(cn.a) > 20%", clear: clear).Mistakes.Single();

        Assert.Equal((key, code), (mistake.Key, mistake.Code));
    }

    [Fact]
    public void Clear_may_equal_the_threshold() => Assert.Empty(Build("yoy(cn.a) > 20%", clear: "20%").Mistakes);

    [Theory]
    [InlineData("not yoy(cn.a) > 20%")]
    [InlineData("yoy(cn.a) > 20% and cn.b > 5 t")]
    public void Clear_and_again_every_belong_to_a_single_comparison(string when) =>
        Assert.Equal(["not-single", "not-single"], Build(when, clear: "10%", again: "period").Mistakes.Select(mistake => mistake.Code));

    [Theory]
    [InlineData("0%", "wrong-value")]
    [InlineData("-5%", "wrong-value")]
    [InlineData("5 t", "wrong-unit")]
    [InlineData("often", "syntax")]
    public void A_step_is_above_zero_and_in_the_unit_of_the_threshold(string again, string code) => Assert.Equal(code, Build("yoy(cn.a) > 20%", again: again).Mistakes.Single().Code);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("two")]
    [InlineData("1.5")]
    public void For_is_a_count(string count) => Assert.Equal("for", Build("yoy(cn.a) > 20%", count: count).Mistakes.Single().Key);

    [Fact]
    public void Min_base_needs_a_base() => Assert.Equal("no-base", Build("cn.a > 5 t", minBase: "5 t").Mistakes.Single().Code);

    [Fact]
    public void Min_base_is_in_the_unit_of_the_base() => Assert.Equal("wrong-unit", Build("yoy(cn.a) > 5%", minBase: "5 CNY").Mistakes.Single().Code);

    [Fact]
    public void A_glob_gives_one_instance_for_each_match_with_the_match_in_its_place()
    {
        var instances = RuleInstances.Of(Build("yoy(cn.*) > 5% and cn.* > 5 t").Rule!, Series);

        Assert.Equal(["yoy(cn.a) > 5% and cn.a > 5 t", "yoy(cn.b) > 5% and cn.b > 5 t"], instances.Select(instance => instance.When.ToString()));
        Assert.Equal(["cn.a", "cn.b"], instances.Select(instance => instance.Key));
    }
}
