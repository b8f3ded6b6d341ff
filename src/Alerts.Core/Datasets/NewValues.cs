using System.Collections;
using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>What a reading adds to what is known (SEMANTICS §1.2).</summary>
/// <param name="Added">Values that are new or revise one, in the order of the reading.</param>
/// <param name="Revised">Of those, the ones that revise, in the same order.</param>
/// <param name="Unchanged">Values that were known already.</param>
public sealed record NewValues(IReadOnlyList<ReadValue> Added, IReadOnlyList<RevisedValue> Revised, int Unchanged)
{
    // So many series are asked for before the first of them is compared.
    private const int AskedAhead = 4;

    // Of fewer values than these, what is known is asked for at once: to hand a question to another thread takes longer than its answer.
    private const int Few = 1_000;

    /// <param name="known">What is known of a series just before its new vintage, from the first to the last of its periods, in order of period. Asked for a few series at once.</param>
    public static async Task<NewValues> Of(IReadOnlyList<ReadValue> values, Func<SeriesValues, Task<IReadOnlyList<KnownValue>>> known)
    {
        var isKnown = new BitArray(values.Count);
        var revised = new List<(int Position, RevisedValue Value)>();
        var unchanged = 0;
        var asked = new Queue<(SeriesValues Series, Task<IReadOnlyList<KnownValue>> Known)>();
        foreach (var series in SeriesValues.Of(values))
        {
            asked.Enqueue((series, values.Count < Few ? known(series) : Task.Run(() => known(series))));
            if (asked.Count > AskedAhead) await CompareNext();
        }
        while (asked.Count > 0) await CompareNext();
        return new(
            unchanged == 0 ? values : unchanged == values.Count ? [] : values is FileValues ? FileValues.Of(Others()) : Others().ToList(),
            [.. revised.OrderBy(one => one.Position).Select(one => one.Value)],
            unchanged);

        IEnumerable<ReadValue> Others() => values.Where((_, at) => !isKnown[at]);

        async Task CompareNext()
        {
            var (series, task) = asked.Dequeue();
            unchanged += Compare(series, await task, isKnown, revised);
        }
    }

    /// <returns>How many are known.</returns>
    private static int Compare(SeriesValues series, IReadOnlyList<KnownValue> known, BitArray isKnown, List<(int Position, RevisedValue Value)> revised)
    {
        if (known.Count == 0) return 0;
        int next = 0, unchanged = 0;
        for (var at = 0; at < series.Count; at++)
        {
            var value = series[at];
            while (next < known.Count && known[next].Period.CompareTo(value.Period) < 0) next++;
            KnownValue? before = next < known.Count && known[next].Period == value.Period ? known[next] : null;
            if (!Vintages.Adds(before, new(value.Value, value.Unit)))
            {
                isKnown[series.Position(at)] = true;
                unchanged++;
            }
            else if (before is { } earlier)
            {
                revised.Add((series.Position(at), new(value, earlier)));
            }
        }
        return unchanged;
    }
}

/// <param name="Before">What was known just before. Where older publications are read late, nothing is: the value is new.</param>
public readonly record struct RevisedValue(ReadValue Value, KnownValue Before);
