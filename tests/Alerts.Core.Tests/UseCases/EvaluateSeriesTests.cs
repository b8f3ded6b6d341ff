using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Core.Tests.UseCases;

public sealed class EvaluateSeriesTests
{
    private readonly Desk _desk = new("p > 100 CNY/kg");
    private readonly WatchedStore _store;
    private readonly EvaluateSeries _evaluate;

    public EvaluateSeriesTests()
    {
        _store = new(_desk.Store);
        _evaluate = new(_store, _store, _desk.Clock);
    }

    private async Task<IReadOnlyList<AlertEvent>> Evaluate(EvaluateSeries evaluate) => await evaluate.Run(_desk.Workspace, (await _store.Publications(default))[^1].Sequence, default);

    private async Task<IReadOnlyList<string>> Read(string day, decimal value)
    {
        await _desk.Read($"{day}-prices.csv", $"p {day} {value}");
        return [.. (await Evaluate(_evaluate)).Select(Story.Text)];
    }

    [Fact]
    public async Task A_day_s_news_is_evaluated_without_the_history()
    {
        await Read("2025-02-01", 90);
        var before = _store.HistoriesRead;

        Assert.Equal(["firing 2025-02-02 101"], await Read("2025-02-02", 101));
        Assert.Empty(await Read("2025-02-03", 102));
        Assert.Equal(["resolved 2025-02-04 99"], await Read("2025-02-04", 99));

        Assert.Equal(before, _store.HistoriesRead);
    }

    [Fact]
    public async Task A_revision_is_evaluated_with_the_history()
    {
        await Read("2025-02-01", 90);
        await Read("2025-02-02", 101);

        await _desk.Read("2025-02-03-prices.csv", "p 2025-02-02 91");

        Assert.Equal(["retracted 2025-02-02 91 revised amends firing 2025-02-02"], (await Evaluate(_evaluate)).Select(Story.Text));
    }

    [Fact]
    public async Task Where_it_stands_is_told_of_the_last_silent_file_that_changed_a_series_though_two_series_did_not_meet_in_it()
    {
        var series = Story.Known(Story.Daily("p"), Story.Daily("q"), Story.Monthly("m"));
        var (rule, _) = Core.Rules.RuleBuilder.Build(new("rule", "A rule", "spread(p, q) > 5 CNY/kg", null, null, null, null, Core.Rules.Severity.High, new Dictionary<string, string>()), 0, series);
        _desk.Workspace = _desk.Workspace with { Series = series, Rules = [rule!], AnnounceFrom = Contracts.Some.Midnight("2025-02-04") };
        foreach (var (day, rows) in new[] { ("2025-02-01", "p 2025-02-01 90\nq 2025-02-01 90"), ("2025-02-02", "p 2025-02-02 101\nq 2025-02-02 90"), ("2025-02-03", "p 2025-02-03 90"), ("2025-02-04", "p 2025-02-04 90") })
            await _desk.Read($"{day}-prices.csv", rows);

        var told = (await Evaluate(_evaluate)).Single();

        Assert.Equal(("firing 2025-02-02 11", "2025-02-03-prices.csv"), (Story.Text(told), told.Publication.File));
    }

    [Fact]
    public async Task A_value_of_one_of_many_series_reaches_every_rule_that_looks_at_it_and_no_other()
    {
        var series = Story.Known([.. Enumerable.Range(0, 100).Select(number => Story.Daily($"p{number}"))]);
        var rules = new[] { ("every", "p* > 100 CNY/kg"), ("apart", "spread(p3, p7) > 5 CNY/kg"), ("other", "spread(p4, p7) > 5 CNY/kg") }
            .Select((rule, at) => Core.Rules.RuleBuilder.Build(new(rule.Item1, "A rule", rule.Item2, null, null, null, null, Core.Rules.Severity.High, new Dictionary<string, string>()), at, series).Rule!).ToList();
        _desk.Workspace = _desk.Workspace with { Series = series, Rules = rules };
        await _desk.Read("2025-02-01-prices.csv", string.Join('\n', series.Keys.Select(id => $"{id} 2025-02-01 90")));
        await _desk.Read("2025-02-02-prices.csv", "p7 2025-02-02 90");
        Assert.Empty(await Evaluate(_evaluate));

        await _desk.Read("2025-02-03-prices.csv", "p3 2025-02-02 101");

        Assert.Equal([("every", "p3"), ("apart", "p3,p7")], (await Evaluate(_evaluate)).Select(told => (told.Rule, string.Join(',', told.Series))));
    }

    [Fact]
    public async Task A_publication_that_changes_nothing_writes_no_state()
    {
        await Read("2025-02-01", 90);
        await Read("2025-02-02", 101);
        var before = _store.Writes;

        await Read("2025-02-03", 102);

        Assert.Equal(before, _store.Writes);
        Assert.Equal(3, await _store.Evaluated(default));
    }

    [Fact]
    public async Task Instances_are_compared_with_the_rules_once_until_rules_or_series_change()
    {
        await Read("2025-02-01", 90);
        Task CatchUp() => new EvaluateSeries(_store, _store, _desk.Clock).CatchUp(_desk.Workspace, default);
        await CatchUp();
        var before = _store.InstancesRead;

        await CatchUp();
        Assert.Equal(before, _store.InstancesRead);

        _desk.Workspace = new Desk("p > 94 CNY/kg").Workspace;
        await CatchUp();
        Assert.Equal(before + 1, _store.InstancesRead);
        _desk.Workspace = _desk.Workspace with { Series = Story.Known([.. _desk.Workspace.Series.Values, Story.Monthly("new")]) };
        await CatchUp();
        Assert.Equal(before + 2, _store.InstancesRead);
    }

