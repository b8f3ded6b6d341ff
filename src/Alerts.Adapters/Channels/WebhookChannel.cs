using System.Globalization;
using System.Text;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.Routing;

namespace Alerts.Adapters.Channels;

/// <summary>Posts a notification as a Standard Webhook: one id for all attempts, a new timestamp and signature for each.</summary>
internal sealed class WebhookChannel(GuardedHttp http, TimeProvider clock)
{
    public async Task<Answer> Send(Notification notification, WebhookSettings settings, CancellationToken cancel)
    {
        var body = Encoding.UTF8.GetBytes(notification.Message.Text);
        if (body.Length > WebhookMessages.Largest) return new(Outcome.Failed, $"not sent: {body.Length} bytes are more than a receiver has to take");
        var now = clock.GetUtcNow();
        var result = await http.Post(settings.Url, body,
            [
                ("webhook-id", notification.Id.Text),
                ("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
                ("webhook-signature", WebhookSignature.Sign(settings.Secrets, notification.Id.Text, now, body)),
            ], cancel);
        if (result.IsRefused) return new(Outcome.Failed, result.Trouble!);
        return result.Status == 0 ? new(Outcome.Retry, result.Trouble!) : HttpAnswers.Webhook(result.Status, result.Body, result.RetryAfter, clock.GetUtcNow());
    }
}
