using System.Collections.Concurrent;

namespace Alerts.Core.Observations;

/// <summary>What a unit measures. Only <see cref="Mass"/> converts between its units.</summary>
public enum Dimension
{
    Mass,
    Volume,
    Energy,
    Content,
    Money,
    Percent,
    Index,
    One,
    Days,
}

/// <summary>
/// A unit of CONTRACT §1: an amount (<c>t</c>, <c>bbl</c>), a currency (<c>CNY</c>), a currency over an amount (<c>CNY/kg</c>) or over another
/// currency (<c>CNY/USD</c>), <c>%</c>, <c>index</c> or <c>1</c>. Two units are equal when their texts are; <c>mt</c> reads as <c>t</c>.
/// </summary>
public sealed record Unit
{
    // Thousands of series have the same few, which are made once.
    private static readonly ConcurrentDictionary<string, Unit> Read = new(StringComparer.Ordinal);

    private readonly Amount _top;
    private readonly Amount? _bottom;

    private Unit(Amount top, Amount? bottom)
    {
        _top = top;
        _bottom = bottom;
        Text = bottom is null ? top.Name : $"{top.Name}/{bottom.Name}";
    }

    /// <summary>The one way to write it: <c>CNY/kg</c>, <c>t</c>, <c>%</c>.</summary>
    public string Text { get; }

    /// <summary>What is counted: <see cref="Dimension.Money"/> for <c>CNY/kg</c> as well as for <c>CNY</c>.</summary>
    public Dimension Dimension => _top.Dimension;

    /// <summary>True for a currency over an amount, whose values do not add up.</summary>
    public bool IsPrice => _bottom is not null && !IsRate;

    /// <summary>True for a currency over another one: a rate, such as <c>CNY/USD</c>, how many yuan a dollar is.</summary>
    public bool IsRate => _bottom?.Dimension == Dimension.Money;

    /// <summary>The currency that it counts: <c>CNY</c> for <c>CNY/kg</c> as for <c>CNY</c>.</summary>
    /// <exception cref="InvalidOperationException">It counts no money.</exception>
    public Unit Money => Dimension == Dimension.Money ? new(_top, null) : throw new InvalidOperationException($"{Text} counts no money");

    /// <summary>The currency that a rate is of one of: <c>USD</c> for <c>CNY/USD</c>; null for what is no rate.</summary>
    public Unit? OneOf => IsRate ? new(_bottom!, null) : null;

    /// <summary>The same in another currency: <c>CNY/kg</c> in <c>USD</c> is <c>USD/kg</c>.</summary>
    public Unit In(Unit money) => new(money._top, _bottom);

    /// <summary>True for mass, volume, energy and content: what something may cost so much of.</summary>
    public bool CanDivide => _bottom is null && _top.CanDivide;

    /// <summary>True for mass, volume, energy, content and money: what may be added up over months (SEMANTICS §2.3).</summary>
    public bool AddsUp => _bottom is null && _top.Dimension is Dimension.Mass or Dimension.Volume or Dimension.Energy or Dimension.Content or Dimension.Money;

    public static readonly Unit Percent = new(Amount.Named["%"], null);

    public static readonly Unit One = new(Amount.Named["1"], null);

    /// <summary>Of <c>age</c> alone: no series is in days, so no text is read as it but where a rule compares an age.</summary>
    public static readonly Unit Days = new(new("days", Dimension.Days, 1m), null);

    /// <summary>The currency of money, of a price, and of a rate what is paid; null for every other unit.</summary>
    public string? Currency => _top.Dimension == Dimension.Money ? _top.Name : null;

    /// <summary>What a price is paid for, of a rate the other currency; null for what is no price.</summary>
    public string? Divisor => _bottom?.Name;

    /// <returns>This money over an amount; null where it is no money, or nothing is paid for such a unit.</returns>
    public Unit? Per(Unit amount) =>
        _top.Dimension == Dimension.Money && _bottom is null && amount is { _bottom: null, AddsUp: true } && amount._top.Dimension != Dimension.Money ? new Unit(_top, amount._top) : null;

