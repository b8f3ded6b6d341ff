using System.Numerics;

namespace Alerts.Core.Observations;

/// <summary>
/// An exact number as a fraction of two decimals, so that a percentage is compared with a threshold by multiplying out
/// and never by dividing (SEMANTICS §1.5).
/// </summary>
/// <param name="Over">The numerator.</param>
/// <param name="Under">The denominator, above zero.</param>
public readonly record struct Ratio(decimal Over, decimal Under) : IComparable<Ratio>
{
    public static Ratio Of(decimal value) => new(value, 1);

    /// <exception cref="ArgumentOutOfRangeException">The denominator is zero, which is an indicator's no verdict.</exception>
    public static Ratio Of(decimal over, decimal under)
    {
        if (under == 0) throw new ArgumentOutOfRangeException(nameof(under), "a denominator of zero");
        return under < 0 ? new(-over, -under) : new(over, under);
    }

    public static Ratio operator *(Ratio a, Ratio b) => new(a.Over * b.Over, a.Under * b.Under);

    /// <summary>Compares the fractions exactly, however many digits the products need.</summary>
    public int CompareTo(Ratio other) => Under == other.Under ? Over.CompareTo(other.Over) : ExactProduct.Compare(Over, other.Under, other.Over, Under);

    /// <summary>Of the same number: 2/4 is 1/2.</summary>
    public bool Equals(Ratio other) => CompareTo(other) == 0;

    public override int GetHashCode() => ToDecimal().GetHashCode();

    /// <summary>The nearest decimal: 28 significant digits.</summary>
    public decimal ToDecimal() => Under == 1 ? Over : Over / Under;

    /// <summary>The same number with a denominator of 1, or a numerator of 1, where that is exact.</summary>
    public Ratio Reduced() => Over == 0 ? new(0, 1)
        : Over % Under == 0 ? new(Over / Under, 1)
        : Under % Over == 0 && Over > 0 ? new(1, Under / Over)
        : this;
}

/// <summary>Compares a·b with c·d where a decimal's 28 digits might not hold the products.</summary>
internal static class ExactProduct
{
    public static int Compare(decimal a, decimal b, decimal c, decimal d) =>
        IsSmall(a) && IsSmall(b) && IsSmall(c) && IsSmall(d)
            ? (a * b).CompareTo(c * d)
            : Wide(a, b).CompareTo(Wide(c, d));

    // Below 2^47 each the product fits the 96 bits of a decimal, and scales add up to 28 at most where both are below 15.
    private static bool IsSmall(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        return bits[2] == 0 && bits[1] is >= 0 and < 1 << 15 && ((bits[3] >> 16) & 0xFF) <= 14;
    }

    private static BigInteger Wide(decimal a, decimal b) => Scaled(a) * Scaled(b);

    // All decimals share the scale 28, so that products share the scale 56.
    private static BigInteger Scaled(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var mantissa = Word(bits[0]) + (Word(bits[1]) << 32) + (Word(bits[2]) << 64);
        var scaled = mantissa * BigInteger.Pow(10, 28 - ((bits[3] >> 16) & 0xFF));
        return bits[3] < 0 ? -scaled : scaled;
    }

    private static BigInteger Word(int bits) => unchecked((uint)bits);
}
