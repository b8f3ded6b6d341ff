using Alerts.Core.Notifications;
using Alerts.Core.Observations;
using Alerts.Core.Routing;

namespace Alerts.Core.Tests.Notifications;

/// <summary>What a change of a price means for somebody who buys.</summary>
public sealed class PurchaseCostTests
{
    private static PurchaseCost? Cost(string when, string rows, string series = "p", string quantity = "1.2 t/year")
    {
        var story = Story.Given(when);
        story.Publish("2024-12-01", "q 2024-11-01 1");
        story.Publish("2025-03-01", rows[..rows.LastIndexOf(',')]);
        story.Publish("2025-03-24", rows[(rows.LastIndexOf(',') + 1)..]);
        return PurchaseCost.Of(story.Told[^1], [new(series, Purchase.ReadAYear(quantity)!.Value)]);
    }

    [Theory]
    [InlineData("change(p, 6 months) > 20%", "p 2024-09-24 5373, p 2025-03-24 6550", "1.2 t/year", "You buy 1.2 t a year: 1,412,400 CNY a year more (1,200 kg × (6,550 − 5,373) CNY/kg).")]
    [InlineData("change(p, 6 months) < -2%", "p 2024-09-24 1720, p 2025-03-24 1665", "100 kg/month", "You buy 1,200 kg a year: 66,000 CNY a year less (1,200 kg × (1,665 − 1,720) CNY/kg).")]
    [InlineData("rise(p, 6 months) > 1%", "p 2024-10-24 10.1, p 2025-03-24 10.35", "0.5 lb/year", "You buy 0.5 lb a year: 0.0567 CNY a year more (0.2268 kg × (10.35 − 10.1) CNY/kg).")]
    public void The_message_tells_the_change_in_money_a_year_with_its_arithmetic(string when, string rows, string quantity, string sentence) =>
        Assert.Equal(sentence, Cost(when, rows, quantity: quantity)!.Sentence);

    [Fact]
    public void The_sum_is_exact()
    {
        // 0.5 lb is 0.226796185 kg; times 0.25 CNY/kg.
        Assert.Equal(0.05669904625m, Cost("rise(p, 6 months) > 1%", "p 2024-10-24 10.1, p 2025-03-24 10.35", quantity: "0.5 lb/year")!.Change.Amount);
    }

    [Theory]
    [InlineData("change(p, 6 months) > 20%", "q")] // they buy something else
    [InlineData("p > 6000 CNY/kg", "p")] // it compares no two prices
    public void What_is_not_theirs_or_compares_no_prices_says_nothing(string when, string series) =>
        Assert.Null(Cost(when, "p 2024-09-24 5373, p 2025-03-24 6550", series));

    [Theory]
    [InlineData("1.2 t/year", "1.2 t")]
    [InlineData("100 kg/month", "1,200 kg")]
    [InlineData("1.2", null)]
    [InlineData("t/year", null)]
    [InlineData("1.2 t/week", null)]
    [InlineData("-1 t/year", null)]
    [InlineData("0 t/year", null)]
    [InlineData("1,2 t/year", null)]
    public void A_quantity_is_read_with_its_time(string text, string? aYear) => Assert.Equal(aYear, Purchase.ReadAYear(text)?.ToString());

    [Fact]
    public void A_webhook_has_it_as_data()
    {
        var story = Story.Given("change(p, 6 months) > 20%");
        story.Publish("2024-09-24", "p 2024-09-24 5373");
        story.Publish("2025-03-24", "p 2025-03-24 6550");

        var body = WebhookMessages.Of(story.Told[^1], [new("p", new Quantity(1.2m, Unit.Parse("t")))]).Text;

        Assert.Contains("""
            "purchase":{"series":"p","quantity":{"value":1.2,"unit":"t/year"},"change":{"value":1412400,"unit":"CNY/year"},"formula":"1,200 kg × (6,550 − 5,373) CNY/kg"}}}
            """.Trim(), body, StringComparison.Ordinal);
    }
}
