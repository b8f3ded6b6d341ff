using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace Alerts.Core.Tests.Alerting;

/// <summary>True for every order of publications, revisions, repeats and late files.</summary>
public sealed class FoldLaws
{
    private const int Cases = 200;

    private static readonly Dictionary<string, SeriesDefinition> Series = Story.Known(Story.Daily("p"), Story.Daily("q"), Story.Monthly("m"), Story.Monthly("v", "CNY"));

    private static readonly string[] Daily =
    [
        "p > 104 CNY/kg", "change(p, 3 days) > 3%", "change(p, since 2025-01-05) < -2%", "rise(p, 5 days) > 4%", "fall(p, 5 days) >= 4%", "move(p, 2 days) <= -4 CNY/kg",
        "p > 101 CNY/kg and change(q, 2 days) > 1%", "not p > 103 CNY/kg or fall(q, 4 days) > 5%",
        "avg(p, 3) > 103 CNY/kg", "min(p, 4) < 96 CNY/kg", "max(p, 4) > 108 CNY/kg", "zscore(p, 4) > 1", "spread(p, q) > 3000 CNY/t", "ratio(p, q) > 1.03", "share(p, q) <= 97%", "spread(p, q) > 1 CNY/kg and not avg(p, 2) < 99 CNY/kg",
    ];

    private static readonly string[] Monthly =
    [
        "m > 102 t", "mom(m) > 3%", "yoy(m) < -2%", "ytd(m) > 205 t", "ytd_yoy(m) > 1%", "change(m, 2 months) > 2%", "fall(m, 3 months) > 3%",
        "yoy(m, joined) > 1%", "sum(m, 2 months) > 205 t", "avg(m, 3) > 103 t", "zscore(m, 3) < -1", "unit_value(v, m) > 1010 CNY/t", "unit_value(v, m) > 1 CNY/kg and sum(m, 3 months) > 300 t", "share(m, m) > 99%",
    ];

    /// <summary>A rule, and what was published: each file a list of (series, step, value), with its day.</summary>
    public sealed record World(RuleInstance Instance, IReadOnlyList<File> Files)
    {
        public override string ToString() => $"{Instance.Rule.Meaning}\n" + string.Join('\n', Files);
    }

    public sealed record File(int Day, IReadOnlyList<(string Series, int Step, int Value)> Rows)
    {
        public override string ToString() => $"  day {Day}: " + string.Join(", ", Rows.Select(row => $"{row.Series}@{row.Step}={row.Value}"));
    }

    private static Gen<World> Worlds(string[] conditions) =>
        from when in Gen.Elements(conditions)
        from count in Gen.Elements<string?>(null, null, "2")
        from again in Gen.Elements<string?>(null, "period", "step")
        from files in Gen.NonEmptyListOf(Files(conditions == Monthly ? ["m", "v"] : ["p", "q"]))
        let single = !when.Contains(" and ", StringComparison.Ordinal) && !when.Contains("not ", StringComparison.Ordinal)
        let unit = RuleLanguage.Parse(when).Condition!.Comparisons().First().Threshold.Unit
        select new World(Instance(when, count, !single ? null : again == "step" ? new Threshold(1, unit).ToString() : again), [.. files]);

    private static Gen<File> Files(string[] series) =>
        from day in Gen.Choose(1, 40)
        from rows in Gen.NonEmptyListOf(from id in Gen.Elements(series) from step in Gen.Choose(1, 26) from value in Gen.Choose(92, 112) select (id, step, value))
        select new File(day, [.. rows.DistinctBy(row => (row.id, row.step))]);

    private static RuleInstance Instance(string when, string? count, string? again)
    {
        var (rule, mistakes) = RuleBuilder.Build(new("r", null, when, count, null, again, null, Severity.High, new Dictionary<string, string>()), 0, Series);
        Assert.True(rule is not null, string.Join('\n', mistakes));
        return RuleInstances.Of(rule, Series).Single();
    }

