using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

/// <summary>What a rule asks: comparisons joined by and, or, not. Printing it gives text that parses to the same condition.</summary>
public abstract record Condition
{
    /// <summary>Every comparison, in the order written.</summary>
    public abstract IEnumerable<Comparison> Comparisons();
}

/// <summary>An indicator against a number with its unit: <c>change(smm.terbium-oxide, 6 months) &gt; 20%</c>.</summary>
public sealed record Comparison(Indicator Indicator, Operator Operator, Threshold Threshold) : Condition
{
    public override IEnumerable<Comparison> Comparisons() => [this];

    public override string ToString() => $"{Indicator} {Operator.Text()} {Threshold}";
}

public sealed record Both(Condition Left, Condition Right) : Condition
{
    public override IEnumerable<Comparison> Comparisons() => Left.Comparisons().Concat(Right.Comparisons());

    // The parser reads `and` from the left, so a right operand that is one itself keeps its parentheses.
    public override string ToString() => $"{Grouped(Left, Left is Either)} and {Grouped(Right, Right is Either or Both)}";

    internal static string Grouped(Condition condition, bool group) => group ? $"({condition})" : $"{condition}";
}

public sealed record Either(Condition Left, Condition Right) : Condition
{
    public override IEnumerable<Comparison> Comparisons() => Left.Comparisons().Concat(Right.Comparisons());

    public override string ToString() => $"{Left} or {Both.Grouped(Right, Right is Either)}";
}

public sealed record Negation(Condition Inner) : Condition
{
    public override IEnumerable<Comparison> Comparisons() => Inner.Comparisons();

    public override string ToString() => $"not {Both.Grouped(Inner, Inner is Both or Either)}";
}
