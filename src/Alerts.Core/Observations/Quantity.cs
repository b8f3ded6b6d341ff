namespace Alerts.Core.Observations;

/// <summary>An amount with its unit. A value without a unit does not exist.</summary>
public readonly record struct Quantity(decimal Amount, Unit Unit)
{
    /// <summary>The same quantity in another unit of its kind: 5,000 kg is 5 t.</summary>
    /// <returns>Exact where a decimal can hold it; otherwise the nearest decimal of 28 digits.</returns>
    /// <exception cref="ArgumentException">The units do not convert, which a check should have reported.</exception>
    public Quantity In(Unit unit) => Unit == unit ? this : new((Ratio.Of(Amount) * Unit.To(unit)).ToDecimal(), unit);

    public override string ToString() => $"{Printed.Number(Amount)} {Unit}";
}
