using Alerts.Core.Observations;

namespace Alerts.Adapters.Sqlite;

/// <summary>
/// A period as the store writes it: its last day, counted from 1970-01-01, and how many months it covers, 0 for a day. In order of
/// the last day and then of ever fewer months, periods come in their own order.
/// </summary>
internal readonly record struct StoredPeriod(int LastDay, int Months)
{
    private static readonly int FirstDay = new DateOnly(1970, 1, 1).DayNumber;

    public StoredPeriod(Period period)
        : this(period.Last.DayNumber - FirstDay, period.Kind == PeriodKind.Day ? 0 : period.MonthCount)
    {
    }

    public Period Period
    {
        get
        {
            var last = DateOnly.FromDayNumber(LastDay + FirstDay);
            if (Months == 0) return Period.Day(last);
            var month = Period.MonthNumber(last);
            return Period.Months(month - Months + 1, month);
        }
    }
}
