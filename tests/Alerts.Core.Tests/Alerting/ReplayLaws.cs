using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;
using FsCheck;
using FsCheck.Fluent;

namespace Alerts.Core.Tests.Alerting;

/// <summary>Leaving out steps at which nothing can happen changes nothing that is said, to the letter of every event.</summary>
public sealed class ReplayLaws
{
    private const int Cases = 500;

    private static readonly Dictionary<string, SeriesDefinition> Series = Story.Known(Story.Daily("p"));

    private static readonly string[] Conditions =
    [
        "p > 104 CNY/kg", "p <= 96000 CNY/t", "p >= 100 CNY/kg", "change(p, 1 day) > 3%", "change(p, 3 days) >= 5%", "change(p, 1 month) < -3%", "change(p, since 2025-01-20) < -2%",
        "change(p, 4 days) > 0%", "rise(p, 2 weeks) > 4%", "rise(p, 3 days) >= 0%", "fall(p, 5 days) >= 4%", "fall(p, 1 month) < 5%", "move(p, 2 days) <= -4 CNY/kg", "move(p, 1 week) > 3000 CNY/t",
    ];

    private sealed record World(RuleInstance Instance, IReadOnlyList<(int Gap, int Value, bool IsNewFile)> Days)
    {
        public override string ToString() => $"{Instance.Rule.Meaning}\n{string.Join(", ", Days)}";
    }

    private static Gen<World> Worlds() =>
        from when in Gen.Elements(Conditions)
        from count in Gen.Elements<string?>(null, null, "2", "3")
        from again in Gen.Elements<string?>(null, "period", "step")
        from clears in Gen.Elements(false, true)
        from days in Gen.ArrayOf(
            from gap in Gen.Frequency((12, Gen.Constant(1)), (2, Gen.Constant(3)), (1, Gen.Constant(40)))
            from value in Gen.Frequency((20, Gen.Choose(92, 112)), (1, Gen.Choose(-5, 5)))
            from file in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
            select (gap, value, file),
            60)
        select new World(Instance(when, count, again, clears), days);

    private static RuleInstance Instance(string when, string? count, string? again, bool clears)
    {
        var comparison = RuleLanguage.Parse(when).Condition!.Comparisons().First();
        string In(decimal value) => new Threshold(value, comparison.Threshold.Unit).ToString();
        var clear = comparison.Threshold.Value - comparison.Operator.Direction();
        var (rule, mistakes) = RuleBuilder.Build(new("r", null, when, count, clears ? In(clear) : null, again == "step" ? In(1) : again, null, Severity.High, new Dictionary<string, string>()), 0, Series);
        Assert.True(rule is not null, string.Join('\n', mistakes));
        return RuleInstances.Of(rule, Series).Single();
    }

    private static List<Observation> History(World world)
    {
        var (history, day, sequence, publication) = (new List<Observation>(), new DateOnly(2025, 1, 1), 0, (Publication?)null);
        foreach (var (gap, value, isNew) in world.Days)
        {
            day = day.AddDays(gap);
            if (isNew || publication is null) publication = new(++sequence, new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(sequence), "d", $"{sequence}.csv", $"{sequence:x64}");
            history.Add(new("p", Period.Day(day), value, Series["p"].Unit, publication.Published, publication, [2], []));
        }
        return history;
    }

    [Fact]
    public void A_replay_that_skips_quiet_days_says_what_one_of_every_day_says()
    {
        var events = 0;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithReplay(new Replay(new Rnd(20250324, 7), null)), Prop.ForAll(Worlds().ToArbitrary(), world =>
        {
            var history = History(world);
            var book = new SeriesBook(Series, history, ReplayOrder.AsPublished);
            var whole = Backtest.Fold(world.Instance, book).Events.Select(EventJson.Write).ToList();
            var skipping = InstanceFold.Replay(world.Instance, SteadySeries.Of(Series["p"], RecentValues.Of("p", history))!);
            Assert.NotNull(skipping);
            Assert.Equal(whole, skipping.Select(EventJson.Write));
            events += whole.Count;
        }));
        Assert.True(events > Cases, $"{events} events");
    }

    [Fact]
    public void A_series_that_was_revised_or_has_late_history_is_not_steady()
    {
        var first = new Publication(1, DateTimeOffset.UnixEpoch, "d", "1.csv", "1");
        Observation On(int day) => new("p", Period.Day(new DateOnly(2025, 1, day)), day, Series["p"].Unit, first.Published, first, [2], []);

        Assert.NotNull(SteadySeries.Of(Series["p"], RecentValues.Of("p", [On(1), On(2), On(4)])));
        Assert.Null(SteadySeries.Of(Series["p"], RecentValues.Of("p", [On(1), On(2), On(2)])));
        Assert.Null(SteadySeries.Of(Series["p"], RecentValues.Of("p", [On(2), On(1)])));
    }
}
