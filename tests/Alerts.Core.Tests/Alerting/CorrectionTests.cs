namespace Alerts.Core.Tests.Alerting;

public sealed class CorrectionTests
{
    private const string LastYear = "m 2024-01 100, m 2024-02 100, m 2024-03 100, m 2024-04 100";

    [Fact]
    public void A_first_load_says_only_where_it_stands()
    {
        var story = Story.Given("yoy(m) < -50%", again: "period");

        Assert.Equal(["firing 2025-03 -65"], story.Publish("2025-04-20", LastYear + ", m 2025-01 20, m 2025-02 30, m 2025-03 35"));
    }

    [Fact]
    public void A_first_load_whose_past_is_over_says_nothing() =>
        Assert.Empty(Story.Given("yoy(m) < -50%").Publish("2025-04-20", LastYear + ", m 2025-01 20, m 2025-02 90"));

    [Fact]
    public void A_revision_that_takes_the_ground_away_retracts()
    {
        var story = Story.Given("yoy(m) <= -80%");
        story.Publish("2025-01-20", LastYear);
        story.Publish("2025-03-20", "m 2025-02 11");

        Assert.Equal(["retracted 2025-02 -78 revised amends firing 2025-02"], story.Publish("2025-07-20", "m 2025-02 22"));
        Assert.Equal(story.Told[0].Id, story.Told[1].Alert);
    }

    [Fact]
    public void A_revision_that_changes_the_printed_number_corrects()
    {
        var story = Story.Given("yoy(m) < -50%");
        story.Publish("2025-01-20", LastYear);
        story.Publish("2025-03-20", "m 2025-02 11");

        Assert.Equal(["corrected 2025-02 -78 revised amends firing 2025-02"], story.Publish("2025-07-20", "m 2025-02 22"));
        Assert.Equal(-89, story.Told[1].Amends[0].Value);
    }

    [Fact]
    public void A_revision_below_what_is_printed_corrects_nothing()
    {
        var story = Story.Given("yoy(m) < -50%");
        story.Publish("2025-01-20", LastYear);
        story.Publish("2025-03-20", "m 2025-02 11");

        Assert.Empty(story.Publish("2025-07-20", "m 2025-02 11.01"));
    }

    [Fact]
    public void A_revision_that_leaves_the_number_as_late_history_made_it_corrects_nothing()
    {
        var story = Story.Given("mom(m) < -50% or p > 5 CNY/kg");
        story.Publish("2025-01-20", "m 2024-12 100");
        story.Publish("2025-02-03", "p 2025-02-03 10");
        Assert.Empty(story.Publish("2025-02-04", "m 2025-01 0"));

        Assert.Empty(story.Publish("2025-02-05", "m 2024-12 50"));
    }

    [Fact]
    public void A_revision_that_leaves_the_number_but_changes_its_unit_corrects()
    {
        var story = Story.Given("m > 5 t or p > 5 CNY/kg");
        story.Publish("2025-02-03", "m 2025-01 4, p 2025-02-03 10.001");

        Assert.Equal(["corrected 2025-02-03 10 revised amends firing 2025-02-03"], story.Publish("2025-02-05", "m 2025-01 10"));
    }

    [Fact]
    public void A_second_correction_says_what_the_first_one_told()
    {
        var story = Story.Given("yoy(m) < -50%");
        story.Publish("2025-01-20", LastYear);
        story.Publish("2025-03-20", "m 2025-02 11");
        story.Publish("2025-07-20", "m 2025-02 22");
        story.Publish("2025-08-20", "m 2025-02 33");

        Assert.Equal(-78, story.Told[^1].Amends[0].Value);
    }

    [Fact]
    public void A_revision_that_ends_an_alert_which_did_fire_resolves_it()
    {
        var story = Story.Given("yoy(m) < -50%");
        story.Publish("2025-01-20", LastYear);
        story.Publish("2025-03-20", "m 2025-02 20");
        story.Publish("2025-04-20", "m 2025-03 20");

        Assert.Equal(["resolved 2025-03 -20 revised"], story.Publish("2025-07-20", "m 2025-03 80"));
    }

