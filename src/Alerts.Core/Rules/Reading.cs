using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

/// <summary>What an indicator came to at one point: a value, or why there is none, and the figures it looked at.</summary>
/// <param name="Value">In the unit that the indicator has over its series; meaningless without a verdict.</param>
/// <param name="Current">Of a two-sided indicator a. Null where the series has no observation.</param>
/// <param name="Base">Of a two-sided indicator b. Null where the indicator has no base or none was found.</param>
public readonly record struct Reading(NoVerdict? NoVerdict, Ratio Value, Figure? Current, Figure? Base)
{
    public static Reading Without(NoVerdict reason, Figure? current = null, Figure? @base = null) => new(reason, default, current, @base);

    public static Reading Of(Ratio value, Figure current) => new(null, value, current, null);

    /// <summary>(current − base) / base × 100; no verdict for a base of zero or below, or below the smallest allowed.</summary>
    public static Reading Percent(Figure current, Figure @base, Ratio? minBase)
    {
        if (@base.Total == 0) return Without(Rules.NoVerdict.BaseIsZero, current, @base);
        if (@base.Total < 0) return Without(Rules.NoVerdict.BaseIsNegative, current, @base);
        if (TooSmall(@base, minBase)) return Without(Rules.NoVerdict.BaseTooSmall, current, @base);
        return new(null, Ratio.Of((current.Total - @base.Total) * 100, @base.Total), current, @base);
    }

    /// <summary>current − base, in the unit of the series; any base will do but one below the smallest allowed.</summary>
    public static Reading Difference(Figure current, Figure @base, Ratio? minBase) =>
        TooSmall(@base, minBase) ? Without(Rules.NoVerdict.BaseTooSmall, current, @base) : new(null, Ratio.Of(current.Total - @base.Total), current, @base);

    private static bool TooSmall(Figure @base, Ratio? minBase) => minBase is { } least && Ratio.Of(@base.Total).CompareTo(least) < 0;
}

/// <summary>A number of an indicator: one observation, or several added up.</summary>
/// <param name="Single">Null where parts were added up.</param>
/// <param name="Parts">Empty where it is one observation.</param>
public readonly record struct Figure(Observation? Single, IReadOnlyList<Observation> Parts, decimal Total)
{
    public static Figure Of(Observation observation) => new(observation, [], observation.Value);

    /// <summary>One observation as it is, several added up.</summary>
    public static Figure Of(IReadOnlyList<Observation> parts) => parts is [var only] ? Of(only) : Sum(parts);

    public static Figure Sum(IReadOnlyList<Observation> parts) => new(null, parts, parts.Sum(part => part.Value));
}
