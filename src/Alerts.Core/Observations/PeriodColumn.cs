namespace Alerts.Core.Observations;

/// <summary>Finds periods in a column that is in their order.</summary>
internal static class PeriodColumn
{
    // As a binary search of the library, whose comparisons go through an interface.
    /// <returns>The position of a period; where it has none, the complement of the position of the first after it.</returns>
    public static int Search(this Column<Period> periods, Period period)
    {
        int low = 0, high = periods.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = periods[middle].CompareTo(period);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        return ~low;
    }
}
