using Alerts.Core.Observations;

namespace Alerts.Core.Rules;

/// <summary>
/// Where a comparison cannot hold, told by binary floating point with room for its errors: a long history is looked at exactly only where it may.
/// </summary>
internal static class OutOfTheQuestion
{
    // Far above the errors of a double, far below what a threshold is written with.
    private const double Room = 1e-9;

    /// <returns>Positions of the observations at which the comparison may hold, in order; null where this cannot be told.</returns>
    public static List<int>? MayHold(PlannedComparison part, SteadySeries series)
    {
        var may = new List<int>();
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

    private static void Levels(PlannedComparison part, SteadySeries series, List<int> may)
    {
        var (test, factor, values) = (new Test(part), (double)part.ToThreshold.Over / (double)part.ToThreshold.Under, series.Values);
        for (var at = 0; at < values.Length; at++)
            if (test.May(values[at] * factor, Math.Abs(values[at] * factor), 1)) may.Add(at);
    }

    private static void AgainstEarlier(PlannedComparison part, SteadySeries series, List<int> may)
    {
        var (test, factor, isPercent) = (new Test(part), (double)part.ToThreshold.Over / (double)part.ToThreshold.Under, part.Kind.IsPercent);
        var (days, values, at) = (series.Days, series.Values, 0);
        var since = (part.Argument as Since)?.Day.DayNumber;
        var back = part.Argument is Span span ? new Back(span) : default;
        for (var now = 0; now < days.Length; now++)
        {
            if (since is { } day && days[now] <= day) continue;
            var target = since ?? back.From(days[now]);
            while (at + 1 < days.Length && days[at + 1] <= target) at++;
            if (days[at] > target || days[at] + EarlierBase.DaysOlder < target) continue;
            var (current, @base) = (values[now], values[at]);
            if (isPercent ? @base > 0 && test.May((current - @base) * 100, (Math.Abs(current) + @base) * 100, @base) : test.May((current - @base) * factor, (Math.Abs(current) + Math.Abs(@base)) * factor, 1)) may.Add(now);
        }
    }

    private static void AgainstExtreme(PlannedComparison part, SteadySeries series, List<int> may)
    {
        var (test, sign, back) = (new Test(part), part.Kind is Rise ? 1 : -1, new Back((Span)part.Argument!));
        var (days, values) = (series.Days, series.Values);
        // Positions of a window whose values only rise (for a highest, only fall): the first is the extreme.
        var queue = series.Positions;
        var (head, tail, first) = (0, 0, 0);
        for (var now = 0; now < days.Length; now++)
        {
            var (start, current) = (back.From(days[now]), values[now]);
            while (days[first] <= start) first++;
            while (tail > head && (values[queue[tail - 1]] - current) * sign >= 0) tail--;
            queue[tail++] = now;
            while (queue[head] < first) head++;
            var extreme = values[queue[head]];
            if (first < now && extreme > 0 && test.May((current - extreme) * 100 * sign, (Math.Abs(current) + extreme) * 100, extreme)) may.Add(now);
        }
    }

    /// <summary>So long before a day, by day numbers.</summary>
    private readonly struct Back(Span span)
    {
        private readonly Span _span = span;
        private readonly long _days = span.InMonths is not null ? 0 : span.Count * (span.Unit == SpanUnit.Week ? 7L : 1);

        public int From(int day) => _days > 0 ? (int)Math.Max(0, day - _days) : _span.Before(DateOnly.FromDayNumber(day)).DayNumber;
    }

    private readonly struct Test(PlannedComparison part)
    {
        private readonly double _threshold = (double)part.Threshold.Value;
        private readonly double _room = Room * (Math.Abs((double)part.Threshold.Value) + 1);
        private readonly int _direction = part.Operator.Direction();

        /// <param name="over">The value's numerator.</param>
        /// <param name="size">How large the numbers were that the numerator is made of.</param>
        /// <param name="under">The value's denominator, above zero: comparing needs no division.</param>
        public bool May(double over, double size, double under) => (over - (_threshold * under)) * _direction >= -((Room * size) + (_room * under));
    }
}
