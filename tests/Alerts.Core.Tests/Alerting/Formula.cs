using System.Globalization;

namespace Alerts.Core.Tests.Alerting;

/// <summary>Computes the formula of an explanation's step, as a reader with a calculator would.</summary>
internal sealed class Formula
{
    private readonly string _text;
    private readonly List<decimal> _numbers = [];
    private int _at;

    private Formula(string text) => _text = text.Replace(" ", "", StringComparison.Ordinal);

    /// <returns>Its value in the unit told last, and the numbers in it without their signs.</returns>
    public static (decimal Value, IReadOnlyList<decimal> Numbers) Of(string text)
    {
        var cut = text.IndexOf(", in ", StringComparison.Ordinal);
        var formula = new Formula(cut < 0 ? text : text[..cut]);
        var value = formula.Sum();
        Assert.Equal(formula._text.Length, formula._at);
        return (cut < 0 ? value : value * Factor(text[(cut + 5)..]), formula._numbers);
    }

    // The laws compare prices per kilogram with thresholds per tonne, and the other way about.
    private static decimal Factor(string unit) => unit switch { "CNY/t" => 1000, "CNY/kg" => 0.001m, _ => throw new ArgumentException($"{unit} is no unit of the laws", nameof(unit)) };

    private decimal Sum()
    {
        var value = Product();
        while (_at < _text.Length && (_text[_at] is '+' or '−')) value = _text[_at++] == '+' ? value + Product() : value - Product();
        return value;
    }

    private decimal Product()
    {
        var value = Factor();
        while (_at < _text.Length && (_text[_at] is '×' or '/')) value = _text[_at++] == '×' ? value * Factor() : value / Factor();
        return value;
    }

    private decimal Factor()
    {
        if (_text[_at] == '−')
        {
            _at++;
            return -Factor();
        }
        if (_text[_at] == '(')
        {
            _at++;
            var inner = Sum();
            Assert.Equal(')', _text[_at++]);
            return inner;
        }
        var from = _at;
        while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] == '.')) _at++;
        var number = decimal.Parse(_text[from.._at], CultureInfo.InvariantCulture);
        _numbers.Add(number);
        return number;
    }
}
