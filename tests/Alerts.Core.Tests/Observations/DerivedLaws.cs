using Alerts.Contracts;
using Alerts.Core.Observations;
using FsCheck;
using FsCheck.Fluent;

namespace Alerts.Core.Tests.Observations;

/// <summary>However publications come, what a derived series is known to be in the end is what its parts are known to be.</summary>
public sealed class DerivedLaws
{
    private const int Within = 3;
    private static readonly SeriesDefinition Converted = Story.Daily("usd", "USD/kg") with { Parts = ["p", "rate"], Derivation = new Derivation.Conversion(Multiplies: false, Within) };

    private sealed record Told(string Series, int Day, int Published, int Value);

    [Fact]
    public void A_converted_value_is_its_newest_price_at_the_newest_rate_of_its_day_or_the_days_before() =>
        Prop.ForAll(Gen.ArrayOf(
            from series in Gen.Elements("p", "rate")
            from day in Gen.Choose(1, 20)
            from published in Gen.Choose(1, 28)
            from value in Gen.Choose(0, 9)
            select new Told(series, day, published, value), 60).ToArbitrary(), told =>
        {
            var observations = told.Select((one, at) => Observed(one, at + 1)).ToList();
            // In the end the newest vintage of a period counts, of equal ones the one read last.
            var known = observations.GroupBy(one => (one.Series, one.Period)).ToDictionary(vintages => vintages.Key, vintages => vintages.OrderBy(one => one.Vintage).ThenBy(one => one.Publication.Sequence).Last());
            var actual = DerivedSeries.History(Converted, observations, ReplayOrder.AsRead).GroupBy(one => one.Period).ToDictionary(vintages => vintages.Key, vintages => vintages.Last());
            for (var day = 1; day <= 20; day++)
            {
                var price = known.GetValueOrDefault(("p", Day(day)));
                var rate = Enumerable.Range(0, Within + 1).Select(back => day - back >= 1 ? known.GetValueOrDefault(("rate", Day(day - back))) : null).FirstOrDefault(one => one is not null);
                var expected = price is null || rate is null || rate.Value <= 0 ? null : (decimal?)(price.Value / rate.Value);
                // A value stays known where a later rate of zero takes its ground away: nobody publishes that there is none.
                if (expected is not null && (actual.GetValueOrDefault(Day(day)) is not { } found || found.Value != expected || found.Vintage != new[] { price!.Vintage, rate!.Vintage }.Max() || !found.Parts.SequenceEqual([price, rate]))) return false;
                if (price is null && actual.ContainsKey(Day(day))) return false;
            }
            return true;
        }).QuickCheckThrowOnFailure();

    private static Period Day(int day) => Period.Day(new(2025, 3, day));

    private static Observation Observed(Told told, int sequence)
    {
        var publication = new Publication(sequence, Some.Midnight("2025-04-01").AddDays(told.Published), "d", $"{sequence}.csv", Some.Sha(sequence));
        return new(told.Series, Day(told.Day), told.Value, Unit.Parse(told.Series == "p" ? "CNY/kg" : "CNY/USD"), publication.Published, publication, [1], []);
    }
}
