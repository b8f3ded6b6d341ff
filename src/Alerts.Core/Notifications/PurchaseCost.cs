using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Routing;
using Alerts.Core.Rules;

namespace Alerts.Core.Notifications;

/// <summary>What an event means for somebody who buys: the change in money a year, with its arithmetic.</summary>
/// <param name="Quantity">A year, in the unit in which the price is paid.</param>
/// <param name="Change">In money a year; below zero where it costs less. Exact.</param>
public sealed record PurchaseCost(Purchase Purchase, Quantity Quantity, Quantity Current, Quantity Base, Quantity Change)
{
    /// <returns>Null where the subscriber does not buy what the event is about, or it compares no two prices.</returns>
    public static PurchaseCost? Of(AlertEvent told, IReadOnlyList<Purchase> buys)
    {
        if (told.Type is EventType.Retracted || told.Measure is not { Indicator: { Second: null } indicator }) return null;
        // A price that is looked at in another currency is bought in it.
        var id = SeriesConversion.IsConverted(indicator.Series) ? indicator.Series[..indicator.Series.IndexOf(' ', StringComparison.Ordinal)] : indicator.Series;
        if (buys.FirstOrDefault(purchase => purchase.Series == id) is not { } bought) return null;
        if (Line(told, indicator, ExplanationLine.Current) is not { } current || Line(told, indicator, ExplanationLine.Base) is not { } @base) return null;
        var price = current.Unit!;
        if (@base.Unit != price || price.Divisor is not { } divisor || !Purchase.IsPricedIn(price, bought.AYear.Unit)) return null;
        var quantity = bought.AYear.In(Unit.Parse(divisor));
        var change = (current.Value!.Value - @base.Value!.Value) * quantity.Amount;
        return new(bought, quantity, new(current.Value.Value, price), new(@base.Value.Value, price), new(change, Unit.Parse(price.Currency!)));
    }

    /// <summary><c>You buy 1.2 t a year: 1,412,400 CNY a year more (1,200 kg × (6,550 − 5,373) CNY/kg).</c></summary>
    public string Sentence =>
        $"You buy {Purchase.AYear} a year: {(Change.Amount == 0 ? "no change in what it costs" : $"{Printed.Value(Math.Abs(Change.Amount), Change.Unit)} a year {(Change.Amount > 0 ? "more" : "less")}")} ({Formula}).";

    /// <summary><c>1,200 kg × (6,550 − 5,373) CNY/kg</c>.</summary>
    public string Formula => $"{Quantity} × ({Printed.Number(Current.Amount)} − {Printed.Number(Base.Amount)}) {Current.Unit}";

    private static ExplanationLine? Line(AlertEvent told, Indicator indicator, string name) =>
        told.Explanation.FirstOrDefault(line => line.Name == name && line.Series == indicator.Series && line is { Value: not null, NoVerdict: null });
}
