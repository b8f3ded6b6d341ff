using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace Alerts.Core.Tests.Alerting;

/// <summary>Going on from a state and a window of recent periods equals folding the whole history, to the letter of every event.</summary>
public sealed class ResumingLaws
{
    private const int Cases = 300;

    private static readonly Dictionary<string, SeriesDefinition> Series = Story.Known(Story.Daily("p"), Story.Daily("q"), Story.Monthly("m"), Story.Monthly("c", "CNY/kg"), Story.Monthly("v", "CNY"));

    private static readonly string[] Daily =
    [
        "p > 104 CNY/kg", "change(p, 1 day) > 3%", "change(p, 3 days) > 3%", "change(p, 1 month) > 3%", "change(p, since 2025-01-20) < -2%", "rise(p, 2 weeks) > 4%", "fall(p, 5 days) >= 4%",
        "move(p, 40 days) <= -4 CNY/kg", "p > 101 CNY/kg and change(q, 1 month) > 1%", "not p > 103 CNY/kg or fall(q, 20 days) > 5%", "rise(q, 3 days) > 2% or move(p, since 2025-02-03) > 3 CNY/kg",
        "avg(p, 5) > 101 CNY/kg", "min(p, 20) < 94 CNY/kg", "max(p, 3) > 108 CNY/kg", "zscore(p, 8) > 1", "spread(p, q) > 3 CNY/kg", "ratio(p, q) > 1.02", "share(p, q) < 99%", "spread(p, q) > 2 CNY/kg and avg(q, 7) > 100 CNY/kg",
    ];

    private static readonly string[] Monthly =
    [
        "m > 102 t", "mom(m) > 3%", "yoy(m) < -2%", "ytd(m) > 205 t", "ytd_yoy(m) > 1%", "change(m, 2 months) > 2%", "change(m, 1 year) > 2%", "change(m, since 2023-04) > 2%", "rise(m, 3 months) > 3%", "fall(m, 1 year) > 3%",
        "c > 102 CNY/kg", "yoy(c) > 2%", "fall(c, 4 months) > 3%", "mom(c) > 2%", "mom(m) > 3% or c < 97 CNY/kg", "yoy(m) > 1% and not rise(c, 2 months) > 4%",
        "yoy(m, joined) > 1%", "sum(m, 3 months) > 300 t", "avg(m, 4) > 101 t", "avg(c, 4) > 101 CNY/kg", "zscore(c, 5) < -1", "max(c, 6) > 108 CNY/kg", "unit_value(v, m) > 1010 CNY/t", "unit_value(v, m) > 1 CNY/kg or mom(c) > 2%",
    ];

    public static TheoryData<string> Frequencies => ["daily", "monthly"];

    private enum FileKind
    {
        AddsNext,
        AddsCombined,
        AddsSeveral,
        Revises,
    }

    private sealed record Plan(FileKind Kind, int Gap, int First, int Second, int Back, bool IsOld);

    private sealed record World(RuleInstance Instance, IReadOnlyList<Plan> Plans)
    {
        public override string ToString() => $"{Instance.Rule.Meaning}\n" + string.Join('\n', Plans);
    }

