using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

/// <summary>Finds months among single and combined periods, as known up to a position.</summary>
internal static class Months
{
    /// <summary>Whether each month of a combined period was published for itself as well.</summary>
    public static bool AllSinglesKnown(KnownSeries series, int at, Period combined) =>
        combined.EachMonth().All(month => Known(series, at, month) is not null);

    /// <summary>The observation of exactly this period; null where there is none up to the position.</summary>
    public static Observation? Known(KnownSeries series, int at, Period period) =>
        series.At(period) is { } found && found.Period.CompareTo(series.PeriodAt(at)) <= 0 ? found : null;

    /// <summary>An amount published for several months as one figure: only a comparison with the same months says something.</summary>
    public static bool IsCombinedAmount(KnownSeries series, Period period) =>
        period.Kind == PeriodKind.Combined && series.Definition.Unit.AddsUp;

    /// <summary>Whether a combined period covers one of these months.</summary>
    public static bool IsInsideCombined(KnownSeries series, int at, Period months)
    {
        for (var i = at; i >= 0 && series.PeriodAt(i).LastMonth >= months.FirstMonth; i--)
            if (series.PeriodAt(i).Kind == PeriodKind.Combined && series.PeriodAt(i).FirstMonth <= months.LastMonth) return true;
        return false;
    }

    /// <summary>
    /// Observations that cover months one after the other, first to last: single months, or a combined period that the
    /// window does not cut where a single one is missing.
    /// </summary>
    /// <returns>Null with the reason where a month is covered by nothing, or only by a combined period that the window cuts.</returns>
    public static (List<Observation>? Parts, NoVerdict? Reason) Cover(KnownSeries series, int at, int first, int last)
    {
        var parts = new List<Observation>();
        for (var month = first; month <= last;)
        {
            if (Piece(series, at, month, last) is not { } piece)
                return (null, IsInsideCombined(series, at, Period.Months(month, month)) ? NoVerdict.CombinedPeriod : NoVerdict.MonthMissing);
            parts.Add(piece);
            month = piece.Period.LastMonth + 1;
        }
        return (parts, null);
    }

    private static Observation? Piece(KnownSeries series, int at, int month, int last)
    {
        var combined = Combined(series, at, month, last);
        if (combined is not null && !AllSinglesKnown(series, at, combined.Period)) return combined;
        return Known(series, at, Period.Months(month, month)) ?? combined;
    }

    private static Observation? Combined(KnownSeries series, int at, int first, int last)
    {
        for (var i = at; i >= 0 && series.PeriodAt(i).LastMonth > first; i--)
        {
            var period = series.PeriodAt(i);
            if (period.Kind == PeriodKind.Combined && period.FirstMonth == first && period.LastMonth <= last) return series[i];
        }
        return null;
    }
}
