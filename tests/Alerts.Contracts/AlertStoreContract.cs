using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Contracts;

/// <summary>What every store of rule states and events promises.</summary>
public abstract class AlertStoreContract
{
    /// <summary>An empty store; all three are one.</summary>
    protected abstract (IAlertStore Alerts, IObservationStore Observations, IWorkQueue Queue) Empty();

    private async Task<(IAlertStore Alerts, Publication Cause, IWorkQueue Queue)> WithAFile()
    {
        var (alerts, observations, queue) = Empty();
        var cause = await observations.Append(Some.File(), [Some.Value()], default);
        await queue.Done((await queue.Next(Some.Morning, default))!, default);
        return (alerts, cause, queue);
    }

    private static async Task<InstanceState> Read(IAlertStore alerts) => (await alerts.States([Some.State().Id], default)).Single();

    [SkippableFact]
    public async Task A_state_is_read_back_as_it_was_written()
    {
        var (alerts, cause, _) = await WithAFile();
        var state = Some.State(untold: cause, alerts: [Some.ToldAlert(new("evt_1")), Some.ToldAlert(new("evt_9"), "2025-03-26")]);

        Assert.True(await alerts.Record(state, [], default));

        var read = await Read(alerts);
        Assert.Equal(state with { Alerts = [] }, read with { Alerts = [] });
        Assert.Equal(state.Alerts.Select(alert => alert with { Events = [] }), read.Alerts.Select(alert => alert with { Events = [] }));
        Assert.Equal(state.Alerts.SelectMany(alert => alert.Events), read.Alerts.SelectMany(alert => alert.Events));
        Assert.Equal([(state.Id, state.Meaning)], await alerts.Instances(default));
        Assert.Empty(await alerts.States([new("terbium-spike", "another"), new("another", "smm.terbium-oxide")], default));
    }

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_write_computed_from_an_older_state_is_refused_and_leaves_nothing(long version)
    {
        var (alerts, cause, queue) = await WithAFile();
        await alerts.Record(Some.State(), [], default);

        Assert.False(await alerts.Record(Some.State(version, applied: 5), [Some.Event(cause)], default));

        Assert.Equal(1, (await Read(alerts)).Applied);
        Assert.Empty(await alerts.Events(default));
        Assert.Null(await queue.Next(Some.Morning.AddYears(1), default));
    }

    [SkippableFact]
    public async Task States_that_are_not_at_rest_are_found_without_the_others()
    {
        var (alerts, cause, _) = await WithAFile();
        var quiet = Some.State() with { Phase = AlertPhase.Quiet, Level = 0 };
        InstanceState[] states =
        [
            quiet with { Instance = "at-rest" },
            quiet with { Instance = "closed", Alerts = [Some.ToldAlert(new("evt_1"), "2025-03-26")] },
            quiet with { Instance = "open", Alerts = [Some.ToldAlert(new("evt_1"), "2025-03-26"), Some.ToldAlert(new("evt_2"))] },
            quiet with { Instance = "untold", Untold = cause },
            quiet with { Instance = "pending", Phase = AlertPhase.Pending, Pending = 1 },
            quiet with { Instance = "firing", Phase = AlertPhase.Firing },
        ];
        foreach (var state in states) await alerts.Record(state, [], default);

        Assert.Equal(["firing", "open", "pending", "untold"], (await alerts.Restless(default)).Select(state => state.Instance).Order());
        Assert.Equal(["firing"], (await alerts.Restless([states[5].Id, states[0].Id], default)).Select(state => state.Instance));
        Assert.Superset(new HashSet<string> { "open" }, (await alerts.Restless([states[0].Id, states[2].Id, .. Enumerable.Range(0, alerts.Few).Select(number => new InstanceId("nothing", $"{number}"))], default)).Select(state => state.Instance).ToHashSet());
        Assert.Equal(["untold"], (await alerts.Untold(default)).Select(state => state.Instance));
        Assert.Equal(["at-rest", "firing"], (await alerts.States([states[5].Id, states[0].Id], default)).Select(state => state.Instance).Order());
        Assert.Equal(6, (await alerts.Instances(default)).Count);
    }

