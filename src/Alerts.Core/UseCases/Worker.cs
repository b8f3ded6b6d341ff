using System.Globalization;
using Alerts.Core.Alerting;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;

namespace Alerts.Core.UseCases;

/// <summary>
/// Does all work that is due: evaluates, routes, and meanwhile sends several messages at once (<see cref="UnderWay"/>). What came of those that were answered, what is
/// decided and the claims of those that go next are one step of the store: one wait for the disk, however many they are.
/// </summary>
public sealed class Worker(IWorkQueue queue, EvaluateSeries evaluate, RouteEvent route, SendBundle bundles, DeliverNotification deliver, TimeProvider clock)
{
    // Decided in one step of the store; messages that are answered, and a signal to end, wait for no more than these.
    private const int MostTogether = 100;
    private static readonly TimeSpan LongestTogether = TimeSpan.FromMilliseconds(50);

    // Where most of what is due may not be sent yet.
    private const int FurthestAhead = 512;

    // How long slow receivers keep it from looking by itself.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // Answers that come one shortly after the other are one step.
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(2);

    private readonly UnderWay _underWay = new();
    private volatile TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>There is more to do: a run that waits for answers looks at once.</summary>
    public void Wake() => _woken.TrySetResult();

    /// <summary>Ends when nothing is due and nothing is under way.</summary>
    /// <param name="cancel">Begins nothing more; what is under way is finished.</param>
    /// <param name="enough">Sends nothing more: what is under way is finished, what is due to be decided is decided. A long queue of messages leaves room for other things so.</param>
    public async Task Run(Workspace workspace, IWorkObserver observer, CancellationToken cancel, CancellationToken enough = default)
    {
        var sending = new List<Sending>();
        try
        {
            while (sending.Count > 0 || (!cancel.IsCancellationRequested && await IsAnythingDue(enough)))
            {
                _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
                var step = await Step(workspace, [.. sending.Where(one => one.Answer.IsCompleted)], cancel, enough);
                sending.RemoveAll(step.Answered.Contains);
                sending.AddRange(step.Claimed.Select(claimed => new Sending(claimed.Item, claimed.Claim, new Watch(clock), deliver.Send(claimed.Claim, CancellationToken.None))));
                foreach (var tell in step.Told) await tell(observer);
                observer.Heard();
                if (!step.LeavesMore && sending.Count > 0) await Something(sending);
            }
        }
        finally
        {
            // Where the store cannot keep what is decided, nobody waits for it; but nothing goes on behind the caller's back.
            await Task.WhenAll(sending.Select(Task (one) => one.Answer)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_underWay.Count > 0) _underWay.Clear();
        }
    }

    private async Task<bool> IsAnythingDue(CancellationToken enough) => enough.IsCancellationRequested
        ? await queue.Decisions(clock.GetUtcNow(), 1, CancellationToken.None) is { Count: > 0 }
        : await queue.Next(clock.GetUtcNow(), CancellationToken.None) is not null;

    private sealed record Sending(WorkItem Item, Claim Claim, Watch Watch, Task<Answer> Answer);

    private sealed record Taken(IReadOnlyList<Sending> Answered, List<(WorkItem Item, Claim Claim)> Claimed, List<Func<IWorkObserver, Task>> Told)
    {
        /// <summary>It ended before all that may be done now was done.</summary>
        public bool LeavesMore { get; set; }
    }

    private async Task Something(List<Sending> sending)
    {
        using var ends = new CancellationTokenSource();
        var (woken, answers) = (_woken.Task, sending.ConvertAll(one => one.Answer));
        await Task.WhenAny([woken, Task.Delay(Patience, clock, ends.Token), .. answers]);
        if (!woken.IsCompleted && answers.Exists(answer => answer.IsCompleted)) await Task.WhenAny(woken, Task.Delay(Gather, clock, ends.Token), Half(answers, ends.Token));
        await ends.CancelAsync();
    }

    // The others are answered while these are recorded.
    private static async Task Half(List<Task<Answer>> answers, CancellationToken cancel)
    {
        var left = (answers.Count + 1) / 2;
        await foreach (var _ in Task.WhenEach(answers).WithCancellation(cancel)) if (--left == 0) return;
    }

