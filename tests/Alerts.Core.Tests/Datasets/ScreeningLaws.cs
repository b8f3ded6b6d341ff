using Alerts.Core.Datasets.Quality;
using Alerts.Core.Observations;
using FsCheck;
using FsCheck.Fluent;

namespace Alerts.Core.Tests.Datasets;

/// <summary>What is true of any values that go through any checks.</summary>
public sealed class ScreeningLaws
{
    private const int Cases = 500;

    private static readonly Gen<QualityChecks> Checks =
        from step in Gen.Elements<decimal?>(null, 20, 40)
        from slip in Gen.Elements(true, false)
        from spike in Gen.Elements(true, false)
        select new QualityChecks(step, slip, spike);

    private static readonly Gen<IReadOnlyList<(int Day, int Value)>> Values =
        Gen.NonEmptyListOf(from day in Gen.Choose(1, 12) from value in Gen.Elements(0, 50, 95, 100, 103, 130, 152, 200, 1000, 100_000, -20) select (day, value)).Select(values => (IReadOnlyList<(int, int)>)[.. values]);

    private static void Holds(Func<QualityChecks, IReadOnlyList<(int Day, int Value)>, bool> law) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Cases).WithReplay(new Replay(new Rnd(20250324, 7), null)),
        Prop.ForAll(Checks.ToArbitrary(), Values.ToArbitrary(), law));

    private static Period Day(int day) => Period.Day(new DateOnly(2025, 3, day));

    /// <summary>Each value with its number, through checks one by one, and those that were accepted, in the order accepted.</summary>
    private static (List<int> Accepted, List<int> Refuted, List<int> Replaced, List<int> Waiting) Fold(QualityChecks checks, IReadOnlyList<(int Day, int Value)> values)
    {
        var (screening, accepted, refuted, replaced) = (new Screening<int>(checks.OfValues), new List<int>(), new List<int>(), new List<int>());
        for (var at = 0; at < values.Count; at++)
        {
            var screened = screening.Next(Day(values[at].Day), values[at].Value, at);
            accepted.AddRange(screened.Confirmed.Select(one => one.What));
            refuted.AddRange(screened.Refuted.Select(one => one.What));
            if (screened.Replaced is { } gone) replaced.Add(gone.What);
            if (screened.Doubt is null) accepted.Add(at);
        }
        return (accepted, refuted, replaced, [.. screening.Waiting.Select(one => one.What)]);
    }

    [Fact]
    public void No_value_is_lost_and_none_counts_twice() => Holds((checks, values) =>
    {
        var (accepted, refuted, replaced, waiting) = Fold(checks, values);
        return accepted.Concat(refuted).Concat(replaced).Concat(waiting).Order().SequenceEqual(Enumerable.Range(0, values.Count));
    });

    [Fact]
    public void Without_checks_every_value_is_taken() => Holds((_, values) => Fold(QualityChecks.None, values).Accepted.SequenceEqual(Enumerable.Range(0, values.Count)));

    [Fact]
    public void Going_on_from_what_is_known_and_what_waits_equals_folding_from_the_start() => Holds((checks, values) =>
    {
        for (var cut = 1; cut < values.Count; cut++)
        {
            var whole = new Screening<int>(checks.OfValues);
            for (var at = 0; at < cut; at++) whole.Next(Day(values[at].Day), values[at].Value, at);
            var resumed = new Screening<int>(checks.OfValues);
            var newest = Newest(checks, values.Take(cut));
            if (newest is { } known) resumed.Knows(known.Period, known.Value);
            foreach (var waiting in whole.Waiting) resumed.Waits(waiting);
            for (var at = cut; at < values.Count; at++)
                if (Text(whole.Next(Day(values[at].Day), values[at].Value, at)) != Text(resumed.Next(Day(values[at].Day), values[at].Value, at))) return false;
        }
        return true;
    });

    [Fact]
    public void What_a_person_accepts_is_from_then_on_as_if_it_had_never_been_doubted() => Holds((checks, values) =>
    {
        for (var cut = 1; cut < values.Count; cut++)
        {
            var doubted = new Screening<int>(checks.OfValues);
            for (var at = 0; at < cut; at++) doubted.Next(Day(values[at].Day), values[at].Value, at);
            if (doubted.Waiting.Count == 0) continue;
            var taken = doubted.Waiting.Last();
            doubted.Knows(taken.Period, taken.Value);
            var never = new Screening<int>(checks.OfValues);
            if (Newest(checks, values.Take(cut)) is { } known) never.Knows(known.Period, known.Value);
            never.Knows(taken.Period, taken.Value);
            foreach (var waiting in doubted.Waiting) never.Waits(waiting);
            for (var at = cut; at < values.Count; at++)
                if (Text(doubted.Next(Day(values[at].Day), values[at].Value, at)) != Text(never.Next(Day(values[at].Day), values[at].Value, at))) return false;
        }
        return true;
    });

    // The newest accepted period, and the value that it was given last.
    private static (Period Period, decimal Value)? Newest(QualityChecks checks, IEnumerable<(int Day, int Value)> values)
    {
        var all = values.ToList();
        var accepted = Fold(checks, all).Accepted;
        return accepted.Count == 0 ? null : accepted.Max(at => all[at].Day) is var day ? (Day(day), all[accepted.Last(at => all[at].Day == day)].Value) : null;
    }

    private static string Text(Screened<int> screened) =>
        $"{screened.Doubt?.Reason} confirms {string.Join(',', screened.Confirmed.Select(one => one.What))} refutes {string.Join(',', screened.Refuted.Select(one => one.What))} replaces {screened.Replaced?.What}";
}