    /// <summary>The same price or money in another currency.</summary>
    /// <exception cref="ArgumentException">It has no currency.</exception>
    public Unit InCurrency(string currency) =>
        Currency is null ? throw new ArgumentException($"{Text} has no currency", nameof(currency)) : Parse(_bottom is null ? currency : $"{currency}/{_bottom.Name}");

    /// <summary>Every unit name that stands on its own, for messages that suggest one.</summary>
    public static IEnumerable<string> Names => Amount.Named.Keys.Order(StringComparer.Ordinal);

    /// <summary>Reads <c>CNY/kg</c>, <c>t</c>, <c>mt</c>, <c>%</c>. Case counts. False when it is no unit of CONTRACT §1.</summary>
    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Unit? unit)
    {
        text ??= "";
        if (Read.TryGetValue(text, out unit)) return true;
        var parts = text.Split('/');
        if (parts.Length > 2 || Amount.Find(parts[0]) is not { } top) return false;
        var bottom = parts.Length == 1 ? null : Amount.Find(parts[1]);
        if (parts.Length == 2 && (top.Dimension != Dimension.Money || bottom is null || !(bottom.CanDivide || (bottom.Dimension == Dimension.Money && bottom.Name != top.Name)))) return false;
        unit = Read.GetOrAdd(text, new Unit(top, bottom));
        return true;
    }

    /// <exception cref="FormatException">It is no unit; for texts that a check has already accepted.</exception>
    public static Unit Parse(string text) => text == Days.Text ? Days : TryParse(text, out var unit) ? unit : throw new FormatException($"'{text}' is not a unit");

    /// <summary>True when a value in this unit can be told in the other: equal, or both the same but for units of mass.</summary>
    public bool ConvertsTo(Unit other) => _top.ConvertsTo(other._top)
        && (_bottom is null ? other._bottom is null : other._bottom is not null && _bottom.ConvertsTo(other._bottom));

    /// <summary>A value in this unit times the result is the value in <paramref name="other"/>, exactly.</summary>
    /// <exception cref="ArgumentException">The units do not convert, which a check should have reported.</exception>
    public Ratio To(Unit other)
    {
        if (Equals(other)) return Ratio.Of(1);
        if (!ConvertsTo(other)) throw new ArgumentException($"{Text} does not convert to {other.Text}", nameof(other));
        var over = _top.Grams * (other._bottom?.Grams ?? 1);
        var under = other._top.Grams * (_bottom?.Grams ?? 1);
        return Ratio.Of(over, under).Reduced();
    }

    public bool Equals(Unit? other) => other is not null && Text == other.Text;

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    private sealed record Amount(string Name, Dimension Dimension, decimal Grams)
    {
        // Exact by definition: international avoirdupois pound 0.45359237 kg (1959); troy ounce 31.1034768 g; short ton 2,000 lb.
        public static readonly Dictionary<string, Amount> Named = new(StringComparer.Ordinal)
        {
            ["g"] = new("g", Dimension.Mass, 1m),
            ["kg"] = new("kg", Dimension.Mass, 1_000m),
            ["t"] = new("t", Dimension.Mass, 1_000_000m),
            ["lb"] = new("lb", Dimension.Mass, 453.59237m),
            ["st"] = new("st", Dimension.Mass, 907_184.74m),
            ["ozt"] = new("ozt", Dimension.Mass, 31.1034768m),
            ["bbl"] = new("bbl", Dimension.Volume, 1m),
            ["mmbtu"] = new("mmbtu", Dimension.Energy, 1m),
            ["dmtu"] = new("dmtu", Dimension.Content, 1m),
            ["%"] = new("%", Dimension.Percent, 1m),
            ["index"] = new("index", Dimension.Index, 1m),
            ["1"] = new("1", Dimension.One, 1m),
        };

        public bool CanDivide => Dimension is Dimension.Mass or Dimension.Volume or Dimension.Energy or Dimension.Content;

        public static Amount? Find(string name) =>
            name == "mt" ? Named["t"]
            : Named.TryGetValue(name, out var amount) ? amount
            : Observations.Currency.Codes.Contains(name) ? new Amount(name, Dimension.Money, 1m)
            : null;

        public bool ConvertsTo(Amount other) => Name == other.Name || (Dimension == Dimension.Mass && other.Dimension == Dimension.Mass);
    }
}