    [SkippableFact]
    public async Task Versions_follow_one_another()
    {
        var (alerts, _, _) = await WithAFile();

        Assert.True(await alerts.Record(Some.State(1), [], default));
        Assert.True(await alerts.Record(Some.State(2, applied: 9), [], default));
        Assert.Equal(9, (await Read(alerts)).Applied);
    }

    [SkippableFact]
    public async Task An_event_and_its_routing_appear_together_and_once()
    {
        var (alerts, cause, queue) = await WithAFile();
        var told = Some.Event(cause);

        await alerts.Record(Some.State(1), [told], default);
        await alerts.Record(Some.State(2), [told], default);

        Assert.Equal([told.Id], (await alerts.Events(default)).Select(known => known.Id));
        var item = (await queue.Next(Some.Morning, default))!;
        Assert.Equal((WorkKind.Route, told.Id.Text), (item.Kind, item.Key));
        await queue.Done(item, default);
        Assert.Null(await queue.Next(Some.Morning.AddYears(1), default));
    }

    [SkippableFact]
    public async Task An_event_of_a_file_that_is_dated_ahead_is_routed_at_once()
    {
        var (alerts, observations, queue) = Empty();
        var cause = await observations.Append(Some.File(published: "2025-12-31"), [Some.Value()], default);
        await queue.Done((await queue.Next(Some.Morning, default))!, default);

        await alerts.Record(Some.State(), [Some.Event(cause)], default);

        Assert.Equal(WorkKind.Route, (await queue.Next(Some.Morning, default))?.Kind);
    }

    [SkippableTheory]
    [InlineData(EventType.Firing)]
    [InlineData(EventType.Escalated)]
    [InlineData(EventType.Retracted)]
    public async Task An_event_is_read_back_to_the_letter(EventType type)
    {
        var (alerts, cause, _) = await WithAFile();
        var told = Some.Event(cause, type: type);
        await alerts.Record(Some.State(), [told], default);

        var read = (await alerts.Event(told.Id, default))!;

        Assert.Equal(EventJson.Write(told), EventJson.Write(read));
        Assert.Equal((told.Publication, told.Measure), (read.Publication, read.Measure));
        Assert.Null(await alerts.Event(new("evt_unknown"), default));
    }

    [SkippableFact]
    public async Task Events_come_in_the_order_recorded()
    {
        var (alerts, cause, _) = await WithAFile();
        await alerts.Record(Some.State(), [Some.Event(cause, "2025-03-25"), Some.Event(cause, "2025-03-24")], default);

        Assert.Equal(["2025-03-25", "2025-03-24"], (await alerts.Events(default)).Select(told => told.Period.ToString()));
    }

    [SkippableFact]
    public async Task An_event_of_no_rule_is_written_once_with_its_routing_whether_a_file_or_a_day_caused_it()
    {
        var (alerts, cause, queue) = await WithAFile();
        foreach (var caused in new[] { cause, Publication.OfADay(Some.Midnight("2025-06-24")) })
        {
            var told = Some.DataEvent(caused);
            await alerts.Announce([told], default);
            await alerts.Announce([told], default);

            var item = await queue.Next(Some.Morning, default);
            Assert.Equal((WorkKind.Route, told.Id.Text), (item!.Kind, item.Key));
            await queue.Done(item, default);
            var read = await alerts.Event(told.Id, default);
            Assert.Equal((EventJson.Write(told), caused), (EventJson.Write(read!), read!.Publication));
        }
        Assert.Null(await queue.Next(Some.Morning, default));
        Assert.Equal(2, (await alerts.Events(default)).Count);
        Assert.Empty(await alerts.Instances(default));
    }

    [SkippableFact]
    public async Task A_closed_instance_is_forgotten_and_its_events_stay()
    {
        var (alerts, cause, _) = await WithAFile();
        await alerts.Record(Some.State(), [Some.Event(cause)], default);

        await alerts.Close(Some.State().Id, default);

        Assert.Empty(await alerts.Instances(default));
        Assert.Empty(await alerts.States([Some.State().Id], default));
        Assert.Single(await alerts.Events(default));
    }

