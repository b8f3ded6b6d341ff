using Alerts.Core.Observations;

namespace Alerts.Adapters.Tests.Workspaces;

/// <summary>Unit values and conversions: what suits, and what is said of the rest.</summary>
public sealed class DerivedSectionTests : IDisposable
{
    private readonly Folder _folder = new();

    public DerivedSectionTests() => _folder.Write("datasets/parts.yaml", """
        datasets:
          - id: parts
            publisher: Customs
            format: csv
            files: "*parts*"
            columns: { period: Date, series: Code, value: Average }
            frequency: monthly
            series:
              V: { id: value, title: Value, unit: CNY }
              Q: { id: quantity, title: Quantity, unit: t }
              I: { id: index, title: Index, unit: index }
              M: { id: fx.monthly, title: Rate, unit: CNY/USD }
          - id: rates
            publisher: Bank
            format: csv
            files: "*rates*"
            columns: { period: Date, series: Code, value: Average }
            frequency: business-daily
            series:
              D: { id: fx.usd-cny, title: Rate, unit: CNY/USD }
              C: { id: fx.cny, title: Rate, unit: CNY }
              U: { id: fx.cny-usd, title: Rate, unit: USD/CNY }
              E: { id: fx.eur-usd, title: Rate, unit: USD/EUR }
        """);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("unit: CNY/kg, unit-value: { value: value, quantity: quantity }", "CNY/kg", false)]
    [InlineData("convert: { series: smm.terbium-oxide, to: USD/kg, via: fx.usd-cny }", "USD/kg", false)]
    [InlineData("convert: { series: smm.terbium-oxide, to: USD/lb, via: fx.cny }", "USD/lb", false)]
    [InlineData("convert: { series: smm.terbium-oxide, to: USD/t, via: fx.cny-usd }", "USD/t", true)]
    [InlineData("convert: { series: value, to: USD, via: fx.monthly }", "USD", false)]
    [InlineData("unit: USD, convert: { series: value, to: USD, via: fx.usd-cny }", "USD", false)]
    public void Accepts_what_can_be_worked_out(string derived, string unit, bool multiplies)
    {
        var series = Load(derived);

        Assert.NotNull(series);
        Assert.Equal((unit, multiplies), (series.Unit.Text, series.Derivation is Derivation.Conversion { Multiplies: true }));
    }

    [Theory]
    [InlineData("unit: CNY/kg", "'sum' is missing in a derived series, and so are 'unit-value' and 'convert'")]
    [InlineData("unit: t, sum: [quantity], unit-value: { value: value, quantity: quantity }", "'unit-value' and 'sum' do not go together: a derived series is made in one way")]
    [InlineData("unit-value: { value: value, quantity: quantity }", "'unit' is missing in a derived series")]
    [InlineData("unit: CNY/kg, unit-value: { value: quantity, quantity: value }", "quantity in t is no value;value in CNY is no quantity")]
    [InlineData("unit: CNY/kg, unit-value: { value: value, quantity: index }", "index in index is no quantity")]
    [InlineData("unit: USD/kg, unit-value: { value: value, quantity: quantity }", "value in CNY gives no USD/kg")]
    [InlineData("unit: CNY/bbl, unit-value: { value: value, quantity: quantity }", "CNY over t is not told in CNY/bbl")]
    [InlineData("convert: { series: quantity, to: USD, via: fx.usd-cny }", "quantity in t is neither money nor a price")]
    [InlineData("convert: { series: smm.terbium-oxide, to: USD, via: fx.usd-cny }", "smm.terbium-oxide in CNY/kg is not told in USD")]
    [InlineData("convert: { series: smm.terbium-oxide, to: CNY/t, via: fx.usd-cny }", "smm.terbium-oxide is in CNY already")]
    [InlineData("convert: { series: smm.terbium-oxide, to: USD/kg, via: fx.eur-usd }", "fx.eur-usd in USD/EUR is no rate between CNY and USD")]
    [InlineData("convert: { series: smm.terbium-oxide, to: USD/kg, via: fx.monthly }", "fx.monthly is monthly, and smm.terbium-oxide is not: a month's rate is not known on its days")]
    [InlineData("convert: { series: smm.terbium-oxid, to: USD/kg, via: fx.usd-cny }", "unknown series 'smm.terbium-oxid'")]
    [InlineData("convert: { series: d, to: USD/kg, via: fx.usd-cny }", "the derived series 'd' is made of itself")]
    [InlineData("convert: { series: value, to: USD, via: fx.usd-cny, within: 1 year }", "'1 year' is no number of days")]
    public void Rejects_what_the_data_cannot_give(string derived, string messages)
    {
        Assert.Null(Load(derived));
        Assert.Equal(messages.Split(';'), _folder.Load().Mistakes.Where(mistake => mistake.IsError).Select(mistake => mistake.Message));
    }

    private SeriesDefinition? Load(string derived)
    {
        _folder.Write("datasets/derived.yaml", $"derived:\n  - {{ id: d, title: Derived, basis: any, {derived} }}\n");
        return _folder.Load().Workspace?.Series["d"];
    }
}
