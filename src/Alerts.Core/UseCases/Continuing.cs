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
        var looking = Task.FromResult(new ContinuingRound.Looked([], [], []));
        foreach (var part in PlacedInstance.BySeries(touched, SeriesAtOnce))
        {
            var windows = round.Windows(part, rest);
            var recent = await observations.Recent([.. windows.Days.Select(window => new SeriesSince(window.Key, window.Value))], cancel);
            await Take(await looking);
            // The next part is read meanwhile.
            looking = Task.Run(() => round.Look(windows.Instances, recent), cancel);
        }
        await Take(await looking);
        return (outcomes, rest);

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
