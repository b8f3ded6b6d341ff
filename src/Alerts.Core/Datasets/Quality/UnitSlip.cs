using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.Quality;

/// <summary>
/// A value within 2 % of a power of ten (10 to 10⁹, or the inverse) times the last accepted one waits for a person: it may be told in
/// another unit, and values after it will be too. A next one in the old unit refutes it (FORMATS §8).
/// </summary>
public sealed record UnitSlip : ValueCheck
{
    public const string Keyword = "unit-slip-suspected";

    private const int MostDigits = 9;
    private const decimal Tolerance = 0.02m;

    // Beyond it no power of ten is near, and the quotient might not fit.
    private const decimal Furthest = 2_000_000_000m;

    public override string Reason => Keyword;

    public override bool SilencesValue => true;

    public override bool Doubts(decimal value, decimal accepted) => Power(value, accepted) is not null;

    public override Sign Sign(decimal next, decimal waiting, decimal accepted) => Doubts(next, accepted) ? Quality.Sign.Neither : Quality.Sign.Refutes;

    public override string What(decimal value, decimal accepted, Unit unit)
    {
        var power = Power(value, accepted) ?? 0;
        var times = power > 0 ? $"about 10^{power} times" : $"about a 10^{-power}th of";
        return $"value is {times} {Printed.Number(accepted)}; " + (Fitting(power, unit) is { } other
            ? $"read as {other} it would be {Printed.Value(Shifted(value, power), unit)}"
            : "no other unit of its kind fits it");
    }

    /// <summary>The unit in which a value would fit; null where none does.</summary>
    /// <param name="power">How many powers of ten it is too large.</param>
    private static string? Fitting(int power, Unit unit)
    {
        var parts = unit.Text.Split('/');
        var names = parts.Length == 2 ? Unit.Names.Select(name => $"{parts[0]}/{name}").Append("万元/吨") : Unit.Names;
        return names.Where(name => FileUnit.Find(name) is { } other && other.To(unit) is { } times && times == Times(-power)).FirstOrDefault();
    }

    private static Ratio Times(int power) => power >= 0 ? Ratio.Of(Ten(power)) : Ratio.Of(1, Ten(-power)).Reduced();

    private static decimal Shifted(decimal value, int power) => power > 0 ? value / Ten(power) : value * Ten(-power);

    private static int? Power(decimal value, decimal accepted)
    {
        if (value == 0 || accepted == 0 || value > 0 != accepted > 0) return null;
        var (size, of) = (Math.Abs(value), Math.Abs(accepted));
        if (ExactProduct.Compare(size, 1, of, Furthest) > 0 || ExactProduct.Compare(of, 1, size, Furthest) > 0) return null;
        var quotient = size / of;
        for (var digits = 1; digits <= MostDigits; digits++)
        {
            if (IsNear(quotient, Ten(digits))) return digits;
            if (IsNear(quotient, 1 / Ten(digits))) return -digits;
        }
        return null;
    }

    private static bool IsNear(decimal quotient, decimal power) => Math.Abs(quotient - power) <= Tolerance * power;

    private static decimal Ten(int digits)
    {
        var power = 1m;
        for (var at = 0; at < digits; at++) power *= 10;
        return power;
    }
}
