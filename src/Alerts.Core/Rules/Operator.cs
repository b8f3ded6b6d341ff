namespace Alerts.Core.Rules;

public enum Operator
{
    Above,
    AtLeast,
    Below,
    AtMost,
}

public static class Operators
{
    public static string Text(this Operator op) => op switch
    {
        Operator.Above => ">",
        Operator.AtLeast => ">=",
        Operator.Below => "<",
        _ => "<=",
    };

    /// <summary>+1 where the rule fires upwards, −1 where it fires downwards: the direction of <c>again-every</c>.</summary>
    public static int Direction(this Operator op) => op is Operator.Above or Operator.AtLeast ? 1 : -1;

    /// <summary>Whether a value holds, given how it compares with the threshold (below, equal, above: −1, 0, 1). Strict as written.</summary>
    public static bool Holds(this Operator op, int comparison) => op switch
    {
        Operator.Above => comparison > 0,
        Operator.AtLeast => comparison >= 0,
        Operator.Below => comparison < 0,
        _ => comparison <= 0,
    };
}
