using System.Collections.Concurrent;
using Alerts.Contracts;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Core.Tests.UseCases;

public sealed class BacktestInPartsTests
{
    private const int Series = 50;
    private const int Files = 12;

    private static readonly ReleaseCalendar Daily = new(Frequency.BusinessDaily, null, 0, After: 1, WorkingDays.EveryDay, JanuaryWithFebruary: false, null, [], []);

    private readonly InMemoryStore _store = new();
    private readonly WatchedStore _watched;
    private readonly Desk _desk = new();

    public BacktestInPartsTests() => _watched = new(_store);

    private static string Name(int number) => $"s{number:00}";

    private static Rule Rule(string when, int order, IReadOnlyDictionary<string, SeriesDefinition> series)
    {
        var (rule, mistakes) = RuleBuilder.Build(new($"rule-{order}", $"Rule {order}", when, null, null, null, null, Severity.High, new Dictionary<string, string>()), order, series);
        return rule ?? throw new InvalidOperationException(string.Join('\n', mistakes));
    }

    private async Task Given(params string[] rules)
    {
        var series = Story.Known([.. Enumerable.Range(0, Series).Select(number => Story.Daily(Name(number)) with { Released = Daily })]);
        _desk.Workspace = _desk.Workspace with
        {
            Series = series,
            Datasets = [],
            Rules = [.. rules.Select((when, order) => Rule(when, order, series))],
        };
        var random = new Random(20250324);
        for (var file = 1; file <= Files; file++)
        {
            // Some days come late, and some are revised.
            ReadValue[] values = [.. Enumerable.Range(0, Series).SelectMany(number => Enumerable.Range(0, 2).Select(_ => random.Next(1, file + 2)).Distinct()
                .Select(day => Some.Value(Name(number), $"2025-06-{day:00}", random.Next(90, 111), "CNY/kg")))];
            await _store.Append(Some.File(file, $"2025-06-{file + 1:00}"), values, default);
        }
    }

    private async Task<IReadOnlyList<string>> InParts(BacktestData data = BacktestData.AsPublished)
    {
        var told = new ConcurrentDictionary<int, Replayed>();
        await BacktestInParts.Run(_desk.Workspace, _watched, data, 2, (order, one) => Assert.True(told.TryAdd(order, one)), default);
        return [.. Backtest.InOrder(told.OrderBy(one => one.Key).Select(one => one.Value)).Select(one => one.Id.Text)];
    }

    private async Task<IReadOnlyList<string>> AsAWhole(BacktestData data = BacktestData.AsPublished) =>
        [.. Backtest.InOrder(await Backtest.Replay(_desk.Workspace, _store, data, default)).Select(one => one.Id.Text)];

    [Theory]
    [InlineData(BacktestData.AsPublished)]
    [InlineData(BacktestData.Final)]
    public async Task In_parts_the_same_events_come_in_the_same_order(BacktestData data)
    {
        await Given("s* > 105 CNY/kg", "spread(s00, s49) > 5 CNY/kg", "s* > 100 CNY/kg and s25 > 100 CNY/kg", "change(s*, 2 days) > 5%", "s07 > 95 CNY/kg");

        Assert.NotEmpty(await AsAWhole(data));
        Assert.Equal(await AsAWhole(data), await InParts(data));
    }

    [Fact]
    public async Task A_few_series_are_read_at_a_time()
    {
        await Given("s* > 105 CNY/kg", "spread(s00, s49) > 5 CNY/kg");
        await InParts();

        Assert.InRange(_watched.MostSeriesAtOnce, 2, 16);
    }

    [Fact]
    public async Task A_rule_of_days_sees_the_newest_publication_of_all_series()
    {
        await Given("age(s00) > 3 days", "s* > 105 CNY/kg");
        await _store.Append(Some.File(Files + 1, "2025-07-30"), [Some.Value("s49", "2025-07-29", 100, "CNY/kg")], default);

        Assert.Equal(await AsAWhole(), await InParts());
        Assert.Contains((await Backtest.Replay(_desk.Workspace, _store, BacktestData.AsPublished, default)).Where(one => one.Instance.Rule.IsOfDays), one => one.Events.Count > 0);
    }

    [Fact]
    public async Task What_is_published_meanwhile_is_left_out()
    {
        await Given("s* > 105 CNY/kg");
        var before = await InParts();
        var late = (await _store.Recent([new("s00", DateOnly.MinValue)], default))[0];
        await _store.Append(Some.File(Files + 1, "2025-07-01"), [Some.Value("s00", "2025-06-30", 500, "CNY/kg")], default);
        var after = (await _store.Recent([new("s00", DateOnly.MinValue)], default))[0];

        Assert.Equal(late.Values, after.UpTo(Files).Values);
        Assert.Equal(late.Observations, after.UpTo(Files).Observations);
        Assert.NotEqual(before.Count, (await InParts()).Count);
    }
}
