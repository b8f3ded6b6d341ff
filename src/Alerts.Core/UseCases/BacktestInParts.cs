using System.Collections.Concurrent;
using Alerts.Core.Datasets.Quality;
using Alerts.Core.Observations;

namespace Alerts.Core.UseCases;

/// <summary>A backtest in parts that share no series: what is known of a few series is in memory at a time, however many there are.</summary>
public static class BacktestInParts
{
    private const int SeriesAtOnce = 2;

    /// <param name="atOnce">How many parts are read and replayed beside each other.</param>
    /// <param name="told">Called with what each rule instance raised, and its place among all: by rule and instance, those that days evaluate last. In any order, several at once.</param>
    public static async Task Run(Workspace workspace, IObservationStore observations, BacktestData data, int atOnce, Action<int, Replayed> told, CancellationToken cancel)
    {
        // Days end with the newest publication of all series, and checks look across those of a file.
        if (workspace.Rules.Any(rule => rule.IsOfDays) || Rescreening.Checks(workspace).Count > 0)
        {
            var all = await Backtest.Replay(workspace, observations, data, cancel);
            for (var order = 0; order < all.Count; order++) told(order, all[order]);
            return;
        }
        var quarantine = await observations.Quarantine(isWaiting: false, cancel);
        var newest = 0L;
        foreach (var publication in await observations.Publications(cancel)) newest = Math.Max(newest, publication.Sequence);
        var parts = new ConcurrentQueue<Part>(Of(PlacedInstance.Of(workspace)));
        await Task.WhenAll(Enumerable.Repeat(Work, atOnce).Select(work => Task.Run(work, cancel)));

        async Task Work()
        {
            while (parts.TryDequeue(out var part))
            {
                cancel.ThrowIfCancellationRequested();
                var stored = await observations.Recent([.. part.Sources.Select(id => new SeriesSince(id, DateOnly.MinValue))], cancel);
                Backtest.Replay(workspace, part.Instances, [.. stored.Select(recent => recent.UpTo(newest))], quarantine, data, (placed, replayed) => told(placed.Order, replayed));
            }
        }
    }

    /// <summary>Instances that share no stored series with those of another part.</summary>
    internal static List<Part> Of(IReadOnlyList<PlacedInstance> instances)
    {
        var groups = Connected(instances);
        var parts = new List<Part>();
        foreach (var group in groups)
        {
            if (parts.Count == 0 || parts[^1].Sources.Count + group.Sources.Count > SeriesAtOnce) parts.Add(new([], []));
            parts[^1].Instances.AddRange(group.Instances);
            parts[^1].Sources.AddRange(group.Sources);
        }
        return parts;
    }

    // Each group with all that is joined to it by a rule over several series; the smaller group goes over into the larger.
    private static IEnumerable<Part> Connected(IReadOnlyList<PlacedInstance> instances)
    {
        var groups = new Dictionary<string, Part>(StringComparer.Ordinal);
        foreach (var placed in instances)
        {
            var own = GroupOf(placed.Sources[0]);
            for (var at = 1; at < placed.Sources.Count; at++)
            {
                var other = GroupOf(placed.Sources[at]);
                if (ReferenceEquals(own, other)) continue;
                var (larger, smaller) = own.Sources.Count >= other.Sources.Count ? (own, other) : (other, own);
                larger.Instances.AddRange(smaller.Instances);
                larger.Sources.AddRange(smaller.Sources);
                foreach (var source in smaller.Sources) groups[source] = larger;
                own = larger;
            }
            own.Instances.Add(placed);
        }
        return groups.Values.Distinct();

        Part GroupOf(string source)
        {
            if (!groups.TryGetValue(source, out var group)) groups[source] = group = new([], [source]);
            return group;
        }
    }

    internal sealed class Part(List<PlacedInstance> instances, List<string> sources)
    {
        public List<PlacedInstance> Instances => instances;

        public List<string> Sources => sources;
    }
}
