using System.Globalization;
using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

/// <summary>The indicators of SEMANTICS §2, by the name that rules use.</summary>
public enum IndicatorName
{
    Level,
    Change,
    Move,
    Rise,
    Fall,
    Mom,
    Yoy,
    Ytd,
    YtdYoy,
    Sum,
    Avg,
    Min,
    Max,
    Zscore,
    Spread,
    Ratio,
    Share,
    UnitValue,
    Age,
}

/// <summary>An indicator over one series or two: <c>change(smm.terbium-oxide, 6 months)</c>, <c>spread(a, b)</c>, or a bare series for its level.</summary>
/// <param name="Series">A series id or a glob; with <c>in UNIT through FX</c> behind it where it is converted.</param>
/// <param name="Argument">How far back, since when, or how many; null for an indicator that takes none.</param>
/// <param name="Second">Of a two-sided indicator the other side; null for one over a single series.</param>
public sealed record Indicator(IndicatorName Name, string Series, IndicatorArgument? Argument, string? Second = null)
{
    /// <summary>Its series in the order written, as often as they are written.</summary>
    public IEnumerable<string> AllSeries => Second is null ? [Series] : [Series, Second];

    public override string ToString() =>
        Name == IndicatorName.Level ? Series : $"{Name.Text()}({Series}{(Second is null ? "" : $", {Second}")}{(Argument is null ? "" : $", {Argument}")})";
}

public abstract record IndicatorArgument;

/// <summary>A span of calendar time: <c>6 months</c>.</summary>
public sealed record Span(int Count, SpanUnit Unit) : IndicatorArgument
{
    /// <summary>The day so long before, in calendar arithmetic: 31 August less 6 months is the last of February.</summary>
    /// <returns>The first possible day where it would lie before year 1.</returns>
    public DateOnly Before(DateOnly day)
    {
        var days = Unit switch { SpanUnit.Day => Count, SpanUnit.Week => Count * 7L, _ => 0 };
        if (days > 0) return day.DayNumber > days ? day.AddDays((int)-days) : DateOnly.MinValue;
        var months = InMonths ?? 0;
        return Period.MonthNumber(day) - months >= 12 ? day.AddMonths(-months) : DateOnly.MinValue;
    }

    /// <summary>The span in months; null for days and weeks.</summary>
    public int? InMonths => Unit switch { SpanUnit.Month => Count, SpanUnit.Year => Count * 12, _ => null };

    public override string ToString() => $"{Count.ToString(CultureInfo.InvariantCulture)} {Unit switch { SpanUnit.Day => "day", SpanUnit.Week => "week", SpanUnit.Month => "month", _ => "year" }}{(Count == 1 ? "" : "s")}";
}

public enum SpanUnit
{
    Day,
    Week,
    Month,
    Year,
}

/// <summary>A fixed base date. A month stands for its last day (SEMANTICS §2).</summary>
/// <param name="Text">As written: <c>2024-09-02</c> or <c>2024-09</c>.</param>
public sealed record Since(DateOnly Day, string Text) : IndicatorArgument
{
    public override string ToString() => $"since {Text}";
}

/// <summary>The last so many observations: <c>avg(s, 20)</c>.</summary>
public sealed record LastCount(int Count) : IndicatorArgument
{
    public override string ToString() => Count.ToString(CultureInfo.InvariantCulture);
}

/// <summary>January and February together, whatever the publisher does: <c>yoy(s, joined)</c>.</summary>
public sealed record Joined : IndicatorArgument
{
    public const string Word = "joined";

    public override string ToString() => Word;
}

public static class IndicatorNames
{
    // In order of the names: the library looks an enumeration's names up by reflection, which a command that starts often feels.
    private static readonly string[] Texts = ["level", "change", "move", "rise", "fall", "mom", "yoy", "ytd", "ytd_yoy", "sum", "avg", "min", "max", "zscore", "spread", "ratio", "share", "unit_value", "age"];

    public static string Text(this IndicatorName name) => Texts[(int)name];
}
