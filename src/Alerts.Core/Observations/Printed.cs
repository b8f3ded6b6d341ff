using System.Globalization;

namespace Alerts.Core.Observations;

/// <summary>
/// A number as people read it (SEMANTICS §1.6): percent to one decimal, otherwise four significant digits and never fewer
/// than the whole part, half away from zero.
/// </summary>
public static class Printed
{
    private const int Digits = 4;

    /// <summary><c>21.9 %</c>, <c>6,550 CNY/kg</c>, <c>0.1235</c>.</summary>
    public static string Value(decimal value, Unit? unit) =>
        unit is null || unit == Unit.One ? Number(value)
        : unit == Unit.Percent ? $"{Percent(value)} %"
        : $"{Number(value)} {unit}";

    /// <summary><c>21.9</c>; always one decimal, with thousands separators.</summary>
    public static string Percent(decimal value) => Signed(Math.Round(value, 1, MidpointRounding.AwayFromZero).ToString("N1", CultureInfo.InvariantCulture));

    /// <summary><c>6,550</c>, <c>12,944</c>, <c>1.235</c>, <c>0.01235</c>: trailing zeros after the point are left out.</summary>
    public static string Number(decimal value) => Signed(Rounded(value, null).ToString("#,##0.############################", CultureInfo.InvariantCulture));

    /// <summary>The value to the digits that are printed, for telling whether a printed number has changed.</summary>
    public static decimal Rounded(decimal value, Unit? unit)
    {
        if (unit == Unit.Percent) return Math.Round(value, 1, MidpointRounding.AwayFromZero);
        var size = Math.Abs(value);
        if (size == 0) return 0;
        var decimals = Digits - 1;
        for (var power = 10m; power <= size && decimals > 0; power *= 10) decimals--;
        for (var power = 1m; size < power && decimals < 28; power /= 10) decimals++;
        return Math.Round(value, Math.Min(decimals, 28), MidpointRounding.AwayFromZero);
    }

    private static string Signed(string text) => text.StartsWith('-') ? "−" + text[1..] : text;
}
