using Alerts.Core.Tests;

namespace Alerts.Core.Tests.Alerting;

public sealed class HysteresisTests
{
    [Fact]
    public void A_price_that_wobbles_around_its_threshold_fires_once()
    {
        var story = Story.Given("change(p, 6 months) > 20%", clear: "15%");
        Assert.Empty(story.Publish("2024-09-24", "p 2024-09-24 100"));

        Assert.Equal(["firing 2025-03-24 21.9"], story.Publish("2025-03-24", "p 2025-03-24 121.9"));
        Assert.Empty(story.Publish("2025-03-25", "p 2025-03-25 117"));
        Assert.Empty(story.Publish("2025-03-26", "p 2025-03-26 122"));
        Assert.Equal(["resolved 2025-03-27 14.9"], story.Publish("2025-03-27", "p 2025-03-27 114.9"));
    }

    [Fact]
    public void Twenty_percent_exactly_is_not_above_twenty_percent()
    {
        var story = Story.Given("change(p, 6 months) > 20%");
        story.Publish("2024-09-24", "p 2024-09-24 100");

        Assert.Empty(story.Publish("2025-03-24", "p 2025-03-24 120"));
        Assert.Equal(["firing 2025-03-25 20.000001"], story.Publish("2025-03-25", "p 2025-03-25 120.000001"));
    }

    [Fact]
    public void For_counts_observations_with_a_verdict_and_resolves_at_once()
    {
        var story = Story.Given("p > 10 CNY/kg", count: "3");
        story.Publish("2025-01-01", "p 2025-01-01 5");

        Assert.Empty(story.Publish("2025-01-02", "p 2025-01-02 11"));
        Assert.Empty(story.Publish("2025-01-03", "p 2025-01-03 11"));
        Assert.Equal(["firing 2025-01-06 12"], story.Publish("2025-01-06", "p 2025-01-06 12"));
        Assert.Equal(["resolved 2025-01-07 9"], story.Publish("2025-01-07", "p 2025-01-07 9"));
    }

    [Fact]
    public void Each_further_step_escalates_once_and_a_jump_over_two_is_told_as_the_higher()
    {
        var story = Story.Given("change(p, 6 months) > 20%", again: "10%");
        story.Publish("2024-09-24", "p 2024-09-24 100");

        Assert.Equal(["firing 2025-03-24 21"], story.Publish("2025-03-24", "p 2025-03-24 121"));
        Assert.Empty(story.Publish("2025-03-25", "p 2025-03-25 130"));
        Assert.Equal(["escalated 2025-03-26 45 level 2"], story.Publish("2025-03-26", "p 2025-03-26 145"));
        Assert.Empty(story.Publish("2025-03-27", "p 2025-03-27 131"));
        Assert.Empty(story.Publish("2025-03-28", "p 2025-03-28 146"));
    }

    [Fact]
    public void Each_further_month_at_which_the_condition_holds_is_an_update()
    {
        var story = Story.Given("yoy(m) < -50%", again: "period", clear: "-20%");
        story.Publish("2025-01-20", "m 2024-02 100, m 2024-03 100, m 2024-04 100, m 2024-05 100");

        Assert.Equal(["firing 2025-02 -60"], story.Publish("2025-03-20", "m 2025-02 40"));
        Assert.Equal(["updated 2025-03 -70"], story.Publish("2025-04-20", "m 2025-03 30"));
        Assert.Empty(story.Publish("2025-05-20", "m 2025-04 60"));
        Assert.Equal(["resolved 2025-05 -10"], story.Publish("2025-06-20", "m 2025-05 90"));
    }

    [Fact]
    public void No_verdict_changes_nothing()
    {
        var story = Story.Given("change(p, 1 month) > 20%");
        story.Publish("2025-01-01", "p 2024-12-01 100");
        Assert.Equal(["firing 2025-01-02 30"], story.Publish("2025-01-02", "p 2025-01-02 130"));

        Assert.Empty(story.Publish("2025-06-02", "p 2025-06-02 100"));
        Assert.Equal(["resolved 2025-07-03 1"], story.Publish("2025-07-03", "p 2025-07-03 101"));
    }
}
