using System.Globalization;
using Alerts.Azure.Storage;
using Alerts.Contracts;
using Alerts.Core.Alerting;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;
using Azure.Data.Tables;

namespace Alerts.Azure.Tests.Storage;

/// <summary>Names, numbers and amounts at the ends of what there is.</summary>
[Collection(Azurite.Collection)]
public sealed class LimitTests(Azurite azurite)
{
    private static IReadOnlyList<string> Names { get; } = [.. AwkwardTexts.All.Where(text => text.Length > 0)];

    [SkippableFact]
    public async Task Series_of_any_name_are_kept_apart()
    {
        var store = new Evaluation(azurite.Empty());
        var publication = await store.Observations.Append(Some.File() with { File = Names[3], Dataset = Names[^1] }, [.. Names.Select((name, at) => Some.Value(name, value: at))], default);

        var history = await store.Observations.History(Names, default);

        Assert.Equal(Names.Select((name, at) => (name, (decimal)at)), history.Select(observation => (observation.Series, observation.Value)));
        Assert.Equal(Names.Order(StringComparer.Ordinal), (await store.Observations.Added(publication.Sequence, default)).Select(observation => observation.Series));
        Assert.All(history, observation => Assert.Equal(publication, observation.Publication));
    }

    [SkippableFact]
    public async Task Instances_of_any_name_are_kept_apart()
    {
        var store = new Evaluation(azurite.Empty());
        List<InstanceState> states = [.. Names.Select((name, at) => Some.State() with { Rule = name, Instance = Names[^(at + 1)], Level = at })];

        foreach (var state in states)
        {
            var told = Some.Event(Some.File().Publication) with { Id = EventId.Of(state.Rule, state.Instance, Period.Parse("2025-03-24"), EventType.Firing, Some.Morning, Some.Sha(1)), Rule = state.Rule, Series = [state.Instance] };
            Assert.True(await store.Alerts.Record(state, [told], default));
            Assert.Equal(state.Rule, (await store.Alerts.Event(told.Id, default))!.Rule);
        }

        Assert.Equal(states.Select(state => state.Level), (await store.Alerts.States([.. states.Select(state => state.Id)], default)).Select(state => state.Level));
        Assert.Equal(states.Select(state => state.Id).ToHashSet(), (await store.Alerts.Instances(default)).Select(instance => instance.Id).ToHashSet());
        foreach (var state in states) await store.Alerts.Close(state.Id, default);
        Assert.Empty(await store.Alerts.Restless(default));
    }

    [SkippableFact]
    public async Task Numbers_periods_and_instants_come_back_exactly()
    {
        decimal[] numbers = [decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m, -7.9228162514264337593543950335m, 0m, 7.50m];
        string[] periods = ["0001-01-01", "9999-12-31", "0001-01", "9999-12", "0001-01..9999-12", "2024-02-29"];
        var store = new Evaluation(azurite.Empty());
        var published = new DateTimeOffset(9998, 12, 31, 23, 59, 59, TimeSpan.FromHours(14)).AddTicks(9_999_999);
        ReadValue[] values = [.. numbers.Zip(periods, (number, period) => Some.Value("a", period, number, rows: [1, int.MaxValue]))];
        await store.Observations.Append(Some.File() with { Published = published }, values, default);

        var read = await store.Observations.History(["a"], default);

        Assert.Equal(
            values.OrderBy(value => value.Period).Select(value => $"{value.Period} {value.Value.ToString(CultureInfo.InvariantCulture)} 1 {int.MaxValue}"),
            read.Select(observation => $"{observation.Period} {observation.Value.ToString(CultureInfo.InvariantCulture)} {string.Join(' ', observation.Rows)}"));
        Assert.All(read, observation => Assert.True(observation.Vintage.EqualsExact(published)));
        Assert.Equal(6, (await store.Observations.Recent([new("a", DateOnly.MinValue)], default))[0].Values.Length);
        Assert.Equal(["9999-12-31", "9999-12", "0001-01..9999-12", "2024-02-29"], (await store.Observations.Recent([new("a", DateOnly.MaxValue)], default))[0].Observations.Select(observation => $"{observation.Period}").Reverse());
    }

    [SkippableFact]
    public async Task A_file_with_ten_years_of_days_and_thousands_of_bad_rows_is_read_back_whole()
    {
        var store = new Evaluation(azurite.Empty());
        List<ReadValue> values = [.. Enumerable.Range(0, 12_345).Select(day => Some.Value(period: $"{new DateOnly(1990, 1, 1).AddDays(day):yyyy-MM-dd}", value: 1000m / (day + 1), rows: day + 2)), Some.Value("basket", rows: [.. Enumerable.Range(1, 100_000)])];
        List<RowSetAside> setAside = [.. Enumerable.Range(1, 10_000).Select(line => Some.Rejected(line) with { Found = new('铽', 80) }), Some.Quarantined(20_000)];

        var publication = await store.Observations.Append(Some.File(setAside: setAside), values, default);

        Assert.Equal(setAside, (await store.Observations.Find(Some.Sha(1), default))!.SetAside);
        Assert.Equal(values.Select(value => (value.Series, value.Period, value.Value, value.Rows.Count)).OrderBy(value => value.Series, StringComparer.Ordinal), (await store.Observations.Added(publication.Sequence, default)).Select(observation => (observation.Series, observation.Period, observation.Value, observation.Rows.Count)));
        Assert.Equal(values.Select(value => value.Value), (await store.Observations.History(["smm.terbium-oxide", "basket"], default)).Select(observation => observation.Value));
        Assert.Equal([2, 3], (await store.Observations.Known("smm.terbium-oxide", Period.Parse("1990-01-01"), Period.Parse("1990-01-02"), Some.Morning, default)).Select((known, at) => (int)(1000m / known.Value) + 1));
    }