    // Nobody is told, and nothing sent, before it is kept.
    private async Task<Taken> Step(Workspace workspace, List<Sending> answered, CancellationToken cancel, CancellationToken enough)
    {
        var step = new Taken(answered, [], []);
        await queue.Together(
            async () =>
            {
                foreach (var one in answered) await Record(one, step);
                if (cancel.IsCancellationRequested) return;
                await Decide(workspace, step);
                if (!enough.IsCancellationRequested) await Claim(step);
            },
            CancellationToken.None);
        return step;
    }

    private async Task Record(Sending sent, Taken step)
    {
        var (answer, timing) = (await sent.Answer, sent.Watch.Read());
        var attempt = await deliver.Record(sent.Claim, answer, CancellationToken.None);
        await queue.Done(sent.Item, CancellationToken.None);
        _underWay.End(attempt.Notification, attempt.Decision);
        step.Told.Add(observer =>
        {
            observer.Delivered(attempt);
            return observer.Done(sent.Item, timing);
        });
    }

    private async Task Decide(Workspace workspace, Taken step)
    {
        var began = clock.GetTimestamp();
        var left = MostTogether;
        while (left > 0 && await queue.Decisions(clock.GetUtcNow(), left, CancellationToken.None) is { Count: > 0 } items)
        {
            foreach (var item in items)
            {
                if (clock.GetElapsedTime(began) > LongestTogether)
                {
                    step.LeavesMore = true;
                    return;
                }
                step.Told.Add(await Decision(item, workspace));
                await queue.Done(item, CancellationToken.None);
                left--;
            }
        }
        step.LeavesMore |= left == 0;
    }

    private async Task Claim(Taken step)
    {
        var most = UnderWay.Most;
        for (var isFull = false; !isFull; most = FurthestAhead)
        {
            var items = await queue.Messages(clock.GetUtcNow(), most, CancellationToken.None);
            foreach (var item in items.Where(item => _underWay.Takes(new NotificationId(item.Key)))) await Claim(item, step);
            isFull = step.Claimed.Count > 0 || items.Count < most || most == FurthestAhead || _underWay.Count == UnderWay.Most;
        }
    }

    private async Task Claim(WorkItem item, Taken step)
    {
        var watch = new Watch(clock);
        if (await deliver.Claim(new NotificationId(item.Key), CancellationToken.None) is { } claim)
        {
            step.Claimed.Add((item, claim));
            _underWay.Begin(claim.Notification);
            return;
        }
        await queue.Done(item, CancellationToken.None);
        step.LeavesMore = true;
        step.Told.Add(observer => observer.Done(item, watch.Read()));
    }

    private async Task<Func<IWorkObserver, Task>> Decision(WorkItem item, Workspace workspace)
    {
        var watch = new Watch(clock);
        Action<IWorkObserver> tell;
        switch (item.Kind)
        {
            case WorkKind.Evaluate:
                var events = await evaluate.Run(workspace, long.Parse(item.Key, CultureInfo.InvariantCulture), CancellationToken.None);
                tell = observer => observer.Raised(events);
                break;
            case WorkKind.Route:
                var notifications = await route.Run(workspace, new EventId(item.Key), CancellationToken.None);
                tell = observer => observer.Routed(notifications);
                break;
            case WorkKind.Bundle:
                var sent = await bundles.Run(workspace, item.Key, CancellationToken.None);
                tell = observer => observer.Routed(sent);
                break;
            default:
                throw new InvalidOperationException($"{item.Kind} decides nothing");
        }
        var timing = watch.Read();
        return observer =>
        {
            tell(observer);
            return observer.Done(item, timing);
        };
    }
}

/// <summary>Hears what happens while it happens.</summary>
public interface IWorkObserver
{
    void Raised(IReadOnlyList<AlertEvent> events);

    void Routed(IReadOnlyList<Notification> notifications);

    void Delivered(DeliveryAttempt attempt);

    /// <summary>All that a step came to was told.</summary>
    void Heard()
    {
    }

    /// <summary>An item is done: what came of it was told before. Whoever does not measure need not hear.</summary>
    Task Done(WorkItem item, Timing timing) => Task.CompletedTask;
}
