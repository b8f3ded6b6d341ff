using Alerts.Core.Alerting;

namespace Alerts.Core.UseCases;

/// <summary>What was forgotten.</summary>
public sealed record Forgotten(int Messages, int Files);

/// <summary>
/// Forgets what is past, as the workspace says, once a day. Never what an open alert, one that a revision may still amend, a message that waits, a row in quarantine or a value that is
/// known now needs; and of messages the ids stay, so that nothing is told twice. Safe to repeat.
/// </summary>
public sealed class Retention(IRawFileStore rawFiles, IObservationStore observations, IAlertStore alerts, INotificationStore notifications, IPostponementStore postponements, TimeProvider clock)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private DateTimeOffset? _last;

    /// <returns>Null where it was done less than a day ago, or all is kept for ever.</returns>
    public async Task<Forgotten?> Run(Workspace workspace, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (workspace.Retention == RetentionSettings.Forever || now - _last < Day) return null;
        var amendable = await Amendable(cancel);
        var waiting = (await notifications.Waiting(cancel)).Select(one => one.Id).ToHashSet();
        var postponed = (await postponements.Postponed(cancel)).Select(one => one.Event).ToHashSet();
        var messages = workspace.Retention.Ledger is { } ledger ? await Messages(now - ledger, amendable, waiting, postponed, cancel) : 0;
        var files = workspace.Retention.Files is { } kept ? await Files(now - kept, amendable, waiting, postponed, cancel) : 0;
        _last = now;
        return new(messages, files);
    }

    /// <summary>Alerts that are open, or that a revision may still take back: who was told of them must be known.</summary>
    private async Task<HashSet<EventId>> Amendable(CancellationToken cancel)
    {
        var newest = (await observations.Publications(cancel)).Select(publication => publication.Published).DefaultIfEmpty(DateTimeOffset.MinValue).Max();
        var states = await alerts.States([.. (await alerts.Instances(cancel)).Select(instance => instance.Id)], cancel);
        return [.. states.SelectMany(state => state.Alerts).Where(alert => alert.IsOpen || alert.Fired.AddMonths(Corrections.MonthsAmended) >= newest).Select(alert => alert.Id)];
    }

    private async Task<int> Messages(DateTimeOffset before, HashSet<EventId> amendable, HashSet<Notifications.NotificationId> waiting, HashSet<EventId> postponed, CancellationToken cancel)
    {
        var old = (await notifications.Finished(before, cancel)).Where(one => one.In is not { } teller || !waiting.Contains(teller)).ToList();
        var past = new HashSet<EventId>();
        foreach (var id in old.Select(one => one.Event).Distinct())
            // What is no alert, such as a mail to confirm, is about nothing else.
            if (!postponed.Contains(id) && (await alerts.Event(id, cancel) is not { } told || !amendable.Contains(told.Alert))) past.Add(id);
        var forgotten = old.Where(one => past.Contains(one.Event)).Select(one => one.Id).ToList();
        if (forgotten.Count > 0) await notifications.Forget(forgotten, cancel);
        return forgotten.Count;
    }

    private async Task<int> Files(DateTimeOffset before, HashSet<EventId> amendable, HashSet<Notifications.NotificationId> waiting, HashSet<EventId> postponed, CancellationToken cancel)
    {
        var files = await observations.Files(cancel);
        var there = (await rawFiles.All(cancel)).ToHashSet(StringComparer.Ordinal);
        var old = files.Where(file => file.ReadAt < before && file.Published < before && HashesOf(file).Any(there.Contains)).ToList();
        if (old.Count == 0) return 0;
        var needed = await Explaining([.. amendable, .. postponed], waiting, cancel);
        // The next file of a dataset is compared with its newest one.
        needed.UnionWith(files.GroupBy(file => file.Dataset, StringComparer.Ordinal).Select(of => of.MaxBy(file => (file.Published, file.Sequence))!.Sha256));
        needed.UnionWith((await observations.Quarantine(isWaiting: true, cancel)).Select(row => row.Publication.Sha256));
        needed.UnionWith(await KnownNow(old, cancel));
        var keep = files.Where(file => needed.Contains(file.Sha256)).Concat(files.Except(old)).SelectMany(HashesOf).ToHashSet(StringComparer.Ordinal);
        var gone = old.SelectMany(HashesOf).Where(hash => there.Contains(hash) && !keep.Contains(hash)).Distinct(StringComparer.Ordinal).ToList();
        foreach (var hash in gone) await rawFiles.Delete(hash, cancel);
        return gone.Count;
    }

    /// <summary>Files whose numbers stand in the arithmetic of alerts that may still change, or of what is yet to be told.</summary>
    private async Task<HashSet<string>> Explaining(HashSet<EventId> told, HashSet<Notifications.NotificationId> waiting, CancellationToken cancel)
    {
        var hashes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var alert in await alerts.Events(cancel))
        {
            var isNeeded = told.Contains(alert.Id) || told.Contains(alert.Alert) || (waiting.Count > 0 && (await notifications.Of(alert.Id, cancel)).Any(message => waiting.Contains(message.Id)));
            if (!isNeeded) continue;
            hashes.Add(alert.Publication.Sha256);
            hashes.UnionWith(alert.Explanation.Select(line => line.Observation?.Source.Sha256).OfType<string>());
        }
        return hashes;
    }

    /// <returns>Those of the files that gave a value that is known now.</returns>
    private async Task<HashSet<string>> KnownNow(IReadOnlyList<FileRecord> old, CancellationToken cancel)
    {
        var sequences = old.Select(file => file.Sequence).ToHashSet();
        var series = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in old) series.UnionWith((await observations.Added(file.Sequence, cancel)).Select(value => value.Series));
        // A value that left quarantine is known from its decision on, and stands in an earlier file.
        foreach (var settled in await observations.Quarantine(isWaiting: false, cancel))
            if (sequences.Contains(settled.Publication.Sequence) && settled.Row.Value is { } value) series.Add(value.Series);
        var hashes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in series)
            foreach (var period in (await observations.History([one], cancel)).GroupBy(value => value.Period))
            {
                var known = period.MaxBy(value => (value.Vintage, value.Publication.Sequence))!;
                hashes.Add(known.Publication.Sha256);
                if (known.Origin is { } origin) hashes.Add(origin.Sha256);
            }
        return hashes;
    }

    private static IEnumerable<string> HashesOf(FileRecord file) => [file.Sha256, .. file.Origin?.Pages ?? []];
}
