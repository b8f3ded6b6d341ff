using Alerts.Core.Observations;
using FsCheck;
using FsCheck.Fluent;

namespace Alerts.Core.Tests.Observations;

public sealed class UnitLaws
{
    private static readonly string[] Mass = ["g", "kg", "t", "lb", "st", "ozt"];

    private static readonly Gen<Unit> AnyUnit = Gen.OneOf(
        Gen.Elements(Unit.Names.ToArray()).Select(Unit.Parse),
        Gen.Elements(Currency.Codes.ToArray()).Select(Unit.Parse),
        from currency in Gen.Elements("CNY", "USD", "EUR") from amount in Gen.Elements("g", "kg", "t", "lb", "bbl", "mmbtu", "dmtu") select Unit.Parse($"{currency}/{amount}"));

    private static Config Quick => Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(new Replay(new Rnd(20250324, 7), null));

    [Fact]
    public void What_a_unit_prints_reads_as_the_same_unit() =>
        Check.One(Quick, Prop.ForAll(AnyUnit.ToArbitrary(), unit => Unit.TryParse(unit.ToString(), out var read) && read == unit && read.ConvertsTo(unit)));

    [Fact]
    public void There_and_back_is_the_same_value_exactly() =>
        Check.One(Quick, Prop.ForAll((from a in Gen.Elements(Mass) from b in Gen.Elements(Mass) from price in Gen.Elements(true, false) from value in Gen.Choose(-1_000_000, 1_000_000) select (a, b, price, value)).ToArbitrary(), sample =>
        {
            var (from, to) = (Unit.Parse(sample.price ? $"CNY/{sample.a}" : sample.a), Unit.Parse(sample.price ? $"CNY/{sample.b}" : sample.b));
            var there = Ratio.Of(sample.value / 100m) * from.To(to);
            return (there * to.To(from)).CompareTo(Ratio.Of(sample.value / 100m)) == 0;
        }));

    [Fact]
    public void A_period_prints_as_it_reads() =>
        Check.One(Quick, Prop.ForAll((from first in Gen.Choose(1 * 12, (9000 * 12) - 1) from more in Gen.Choose(0, 5) select Period.Months(first, first + more)).ToArbitrary(), period => Period.Parse(period.ToString()) == period));
}