    [Fact]
    public async Task A_rule_that_changes_after_publications_that_changed_nothing_knows_them()
    {
        await Read("2025-02-01", 90);
        await Read("2025-02-02", 95);
        _desk.Workspace = new Desk("p > 94 CNY/kg").Workspace;
        _desk.Start();

        Assert.Equal(["firing 2025-02-02 95"], (await _desk.Evaluate.CatchUp(_desk.Workspace, default)).Select(Story.Text));
        Assert.Equal("rule changed", (await _store.Events(default))[0].Reason);
    }

    [Theory]
    [InlineData(101)] // it fires: written by both
    [InlineData(99)] // it stays at rest: written by neither
    public async Task A_run_that_somebody_overtakes_says_nothing_twice(int value)
    {
        await Read("2025-02-01", 90);
        await _desk.Read("2025-02-02-prices.csv", $"p 2025-02-02 {value}");
        await _desk.Read("2025-02-03-prices.csv", "p 2025-02-03 102");
        var faster = new List<AlertEvent>();
        _store.BeforeRecord = async () => faster.AddRange(await Evaluate(new(_desk.Store, _desk.Store, _desk.Clock)));

        var told = await Evaluate(_evaluate);

        Assert.Empty(told);
        Assert.Equal([value > 100 ? "firing 2025-02-02 101" : "firing 2025-02-03 102"], faster.Select(Story.Text));
        Assert.Single(await _store.Events(default));
    }

    [Fact]
    public async Task A_publication_evaluated_again_after_a_crash_says_nothing_twice()
    {
        await Read("2025-02-01", 90);
        await _desk.Read("2025-02-02-prices.csv", "p 2025-02-02 101");
        _store.BeforeRecord = () => throw new IOException("the power is gone");
        await Assert.ThrowsAsync<IOException>(() => Evaluate(_evaluate));

        Assert.Equal(["firing 2025-02-02 101"], (await Evaluate(new(_desk.Store, _desk.Store, _desk.Clock))).Select(Story.Text));
    }

    [Fact]
    public async Task A_derived_series_goes_on_once_its_last_part_is_there()
    {
        var series = Story.Known(Story.Monthly("m"), Story.Monthly("n"), Story.Monthly("both") with { Parts = ["m", "n"] });
        var rule = Story.Over(series, "mom(both) > 20%").Instance.Rule;
        _desk.Workspace = _desk.Workspace with { Series = series, Rules = [rule] };
        await _desk.Read("2025-02-20-trade-m.csv", "m 2025-01 100\nm 2025-02 100");
        await _desk.Read("2025-02-21-trade-n.csv", "m 2025-01 100\nn 2025-01 10\nn 2025-02 10");
        await Evaluate(_evaluate);
        var before = _store.HistoriesRead;

        await _desk.Read("2025-03-20-trade-m.csv", "m 2025-03 130");
        Assert.Empty(await Evaluate(_evaluate));
        await _desk.Read("2025-03-21-trade-n.csv", "n 2025-03 10");
        Assert.Equal(["firing 2025-03 27.272727"], (await Evaluate(_evaluate)).Select(Story.Text));

        Assert.Equal(before, _store.HistoriesRead);
    }

    [Fact]
    public async Task A_price_in_another_currency_is_watched_at_the_rate_known_then_and_a_nearer_rate_takes_the_alert_back()
    {
        Convert("usd > 14 USD/kg");
        await _desk.Read("2025-02-03-prices.csv", "p 2025-02-03 90\nrate 2025-02-03 7");
        await Evaluate(_evaluate);
        var before = _store.HistoriesRead;

        await _desk.Read("2025-02-04-prices.csv", "p 2025-02-04 101");
        var fired = Assert.Single(await Evaluate(_evaluate));
        await _desk.Read("2025-02-05-prices.csv", "rate 2025-02-04 7.5");
        var takenBack = Assert.Single(await Evaluate(_evaluate));

        Assert.Equal(("firing 2025-02-04 14.428571", "retracted 2025-02-04 13.466667 revised"), (Story.Text(fired), Story.Text(takenBack).Split(" amends")[0]));
        Assert.Equal(
            ["current part p 2025-02-04 2025-02-04-prices.csv", "current part rate 2025-02-03 2025-02-03-prices.csv", "current usd 2025-02-04 "],
            fired.Explanation.Select(line => $"{line.Name} {line.Series} {line.Period} {line.Observation?.Publication.File}"));
        Assert.True(_store.HistoriesRead > before, "a revision looks at the whole history");
    }

    [Fact]
    public async Task A_new_price_at_an_older_rate_goes_on_from_where_the_rule_stands()
    {
        Convert("change(usd, 1 day) > 5%");
        await _desk.Read("2025-02-03-prices.csv", "p 2025-02-02 90\np 2025-02-03 90\nrate 2025-01-30 7\nrate 2025-01-31 9");
        await Evaluate(_evaluate);
        var before = _store.HistoriesRead;

        await _desk.Read("2025-02-04-prices.csv", "p 2025-02-04 99");

        Assert.Equal(["firing 2025-02-04 10"], (await Evaluate(_evaluate)).Select(Story.Text));
        Assert.Equal(before, _store.HistoriesRead);
    }

    private void Convert(string when)
    {
        var series = Story.Known(Story.Daily("p"), Story.Daily("rate", "CNY/USD"), Story.Daily("usd", "USD/kg") with { Parts = ["p", "rate"], Derivation = new Derivation.Conversion(Multiplies: false, WithinDays: 7) });
        _desk.Workspace = _desk.Workspace with { Series = series, Rules = [Story.Over(series, when).Instance.Rule] };
    }
}
