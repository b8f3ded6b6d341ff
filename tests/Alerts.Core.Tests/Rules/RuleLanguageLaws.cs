using Alerts.Core.Observations;
using Alerts.Core.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace Alerts.Core.Tests.Rules;

public sealed class RuleLanguageLaws
{
    private static readonly Gen<Unit?> Units = Gen.Elements<Unit?>(Unit.Percent, Unit.Parse("CNY/kg"), Unit.Parse("t"), Unit.Parse("index"), null);

    private static readonly Gen<IndicatorArgument> Arguments = Gen.OneOf(
        from count in Gen.Choose(1, 400) from unit in Gen.Elements(SpanUnit.Day, SpanUnit.Week, SpanUnit.Month, SpanUnit.Year) select (IndicatorArgument)new Span(count, unit),
        from day in Gen.Choose(730_000, 740_000) let date = DateOnly.FromDayNumber(day) select (IndicatorArgument)new Since(date, date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));

    private static readonly Gen<Indicator> AnyIndicator =
        from name in Gen.Elements(Enum.GetValues<IndicatorName>())
        from series in Gen.Elements("smm.terbium-oxide", "cn.imports.*", "p", "a.b-c.d?", "smm.terbium-oxide in USD/kg through fx.usd")
        from argument in Arguments
        from other in Gen.Elements("q", "b.* in USD/t through fx.usd", "smm.dysprosium-oxide in CNY/kg through fx.usd")
        from count in Gen.Choose(1, 300)
        let kind = Indicators.Of(name)
        select new Indicator(name, series, kind.Argument switch
        {
            ArgumentKind.None => null,
            ArgumentKind.Count => new LastCount(count),
            ArgumentKind.Joined => count % 2 == 0 ? new Joined() : null,
            _ => argument,
        }, kind.IsPair ? other : null);

    private static readonly Gen<Condition> AnyComparison =
        from indicator in AnyIndicator
        from op in Gen.Elements(Enum.GetValues<Operator>())
        from cents in Gen.Choose(-1_000_000, 1_000_000)
        from unit in Units
        select (Condition)new Comparison(indicator, op, new Threshold(cents / 100m, unit));

    private static Gen<Condition> AnyCondition(int size) => size <= 0 ? AnyComparison : Gen.OneOf(
        AnyComparison,
        from inner in AnyCondition(size / 2) select (Condition)new Negation(inner),
        from left in AnyCondition(size / 2) from right in AnyCondition(size / 2) select (Condition)new Both(left, right),
        from left in AnyCondition(size / 2) from right in AnyCondition(size / 2) select (Condition)new Either(left, right));

    private static Config Quick => Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(new Replay(new Rnd(20250324, 7), null));

    [Fact]
    public void What_a_condition_prints_parses_to_the_same_condition() =>
        Check.One(Quick, Prop.ForAll(AnyCondition(12).ToArbitrary(), condition => condition.Equals(RuleLanguage.Parse(condition.ToString()!).Condition)));

    [Fact]
    public void Any_text_is_read_or_has_a_mistake_with_a_place_inside_it() =>
        Check.One(Quick, Prop.ForAll(Texts.ToArbitrary(), text =>
        {
            var parsed = RuleLanguage.Parse(text);
            return parsed.Condition is not null ? parsed.Mistakes.Count == 0 : parsed.Mistakes.All(mistake => mistake.Offset >= 0 && mistake.Offset <= text.Length) && parsed.Mistakes.Count > 0;
        }));

    private static readonly Gen<string> Texts =
        from words in Gen.ListOf(Gen.Elements("change", "spread", "avg", "yoy", "joined", "in", "through", "(", ")", "p", ",", "6", "months", "since", "2024-09-02", ">", "<=", "20", "%", "CNY/kg", "and", "or", "not", "&", "😀", "\ud800", "-", "..", "１"))
        select string.Join(' ', words);
}
