using Alerts.Core.Routing;
using Alerts.Core.Rules;

namespace Alerts.Core.Tests.Routing;

public sealed class RoutesTests
{
    private static readonly RouteFacts Terbium = new("terbium-spike", ["smm.terbium-oxide"], Severity.High, new Dictionary<string, string> { ["commodity"] = "terbium" });

    private static Route Of(Severity least, string[] addresses, params (string Key, string[] Patterns)[] match) =>
        Routes.Of(Terbium, [new("s", new(match.ToDictionary(item => item.Key, item => (IReadOnlyList<string>)item.Patterns)), least, addresses)]).Single();

    [Fact]
    public void Without_a_match_everything_is_told() => Assert.True(Of(Severity.Info, ["a@example.com"]).IsTold);

    [Fact]
    public void All_keys_must_match_and_any_pattern_of_a_key_will_do() =>
        Assert.True(Of(Severity.High, ["a@example.com"], ("commodity", ["dysprosium", "terb*"]), ("rule", ["terbium-*"]), ("series", ["smm.*"])).IsTold);

    [Theory]
    [InlineData("rule", "nickel-*", "rule-does-not-match")]
    [InlineData("series", "cn.*", "series-does-not-match")]
    [InlineData("commodity", "nickel", "label-does-not-match")]
    [InlineData("country", "*", "label-does-not-match")]
    public void Who_is_not_told_knows_why(string key, string pattern, string reason)
    {
        var route = Of(Severity.Info, ["a@example.com"], (key, [pattern]));

        Assert.Equal((reason, $"{key} is not {pattern}"), (route.Reason.Text(), route.Explanation));
    }

    [Fact]
    public void A_lesser_severity_is_not_told() => Assert.Equal("below-min-severity", Of(Severity.Critical, ["a@example.com"]).Reason.Text());

    [Fact]
    public void Without_an_address_nobody_is_told() => Assert.Equal("no-channel", Of(Severity.Info, []).Reason.Text());

    [Fact]
    public void Who_has_not_confirmed_or_has_unsubscribed_is_not_told_and_it_is_said()
    {
        var subscriber = new Subscriber("anna", Match.Everything, Severity.Info, []);
        Route Of(Subscriber subscriber) => Routes.Of(new RouteFacts("r", ["p"], Severity.High, new Dictionary<string, string>()), [subscriber])[0];

        Assert.Equal("unconfirmed", Of(subscriber with { IsUnconfirmed = true }).Reason.Text());
        Assert.Equal("unsubscribed", Of(subscriber with { Unsubscribed = ["anna@example.com"] }).Reason.Text());
    }
}
