using System.Globalization;
using Alerts.Core.Observations;

namespace Alerts.Core.Routing;

/// <summary>How much a subscriber buys of what a series prices: <c>1.2 t/year</c>.</summary>
/// <param name="AYear">In the unit as written.</param>
public sealed record Purchase(string Series, Quantity AYear)
{
    private const int MonthsOfYear = 12;

    /// <summary>Reads <c>1.2 t/year</c> and <c>100 kg/month</c>.</summary>
    /// <returns>The quantity of a year; null where the text is none.</returns>
    public static Quantity? ReadAYear(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 2 || words[1].Split('/') is not [var name, var time] || !Unit.TryParse(name, out var unit)) return null;
        if (!decimal.TryParse(words[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) || amount is <= 0 or > 1_000_000_000_000) return null;
        return time switch { "year" => new(amount, unit), "month" => new(amount * MonthsOfYear, unit), _ => null };
    }

    /// <summary>Whether a price in a unit says what the quantity costs.</summary>
    public static bool IsPricedIn(Unit price, Unit quantity) => price.Currency is { } currency && price.IsPrice && Unit.TryParse($"{currency}/{quantity.Text}", out var own) && own.ConvertsTo(price);
}
