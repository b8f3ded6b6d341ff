using System.Globalization;

namespace Alerts.Adapters.Formats;

/// <summary>A cell's binary number as the decimal that its author typed: Excel keeps and shows 15 significant digits.</summary>
internal static class ExcelNumber
{
    /// <returns>Digits without an exponent; with one where a decimal cannot hold the number.</returns>
    public static string Text(double number, char mark)
    {
        var shown = number.ToString("G15", CultureInfo.InvariantCulture);
        if (!decimal.TryParse(shown, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)) return shown;
        // A decimal ends at 28 places; beyond them digits would be lost in silence.
        if (((double)exact).ToString("G15", CultureInfo.InvariantCulture) != shown) return shown;
        var text = exact.ToString(CultureInfo.InvariantCulture);
        return mark == '.' ? text : text.Replace('.', mark);
    }
}
