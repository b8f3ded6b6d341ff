using Alerts.Core.Alerting;
using Alerts.Core.Observations;

namespace Alerts.Core.UseCases;

/// <summary>
/// Applies a publication to the instances for which it only adds periods after their head: from where each stands, on no more of
/// the past than its indicators look at.
/// </summary>
internal sealed class Continuing(IObservationStore observations, IAlertStore alerts)
{
    private const int SeriesAtOnce = 256;

    /// <param name="added">What the publication added, by stored series.</param>
    /// <returns>What is to be written, of those that changed; and the instances that need the whole history.</returns>
    public async Task<(List<Decided> Outcomes, List<PlacedInstance> NeedHistory)> Of(Workspace workspace, IReadOnlyList<PlacedInstance> touched, ILookup<string, Observation> added, Cause cause, CancellationToken cancel)
    {
        var round = new ContinuingRound(workspace, added, cause, await alerts.Restless([.. touched.Select(placed => placed.Id)], cancel));
        var (outcomes, rest) = (new List<Decided>(), new List<PlacedInstance>());
        using var parts = PlacedInstance.BySeries(touched, SeriesAtOnce).GetEnumerator();
        (ContinuingRound.Window Window, IReadOnlyList<RecentValues> Recent)? read = null;
        // While a part is read, the one before it is looked at and the one after it made ready. Most publications are one part, which nothing need be beside.
        for (var window = Next(); window is not null;)
        {
            var aside = read is { } before ? Task.Run<(ContinuingRound.Looked?, ContinuingRound.Window?)>(() => (round.Look(before.Window.Instances, before.Recent), Next()), cancel) : Task.FromResult<(ContinuingRound.Looked?, ContinuingRound.Window?)>((null, Next()));
            var recent = await observations.Recent([.. window.Days.Select(day => new SeriesSince(day.Key, day.Value))], cancel);
            var (looked, next) = await aside;
            if (looked is not null) await Take(looked);
            (read, window) = ((window, recent), next);
        }
        if (read is { } last) await Take(round.Look(last.Window.Instances, last.Recent));
        return (outcomes, rest);

        ContinuingRound.Window? Next() => parts.MoveNext() ? round.WindowOf(parts.Current, rest) : null;

        async Task Take(ContinuingRound.Looked looked)
        {
            outcomes.AddRange(looked.Outcomes);
            rest.AddRange(looked.Rest);
            if (looked.Moving.Count == 0) return;
            var states = (await alerts.States([.. looked.Moving.Select(moving => moving.Instance.Id)], cancel)).ToDictionary(state => state.Id);
            foreach (var moving in looked.Moving)
            {
                if (!states.TryGetValue(moving.Instance.Id, out var state) || state.Meaning != moving.Instance.Meaning) rest.Add(moving.Instance);
                else if (round.Continued(moving, state) is { } outcome) outcomes.Add(outcome);
            }
        }
    }
}