    [Fact]
    public void A_revision_that_reaches_the_threshold_fires_marked_revised()
    {
        var story = Story.Given("yoy(m) < -50%");
        story.Publish("2025-01-20", LastYear);
        story.Publish("2025-03-20", "m 2025-02 90");

        Assert.Equal(["firing 2025-02 -60 revised"], story.Publish("2025-07-20", "m 2025-02 40"));
    }

    [Fact]
    public void An_escalation_alone_is_retracted_when_its_level_is_not_reached()
    {
        var story = Story.Given("change(p, 6 months) > 20%", again: "10%");
        story.Publish("2024-09-24", "p 2024-09-24 100");
        story.Publish("2025-03-24", "p 2025-03-24 121");
        story.Publish("2025-03-25", "p 2025-03-25 135");

        Assert.Equal(["retracted 2025-03-25 25 revised amends escalated 2025-03-25"], story.Publish("2025-03-26", "p 2025-03-25 125"));
        Assert.Equal(["escalated 2025-03-27 31 level 1"], story.Publish("2025-03-27", "p 2025-03-27 131"));
    }

    [Fact]
    public void Values_that_a_publication_revises_come_before_periods_that_it_adds()
    {
        var story = Story.Given("yoy(m) <= -80%");
        story.Publish("2025-01-20", LastYear);
        story.Publish("2025-03-20", "m 2025-02 11");

        Assert.Equal(
            ["retracted 2025-02 -78 revised amends firing 2025-02", "firing 2025-03 -90"],
            story.Publish("2025-04-20", "m 2025-03 10, m 2025-02 22"));
    }

    [Fact]
    public void Late_history_announces_only_a_change_at_the_head()
    {
        var story = Story.Given("change(p, 1 month) > 20%");
        story.Publish("2025-03-01", "p 2024-12-10 50");
        Assert.Empty(story.Publish("2025-03-03", "p 2025-03-03 121"));

        Assert.Equal(["firing 2025-03-03 21"], story.Publish("2025-03-04", "p 2025-02-03 100"));
    }

    [Fact]
    public void An_older_publication_read_late_never_replaces_a_newer_value()
    {
        var story = Story.Given("p > 10 CNY/kg");
        story.Publish("2025-03-03", "p 2025-03-03 5");

        Assert.Empty(story.Publish("2025-03-02", "p 2025-03-03 50"));
        Assert.Equal(["firing 2025-03-03 50 revised"], story.Publish("2025-03-04", "p 2025-03-03 50"));
    }

    [Fact]
    public void Where_things_stand_is_said_with_the_last_silent_publication()
    {
        var story = Story.Given("yoy(m) < -50%");
        story.PublishSilently("2025-01-20", LastYear);
        story.PublishSilently("2025-03-20", "m 2025-02 20");
        story.PublishSilently("2025-03-21", "p 2025-03-21 20");

        Assert.Equal(["firing 2025-02 -80"], story.AnnounceStanding());
        Assert.Equal("2025-03-20.csv", story.Told[0].Publication.File);
        Assert.Empty(story.AnnounceStanding());
    }

    [Fact]
    public void A_backtest_announces_the_past_of_a_first_load()
    {
        var story = Story.Given("yoy(m) < -50%", firstLoads: Core.Alerting.FirstLoads.AnnounceTheirPast);

        Assert.Equal(["firing 2025-01 -80", "resolved 2025-02 -10"], story.Publish("2025-04-20", LastYear + ", m 2025-01 20, m 2025-02 90"));
    }

    [Fact]
    public void An_event_at_an_older_period_names_the_newest_of_its_publication()
    {
        var story = Story.Given("yoy(m) < -50%");
        story.Publish("2025-01-20", LastYear);
        story.Publish("2025-04-20", "m 2025-01 20, m 2025-02 30");

        Assert.Equal("2025-02", story.Told[0].Newest!.Period.ToString());
        Assert.Equal(-70, story.Told[0].Newest!.Value);
    }

    [Fact]
    public void Alerts_closed_and_fired_more_than_a_year_ago_are_amended_in_the_record_only()
    {
        var story = Story.Given("yoy(m) <= -80%");
        story.Publish("2025-01-20", LastYear);
        story.Publish("2025-02-20", "m 2025-01 10");
        story.Publish("2025-03-20", "m 2025-02 90");

        Assert.Empty(story.Publish("2026-02-21", "m 2025-01 95"));
        Assert.Empty(story.Fold.State.Alerts);
    }
}