    [SkippableFact]
    public async Task A_state_and_an_event_of_many_pages_are_read_back_whole()
    {
        var store = new Evaluation(azurite.Empty());
        var state = Some.State(alerts: [.. Enumerable.Range(0, 3_000).Select(number => Some.ToldAlert(new($"evt_{number}")))]) with { Meaning = new('"', 40_000) };
        var told = Some.Event(Some.File().Publication) with { Title = new('"', 300_000) };

        Assert.True(await store.Alerts.Record(state, [told, Some.Event(Some.File().Publication, "2025-03-25") with { Title = new('氧', 200_000) }], default));

        var read = (await store.Alerts.States([state.Id], default)).Single();
        Assert.Equal((state.Meaning, 3_000), (read.Meaning, read.Alerts.Count));
        Assert.Equal([(state.Id, state.Meaning)], await store.Alerts.Instances(default));
        Assert.Equal(EventJson.Write(told), EventJson.Write((await store.Alerts.Event(told.Id, default))!));
        Assert.Equal(2, (await store.Alerts.Events(default)).Count);
    }

    [SkippableFact]
    public async Task More_events_than_a_transaction_holds_come_in_their_order_and_are_queued_each()
    {
        var store = new Evaluation(azurite.Empty());
        List<AlertEvent> told = [.. Enumerable.Range(0, 300).Select(day => Some.Event(Some.File().Publication, $"{new DateOnly(2025, 12, 31).AddDays(-day):yyyy-MM-dd}"))];

        Assert.True(await store.Alerts.Record(Some.State(), told, default));
        Assert.True(await store.Alerts.Record(Some.State(2), [told[7], told[250], Some.Event(Some.File().Publication, "2024-01-01")], default));

        Assert.Equal([.. told.Select(one => $"{one.Period}"), "2024-01-01"], (await store.Alerts.Events(default)).Select(one => $"{one.Period}"));
        Assert.Equal(301, (await store.Rows()).Count);
        Assert.Equal(301, store.Woken.Distinct().Count());
    }

    [SkippableFact]
    public async Task More_rows_than_a_page_holds_are_all_read()
    {
        const int Many = 1_003;
        var storage = azurite.Empty();
        var store = new Evaluation(storage);
        for (var number = 1; number <= Many; number++) await store.Observations.Append(Some.File(number), [Some.Value(value: number)], default);
        await Rows.Each([.. Enumerable.Range(0, Many)], (number, cancel) => store.Alerts.Record(Some.State() with { Instance = $"series-{number}" }, [], cancel), default);

        Assert.Equal(Enumerable.Range(1, Many).Select(number => (decimal)number), (await store.Observations.History(["smm.terbium-oxide"], default)).Select(observation => observation.Value));
        Assert.Equal(Many, (await new Evaluation(storage).Observations.Publications(default)).Count);
        Assert.Equal(Many, (await store.Rows()).Count);
        Assert.Equal(Many, (await store.Alerts.Instances(default)).Distinct().Count());
        Assert.Equal(Many, (await store.Alerts.Restless(default)).Count);
    }

    [SkippableFact]
    public async Task A_clock_that_goes_back_changes_no_order()
    {
        var clock = new FakeClock(Some.Morning);
        var storage = azurite.Empty();
        var store = new Evaluation(storage, clock);
        async Task Tell(Evaluation by, long version) => Assert.True(await by.Alerts.Record(Some.State(version), [Some.Event(Some.File().Publication, $"2025-01-0{version}")], default));

        await Tell(store, 1);
        clock.Pass(TimeSpan.FromDays(-400));
        await Tell(store, 2);
        await Tell(new(storage, clock), 3);

        Assert.Equal(["2025-01-01", "2025-01-02", "2025-01-03"], (await store.Alerts.Events(default)).Select(told => $"{told.Period}"));
        Assert.Equal(["2025-01-01", "2025-01-02"], (await Task.WhenAll((await store.Rows()).Select(one => one.Row).OrderBy(row => row.Put).TakeLast(2).Select(row => store.Alerts.Event(new(row.Key), default)))).Select(told => $"{told!.Period}"));
    }

    [SkippableFact]
    public async Task A_servers_clock_that_goes_back_changes_no_order_of_an_instance()
    {
        var storage = azurite.Empty();
        var store = new Evaluation(storage);
        await store.Alerts.Record(Some.State(), [Some.Event(Some.File().Publication, "2025-01-02"), Some.Event(Some.File().Publication, "2025-01-01")], default);
        await store.Alerts.Record(Some.State(2), [Some.Event(Some.File().Publication, "2025-01-03")], default);
        var table = await storage.Table("alerts", default);
        var first = await table.Beginning(null, "event:").FirstAsync(row => row.GetInt64("Version") == 1 && row.GetInt32("Ordinal") == 0);

        await table.UpdateEntityAsync(first, first.ETag, TableUpdateMode.Replace);

        Assert.Equal(["2025-01-02", "2025-01-01", "2025-01-03"], (await store.Alerts.Events(default)).Select(told => $"{told.Period}"));
    }
}
