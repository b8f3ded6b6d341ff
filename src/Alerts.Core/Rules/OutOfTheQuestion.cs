using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

/// <summary>
/// Where a comparison cannot hold, told by binary floating point with room for its errors: a long history is looked at exactly only where it may.
/// </summary>
internal static class OutOfTheQuestion
{
    // Far above the errors of a double, far below what a threshold is written with.
    private const double Room = 1e-9;

    /// <returns>For each observation, whether the comparison may hold there; null where this cannot be told.</returns>
    public static bool[]? MayHold(PlannedComparison part, SteadySeries series)
    {
        var may = new bool[series.Days.Length];
        switch (part.Kind)
        {
            case Level:
                Levels(part, series, may);
                return may;
            case Change or Move:
                AgainstEarlier(part, series, may);
                return may;
            case Extreme:
                AgainstExtreme(part, series, may);
                return may;
            default:
                return null;
        }
    }

    private static void Levels(PlannedComparison part, SteadySeries series, bool[] may)
    {
        var (test, factor) = (new Test(part), (double)part.ToThreshold.Over / (double)part.ToThreshold.Under);
        for (var at = 0; at < may.Length; at++) may[at] = test.May(series.Values[at] * factor, Math.Abs(series.Values[at] * factor));
    }

    private static void AgainstEarlier(PlannedComparison part, SteadySeries series, bool[] may)
    {
        var (test, factor, isPercent) = (new Test(part), (double)part.ToThreshold.Over / (double)part.ToThreshold.Under, part.Kind.IsPercent);
        var (days, values, at) = (series.Days, series.Values, 0);
        var since = (part.Argument as Since)?.Day.DayNumber;
        var span = part.Argument as Span;
        var fixedDays = span is { InMonths: null } ? span.Count * (span.Unit == SpanUnit.Week ? 7 : 1) : 0;
        for (var now = 0; now < days.Length; now++)
        {
            if (since is { } day && days[now] <= day) continue;
            var target = since ?? (fixedDays > 0 ? days[now] - fixedDays : span!.Before(DateOnly.FromDayNumber(days[now])).DayNumber);
            while (at + 1 < days.Length && days[at + 1] <= target) at++;
            if (days[at] > target || days[at] + EarlierBase.DaysOlder < target) continue;
            var (current, @base) = (values[now], values[at]);
            if (!isPercent) may[now] = test.May((current - @base) * factor, (Math.Abs(current) + Math.Abs(@base)) * factor);
            else if (@base > 0) may[now] = test.May((current - @base) / @base * 100, (Math.Abs(current / @base) + 1) * 100);
        }
    }

    private static void AgainstExtreme(PlannedComparison part, SteadySeries series, bool[] may)
    {
        var (test, sign, span) = (new Test(part), part.Kind is Rise ? 1 : -1, (Span)part.Argument!);
        var (days, values) = (series.Days, series.Values);
        // Positions of a window whose values only rise (for a highest, only fall): the first is the extreme.
        var queue = new int[days.Length];
        var (head, tail, first) = (0, 0, 0);
        for (var now = 0; now < days.Length; now++)
        {
            var start = span.Before(DateOnly.FromDayNumber(days[now])).DayNumber;
            while (days[first] <= start) first++;
            while (tail > head && (values[queue[tail - 1]] - values[now]) * sign >= 0) tail--;
            queue[tail++] = now;
            while (queue[head] < first) head++;
            var extreme = values[queue[head]];
            if (first < now && extreme > 0) may[now] = test.May((values[now] - extreme) / extreme * 100 * sign, (Math.Abs(values[now] / extreme) + 1) * 100);
        }
    }

    private readonly struct Test(PlannedComparison part)
    {
        private readonly double _threshold = (double)part.Threshold.Value;
        private readonly int _direction = part.Operator.Direction();

        /// <param name="size">How large the numbers were that the value is made of.</param>
        public bool May(double value, double size) => (value - _threshold) * _direction >= -Room * (size + Math.Abs(_threshold) + 1);
    }
}