    [SkippableFact]
    public async Task The_moment_of_the_first_run_stays_the_first()
    {
        var (alerts, _, _) = Empty();

        Assert.Equal(Some.Morning, await alerts.FirstRun(Some.Morning, default));
        Assert.Equal(Some.Morning, await alerts.FirstRun(Some.Morning.AddDays(3), default));
    }

    [SkippableFact]
    public async Task What_instances_were_caught_up_with_is_what_was_said_last()
    {
        var (alerts, _, _) = Empty();
        Assert.Null(await alerts.CaughtUp(default));

        await alerts.MarkCaughtUp("some rules", default);
        await alerts.MarkCaughtUp("other rules", default);

        Assert.Equal("other rules", await alerts.CaughtUp(default));
    }

    [SkippableFact]
    public async Task The_day_that_has_passed_only_grows()
    {
        var (alerts, _, _) = Empty();
        Assert.Null(await alerts.LastDay(default));

        foreach (var day in new[] { "2025-06-24", "2025-06-20", "2025-06-25", "2025-06-25" }) await alerts.MarkDay(DateOnly.Parse(day), default);

        Assert.Equal(new DateOnly(2025, 6, 25), await alerts.LastDay(default));
    }

    [SkippableFact]
    public async Task What_has_been_evaluated_only_grows()
    {
        var (alerts, _, _) = Empty();
        Assert.Equal(0, await alerts.Evaluated(default));

        await alerts.MarkEvaluated(10, default);
        await alerts.MarkEvaluated(9, default);

        Assert.Equal(10, await alerts.Evaluated(default));
    }

    [SkippableFact]
    public async Task Events_are_found_page_by_page_the_last_first()
    {
        var (alerts, observations, _) = Empty();
        var causes = new List<Publication>();
        foreach (var day in Enumerable.Range(20, 5)) causes.Add(await observations.Append(Some.File(day, $"2025-03-{day}"), [Some.Value(period: $"2025-03-{day}")], default));
        var told = causes.Select(cause => Some.Event(cause, $"2025-03-{cause.Published:dd}", cause.Sequence == causes[2].Sequence ? EventType.Escalated : EventType.Firing)).ToList();
        for (var at = 0; at < told.Count; at++) await alerts.Record(Some.State(at + 1, at + 1), [told[at]], default);
        var all = new EventQuery(null, null, null, null, null, null, 2);

        var pages = new List<IReadOnlyList<EventId>>();
        for (long? before = null; pages.Count == 0 || before is not null;)
        {
            var page = await alerts.Events(all with { Before = before }, default);
            pages.Add([.. page.Items.Select(one => one.Id)]);
            before = page.Next;
        }

        Assert.Equal([[told[4].Id, told[3].Id], [told[2].Id, told[1].Id], [told[0].Id]], pages);
    }

    [SkippableFact]
    public async Task Events_are_found_by_what_they_are_about()
    {
        var (alerts, observations, _) = Empty();
        var first = await observations.Append(Some.File(1, "2025-03-20"), [Some.Value(period: "2025-03-20")], default);
        var second = await observations.Append(Some.File(2, "2025-03-21"), [Some.Value(period: "2025-03-21")], default);
        var firing = Some.Event(first, "2025-03-20");
        var escalated = Some.Event(second, "2025-03-21", EventType.Escalated, firing.Id);
        await alerts.Record(Some.State(), [firing], default);
        await alerts.Record(Some.State(2, 2), [escalated], default);
        var all = new EventQuery(null, null, null, null, null, null, 10);

        async Task Finds(EventQuery query, params AlertEvent[] expected) => Assert.Equal(expected.Select(one => one.Id), (await alerts.Events(query, default)).Items.Select(one => one.Id));

        await Finds(all, escalated, firing);
        await Finds(all with { Rule = "terbium-spike" }, escalated, firing);
        await Finds(all with { Rule = "terbium" });
        await Finds(all with { Series = "smm.terbium-oxide" }, escalated, firing);
        await Finds(all with { Series = "terbium-oxide" });
        await Finds(all with { Type = EventType.Escalated }, escalated);
        await Finds(all with { From = second.Published }, escalated);
        await Finds(all with { To = second.Published }, firing);
        await Finds(all with { From = first.Published.ToUniversalTime(), To = second.Published.ToUniversalTime() }, firing);
    }
}