    private static IEnumerable<(Publication Publication, List<Observation> News)> Read(World world)
    {
        for (var i = 0; i < world.Files.Count; i++)
        {
            var file = world.Files[i];
            var publication = new Publication(i + 1, new DateTimeOffset(2025, 3, 1, 0, 0, 0, TimeSpan.Zero).AddDays(file.Day), "d", $"{i}.csv", $"{i:x64}");
            yield return (publication, [.. file.Rows.Select(row => new Observation(row.Series, PeriodOf(row), row.Value, Series[row.Series].Unit, publication.Published, publication, [2], []) is var seen && row.Series == "v" ? seen with { Value = row.Value * 1000 } : seen)]);
        }
    }

    private static Period PeriodOf((string Series, int Step, int Value) row) =>
        row.Series is "m" or "v" ? Period.Months(Period.MonthNumber(2023, 1) + row.Step, Period.MonthNumber(2023, 1) + row.Step) : Period.Day(new DateOnly(2025, 1, 1).AddDays(row.Step));

    private static void Holds(string[] conditions, Func<World, bool> law) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Cases).WithReplay(new Replay(new Rnd(20250324, 7), null)), Prop.ForAll(Worlds(conditions).ToArbitrary(), law));

    public static TheoryData<string> Frequencies => ["daily", "monthly"];

    private static string[] Conditions(string frequency) => frequency == "daily" ? Daily : Monthly;

    private static List<AlertEvent> Fold(World world, Action<InstanceFold, IReadOnlyList<AlertEvent>>? after = null, bool restart = false)
    {
        var told = new List<AlertEvent>();
        var fold = new InstanceFold(world.Instance, null, []);
        var newest = DateTimeOffset.MinValue;
        var read = new List<Observation>();
        foreach (var (publication, news) in Read(world))
        {
            if (publication.Published > newest) newest = publication.Published;
            var events = fold.Apply(publication, news, newest);
            told.AddRange(events);
            after?.Invoke(fold, events);
            read.AddRange(news);
            if (restart) fold = new InstanceFold(world.Instance, fold.State, OfInstance(world, Kept(read)));
        }
        return told;
    }

    // As a store gives it back: every vintage that adds something, in order of vintage and sequence.
    private static IReadOnlyList<Observation> Kept(IEnumerable<Observation> read)
    {
        var kept = new List<Observation>();
        foreach (var observation in read)
        {
            var history = kept.Where(known => known.Series == observation.Series && known.Period == observation.Period).OrderBy(known => known.Vintage).ThenBy(known => known.Publication.Sequence);
            if (Vintages.Adds(Vintages.KnownAt(history, observation.Vintage) is { } known ? KnownValue.Of(known) : null, observation.Quantity)) kept.Add(observation);
        }
        return [.. kept.OrderBy(observation => observation.Vintage).ThenBy(observation => observation.Publication.Sequence)];
    }

    private static IEnumerable<Observation> OfInstance(World world, IEnumerable<Observation> observations) =>
        observations.Where(observation => world.Instance.Series.Any(series => series.Id == observation.Series));

    [Theory]
    [MemberData(nameof(Frequencies))]
    public void After_each_publication_what_people_were_told_equals_the_state_at_the_head(string frequency) => Holds(Conditions(frequency), world =>
    {
        var open = new HashSet<EventId>();
        Fold(world, (fold, events) =>
        {
            foreach (var told in events)
            {
                if (told.Type == EventType.Firing) open.Add(told.Id);
                if (told.Type == EventType.Resolved) open.Remove(told.Alert);
                if (told.Type == EventType.Retracted && told.Amends.Any(amended => amended.Id == told.Alert)) open.Remove(told.Alert);
            }
            Assert.Equal(fold.State.Phase == AlertPhase.Firing ? 1 : 0, open.Count);
        });
        return true;
    });

    [Theory]
    [MemberData(nameof(Frequencies))]
    public void Starting_again_between_publications_changes_nothing(string frequency) => Holds(Conditions(frequency), world =>
        Fold(world).Select(Story.Text).SequenceEqual(Fold(world, restart: true).Select(Story.Text)));

    [Theory]
    [MemberData(nameof(Frequencies))]
    public void Folding_one_at_a_time_equals_folding_all_at_once(string frequency) => Holds(Conditions(frequency), world =>
    {
        InstanceFold? last = null;
        Fold(world, (fold, _) => last = fold);
        var known = OfInstance(world, Kept(Read(world).SelectMany(file => file.News)))
            .GroupBy(observation => (observation.Series, observation.Period)).Select(vintages => vintages.Last());
        var atOnce = new InstanceFold(world.Instance, null, known);
        return last!.Steps.SequenceEqual(atOnce.Steps);
    });

    [Theory]
    [MemberData(nameof(Frequencies))]
    public void What_a_revision_leaves_is_the_state_that_would_have_been_without_the_wrong_values(string frequency) => Holds(Conditions(frequency), world =>
    {
        var read = new List<Observation>();
        using var files = Read(world).GetEnumerator();
        Fold(world, (fold, _) =>
        {
            files.MoveNext();
            read.AddRange(files.Current.News);
            var newest = OfInstance(world, Kept(read)).GroupBy(observation => (observation.Series, observation.Period)).Select(vintages => vintages.Last());
            var would = new InstanceFold(world.Instance, null, newest).State;
            Assert.Equal((would.Phase, would.Pending, would.Level, would.Head), (fold.State.Phase, fold.State.Pending, fold.State.Level, fold.State.Head));
        });
        return true;
    });

    [Theory]
    [MemberData(nameof(Frequencies))]
    public void No_event_is_told_twice_and_the_same_facts_give_the_same_ids(string frequency) => Holds(Conditions(frequency), world =>
    {
        var ids = Fold(world).Select(told => told.Id).ToList();
        return ids.Distinct().Count() == ids.Count && ids.SequenceEqual(Fold(world).Select(told => told.Id));
    });

    [Theory]
    [MemberData(nameof(Frequencies))]
    public void The_events_of_an_alert_are_numbered_without_a_gap_in_the_order_told(string frequency) => Holds(Conditions(frequency), world =>
        Fold(world, restart: true).GroupBy(told => told.Alert).All(alert => alert.Select(told => told.Sequence).SequenceEqual(Enumerable.Range(1, alert.Count()))));

    [Theory]
    [MemberData(nameof(Frequencies))]
    public void Reading_the_same_values_again_says_nothing(string frequency) => Holds(Conditions(frequency), world =>
    {
        var fold = new InstanceFold(world.Instance, null, []);
        foreach (var (publication, news) in Read(world))
        {
            fold.Apply(publication, news, DateTimeOffset.MaxValue);
            if (fold.Apply(publication with { Sequence = publication.Sequence + 1000 }, news, DateTimeOffset.MaxValue).Count > 0) return false;
        }
        return true;
    });

    [Theory]
    [MemberData(nameof(Frequencies))]
    public void Every_step_recomputes_from_the_numbers_that_explain_it(string frequency) => Holds(Conditions(frequency), world =>
    {
        foreach (var told in Fold(world))
        {
            foreach (var step in told.Explanation.Where(line => line.Formula is not null))
            {
                var (value, numbers) = Formula.Of(step.Formula!);
                Assert.Equal(Math.Round(value, 6, MidpointRounding.ToEven), Math.Round(step.Value!.Value, 6, MidpointRounding.ToEven));
                // Each number is one that the explanation names, one hundred, a count of them, or what converts a unit.
                var named = told.Explanation.Where(line => line.Value is not null).Select(line => Math.Abs(line.Value!.Value)).ToHashSet();
                var parts = told.Explanation.Count(line => line.IsPart && line.Series == step.Series);
                Assert.DoesNotContain(numbers, number => !named.Contains(number) && number != 100 && number != 1000 && number > parts);
            }
            if (told is { Measure: { } measure, Value: { } said } && world.Instance.When is Comparison)
                Assert.Equal(said, Math.Round(Spoken(told, measure), 6, MidpointRounding.ToEven));
        }
        return true;
    });

    // The step that computes the value; where it is a number itself, that number.
    private static decimal Spoken(AlertEvent told, Comparison measure)
    {
        var line = told.Explanation.LastOrDefault(line => line.Formula is not null) ?? told.Explanation.Single(line => line.Value is not null && !line.IsPart);
        return new Quantity(line.Value!.Value, line.Unit ?? Unit.One).In(measure.Threshold.Unit ?? Unit.One).Amount;
    }
}