    private static Gen<Plan> Plans() =>
        from kind in Gen.Frequency((12, Gen.Constant(FileKind.AddsNext)), (2, Gen.Constant(FileKind.AddsCombined)), (2, Gen.Constant(FileKind.AddsSeveral)), (1, Gen.Constant(FileKind.Revises)))
        from gap in Gen.Frequency((12, Gen.Constant(1)), (3, Gen.Constant(3)), (1, Gen.Constant(35)))
        from first in Gen.Choose(92, 112)
        from second in Gen.Choose(88, 112)
        from back in Gen.Choose(0, 30)
        from old in Gen.Frequency((15, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new Plan(kind, gap, first, second, back, old);

    private static Gen<World> Worlds(string[] conditions) =>
        from when in Gen.Elements(conditions)
        from count in Gen.Elements<string?>(null, null, "2", "3")
        from again in Gen.Elements<string?>(null, "period", "step")
        from clears in Gen.Elements(false, true)
        from plans in Gen.ArrayOf(Plans(), 45)
        select new World(Instance(when, count, again, clears), plans);

    private static RuleInstance Instance(string when, string? count, string? again, bool clears)
    {
        var single = !when.Contains(" and ", StringComparison.Ordinal) && !when.Contains(" or ", StringComparison.Ordinal) && !when.Contains("not ", StringComparison.Ordinal);
        var threshold = RuleLanguage.Parse(when).Condition!.Comparisons().First();
        string In(decimal value) => new Threshold(value, threshold.Threshold.Unit).ToString();
        var clear = threshold.Threshold.Value - threshold.Operator.Direction();
        var (rule, mistakes) = RuleBuilder.Build(
            new("r", null, when, count, single && clears ? In(clear) : null, !single ? null : again == "step" ? In(1) : again, null, Severity.High, new Dictionary<string, string>()), 0, Series);
        Assert.True(rule is not null, string.Join('\n', mistakes));
        return RuleInstances.Of(rule, Series).Single();
    }

    private static IEnumerable<(Publication Publication, List<Observation> News)> Read(World world, bool monthly)
    {
        var (at, sequence) = (0, 0);
        var kept = new List<Observation>();
        foreach (var plan in world.Plans)
        {
            sequence++;
            var published = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(plan.IsOld ? sequence - 10 : sequence);
            var publication = new Publication(sequence, published, "d", $"{sequence}.csv", $"{sequence:x64}");
            var periods = Periods(plan, monthly, ref at);
            var news = new List<Observation>();
            foreach (var period in periods)
            {
                news.Add(Observed(monthly ? "m" : "p", period, plan.First));
                // The other series misses a period now and then.
                if (plan.Back % 5 != 1)
                {
                    news.Add(Observed(monthly ? "c" : "q", period, plan.Second));
                    if (monthly) news.Add(Observed("v", period, plan.Second * 1000));
                }
            }
            yield return (publication, [.. news.Where(observation => world.Instance.Series.Any(series => series.Id == observation.Series)).Where(observation => Adds(kept, observation))]);

            Observation Observed(string series, Period period, int value) => new(series, period, value, Series[series].Unit, published, publication, [2], []);
        }
    }

    private static bool Adds(List<Observation> kept, Observation observation)
    {
        var history = kept.Where(earlier => earlier.Series == observation.Series && earlier.Period == observation.Period).OrderBy(earlier => earlier.Vintage).ThenBy(earlier => earlier.Publication.Sequence);
        if (!Vintages.Adds(Vintages.KnownAt(history, observation.Vintage) is { } known ? KnownValue.Of(known) : null, observation.Quantity)) return false;
        kept.Add(observation);
        return true;
    }

    private static List<Period> Periods(Plan plan, bool monthly, ref int at)
    {
        switch (plan.Kind)
        {
            case FileKind.Revises:
                return [One(Math.Max(1, at - plan.Back), monthly)];
            case FileKind.AddsCombined when monthly:
                at += 2;
                return [Combined(at - 1, at)];
            case FileKind.AddsSeveral:
                at += 3;
                return [One(at - 2, monthly), One(at - 1, monthly), One(at, monthly)];
            default:
                at += monthly && plan.Gap > 3 ? 5 : plan.Gap;
                return [One(at, monthly)];
        }
    }

    private static Period One(int step, bool monthly) => monthly ? Combined(step, step) : Period.Day(new DateOnly(2025, 1, 1).AddDays(step));

    private static Period Combined(int first, int last) => Period.Months(Period.MonthNumber(2023, 1) + first, Period.MonthNumber(2023, 1) + last);

    [Theory]
    [MemberData(nameof(Frequencies))]
    public void Going_on_from_a_state_and_a_window_equals_folding_the_whole_history(string frequency)
    {
        var (resumed, events) = (0, 0);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithReplay(new Replay(new Rnd(20250324, 7), null)), Prop.ForAll(Worlds(frequency == "daily" ? Daily : Monthly).ToArbitrary(), world =>
        {
            var whole = new InstanceFold(world.Instance, null, []);
            InstanceState? state = null;
            var known = new List<Observation>();
            var newest = DateTimeOffset.MinValue;
            foreach (var (publication, news) in Read(world, frequency == "monthly"))
            {
                if (news.Count == 0) continue;
                if (publication.Published > newest) newest = publication.Published;
                var told = whole.Apply(publication, news, newest);
                known.AddRange(news);
                var (fold, again) = GoOn(world.Instance, state, known, publication, news, newest, ref resumed);
                Assert.Equal(told.Select(EventJson.Write), again.Select(EventJson.Write));
                Assert.Equal(Text(whole.State), Text(fold.State));
                events += told.Count;
                if (fold.State.SaysMoreThan(state)) state = fold.State;
            }
        }));
        Assert.True(resumed > Cases * 20 && events > Cases, $"{resumed} resumed, {events} events");
    }

    private static (InstanceFold Fold, IReadOnlyList<AlertEvent> Events) GoOn(RuleInstance instance, InstanceState? state, List<Observation> known, Publication publication, List<Observation> news, DateTimeOffset newest, ref int resumed)
    {
        var stored = known.OrderBy(observation => observation.Period).ThenBy(observation => observation.Vintage).ThenBy(observation => observation.Publication.Sequence).ToList();
        var first = news.Min(observation => observation.Period);
        List<RecentSeries> recent = [.. instance.Series.Select(series => new RecentSeries(series, RecentValues.Since(Reach.Of(instance, series, first), series.Id, [.. stored.Where(observation => observation.Series == series.Id)]), publication.Sequence))];
        if (state is not null && RecentSeries.AddedTo(instance, recent) is { } added)
        {
            resumed++;
            List<KnownSeries> window = [.. recent.Select(series => series.Known)];
            var fold = InstanceFold.Resumed(instance, state, window);
            if (state.IsAtRest && InstanceFold.StaysAtRest(instance, window, added.Points)) return (fold, []);
            return (fold, fold.Continue(publication, added.Points));
        }
        var history = stored.Where(observation => observation.Publication.Sequence < publication.Sequence).OrderBy(observation => observation.Vintage).ThenBy(observation => observation.Publication.Sequence);
        var again = new InstanceFold(instance, state, history);
        return (again, again.Apply(publication, news, newest));
    }

    private static string Text(InstanceState state) =>
        $"{state.Phase} {state.Pending} {state.Level} {string.Join('\n', state.Alerts.Select(alert => $"{alert.Id} {alert.Fired} {alert.Ended} {alert.Level}: {string.Join(", ", alert.Events)}"))}";
}
