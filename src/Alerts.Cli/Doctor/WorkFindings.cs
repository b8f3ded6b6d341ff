using Alerts.Adapters.Sqlite;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Doctor;

/// <summary>The work: what is queued, what waits, what was given up; and how fresh each dataset is.</summary>
internal static class WorkFindings
{
    // Longer than holidays and slow publishers take.
    private const int OldDays = 10;
    private const int OldMonthlyDays = 70;

    public static async Task<IReadOnlyList<Finding>> Of(Workspace workspace, TimeProvider clock, CancellationToken cancel)
    {
        try
        {
            using var stores = Composition.StoresToRead(workspace, clock);
            return stores is null ? [] : [.. await Queue(stores, workspace, clock, cancel), await Dead(stores, cancel), .. await Datasets(stores, workspace, clock, cancel)];
        }
        catch (StoreException error)
        {
            return [Finding.Fail("work", error.Message, "see the store's own line")];
        }
    }

    private static async Task<IReadOnlyList<Finding>> Queue(Stores stores, Workspace workspace, TimeProvider clock, CancellationToken cancel)
    {
        var (due, waiting, now) = (await stores.Queue.NextDue(cancel), await stores.Notifications.Waiting(cancel), clock.GetUtcNow());
        var behind = await stores.Observations.Publications(cancel) is [.., var newest] ? newest.Sequence - await stores.Alerts.Evaluated(cancel) : 0;
        var depth = $"{Sentences.Count(waiting.Count, "message")} to be tried, {Sentences.Count((int)behind, "file")} to be evaluated";
        return
        [
            WatchdogSettings.IsStuck(due, now)
                ? Finding.Fail("queue", $"{depth}; the oldest work was due at {Sentences.Moment(workspace.Local(due!.Value))}", "nothing works on it: alerts run")
                : Finding.Ok("queue", due is { } next ? $"{depth}; the next is due at {Sentences.Moment(workspace.Local(next))}" : $"{depth}; nothing is due"),
        ];
    }

    private static async Task<Finding> Dead(Stores stores, CancellationToken cancel)
    {
        var dead = (await stores.Notifications.Ledger(cancel)).Count(entry => entry.Status == NotificationStatus.Dead);
        return dead == 0 ? Finding.Ok("dead letters", "none") : Finding.Warn("dead letters", $"{Sentences.Count(dead, "message")} reached nobody", "alerts deliveries --dead says why; alerts replay --all-dead sends them again");
    }

    private static async Task<IEnumerable<Finding>> Datasets(Stores stores, Workspace workspace, TimeProvider clock, CancellationToken cancel)
    {
        var newest = (await stores.Observations.Publications(cancel)).GroupBy(publication => publication.Dataset).ToDictionary(files => files.Key, files => files.Max(file => file.Published), StringComparer.Ordinal);
        return workspace.Datasets.Select(dataset =>
        {
            if (!newest.TryGetValue(dataset.Id, out var published)) return Finding.Warn($"dataset {dataset.Id}", "no file of it was read yet", $"put one whose name matches {dataset.Files} into the inbox");
            var days = (int)(clock.GetUtcNow() - published).TotalDays;
            var says = $"the newest file is of {Sentences.Instant(workspace.Local(published))}, {Sentences.Count(Math.Max(0, days), "day")} ago";
            return days > (dataset.Frequency == Frequency.Monthly ? OldMonthlyDays : OldDays) ? Finding.Warn($"dataset {dataset.Id}", says, "see whether its publisher has news, and whether its files still arrive") : Finding.Ok($"dataset {dataset.Id}", says);
        });
    }
}
