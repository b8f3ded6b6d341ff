using Alerts.Adapters.Channels;
using Alerts.Contracts;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Tests.Channels;

/// <summary>What the ledger says of a message that was posted to a server.</summary>
internal static class Posted
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    public static readonly DateTimeOffset Now = new(2015, 10, 21, 7, 27, 0, TimeSpan.Zero);

    public static Notification To(string channel, string url) => new(new("ntf_0123456789abcdef01234567"), new("evt_1"), "erp", channel, SecretAddress.Named(url), new("subject", "{}", ""));

    private static GuardedHttp Http(double seconds = 15) => new(new AddressGuard(["127.0.0.1:*"]), TimeSpan.FromSeconds(seconds));

    public static async Task<LedgerEntry> Webhook(string url, int attempts = 1, double seconds = 15)
    {
        using var http = Http(seconds);
        var channel = new WebhookChannel(http, new FakeClock(Now));
        return await Ledgered.Of(To(Notification.Webhook, url), notification => channel.Send(notification, new(url, [Secret]), default), Schedule.Webhook, Now, attempts);
    }

    public static async Task<LedgerEntry> Slack(string url, double seconds = 15)
    {
        using var http = Http(seconds);
        var channel = new SlackChannel(http, new FakeClock(Now));
        return await Ledgered.Of(To(Notification.Slack, url), notification => channel.Send(notification, url, default), Schedule.Webhook, Now);
    }

    public static async Task<LedgerEntry> Teams(string url, double seconds = 15, int attempts = 1)
    {
        using var http = Http(seconds);
        var channel = new TeamsChannel(http, new FakeClock(Now));
        return await Ledgered.Of(To(Notification.Teams, url), notification => channel.Send(notification, url, default), Schedule.Teams, Now, attempts);
    }

    /// <param name="wait">Seconds until the next attempt; null: there is none.</param>
    public static void AssertLedger(LedgerEntry entry, string outcome, double? wait)
    {
        var attempt = Assert.Single(entry.Attempts);
        var status = wait is not null ? NotificationStatus.Waiting : outcome switch { "delivered" => NotificationStatus.Delivered, "accepted" => NotificationStatus.Accepted, _ => NotificationStatus.Dead };
        Assert.Equal((outcome, status, wait), (attempt.Outcome.Text(), entry.Status, (entry.Due - Now)?.TotalSeconds));
    }
}
