using Alerts.Cli.Output;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>Sends messages again, the oldest first. A webhook that was disabled is tried by a <c>ping</c>: where it does not take that, its messages stay as they are.</summary>
internal sealed class Replaying(Composition parts, Workspace workspace, Screen screen, TimeProvider clock)
{
    // Destinations that were tried: whether they took it.
    private readonly Dictionary<(string Channel, string Address), bool> _pinged = [];

    /// <param name="chosen">In the order added.</param>
    /// <returns>Whether each was taken.</returns>
    public async Task<bool> Run(IReadOnlyList<LedgerEntry> chosen, CancellationToken cancel)
    {
        var failed = false;
        foreach (var entry in chosen.TakeWhile(_ => !cancel.IsCancellationRequested))
            failed |= !(await Answers(entry, cancel) && await Replay(entry.Notification, cancel));
        return !failed;
    }

    private async Task<bool> Answers(LedgerEntry entry, CancellationToken cancel)
    {
        var (channel, address) = (entry.Notification.Channel, entry.Notification.Address);
        var isDisabled = channel == Notification.Webhook && entry is { Status: NotificationStatus.Dead, Attempts: [.., { Decision: nameof(DeliveryReason.ReceiverGone) }] };
        if (!isDisabled) return true;
        if (_pinged.TryGetValue((channel, address), out var answers))
        {
            if (!answers) screen.Complain($"{entry.Notification.Id} was not sent: its webhook does not take a ping");
            return answers;
        }
        return _pinged[(channel, address)] = await Ping(entry.Notification, cancel);
    }

    private async Task<bool> Ping(Notification about, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var ping = TestMessages.Of(workspace.Name, about.Subscriber, about.Channel, about.Address, now);
        await parts.Notifications.Add([ping], now, cancel);
        return await Attempts.Tell(ping.Id, await Attempts.Opening(parts.Deliver, parts.Notifications, ping.Id, now, cancel), parts.Notifications, workspace, screen);
    }

    private async Task<bool> Replay(Notification notification, CancellationToken cancel)
    {
        if (!await parts.Notifications.Replay(notification.Id, clock.GetUtcNow(), cancel))
        {
            screen.Complain($"{notification.Id} is still waiting: it needs no replay");
            return false;
        }
        return await Attempts.Tell(notification.Id, await parts.Deliver.Run(notification.Id, cancel), parts.Notifications, workspace, screen);
    }
}
