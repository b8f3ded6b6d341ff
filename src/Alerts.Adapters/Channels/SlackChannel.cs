using System.Text;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;

namespace Alerts.Adapters.Channels;

/// <summary>Posts to a Slack incoming webhook. Without a whole answer the message may have arrived, and may show twice: its text names the event.</summary>
internal sealed class SlackChannel(GuardedHttp http, TimeProvider clock)
{
    public async Task<Answer> Send(Notification notification, string url, CancellationToken cancel)
    {
        var result = await http.Post(url, Encoding.UTF8.GetBytes(notification.Message.Text), [], cancel);
        if (result.IsRefused) return new(Outcome.Failed, result.Trouble!);
        if (result.Trouble is { } trouble && (result.Status is 0 or 200)) return new(result.MayHaveArrived ? Outcome.Unknown : Outcome.Retry, trouble);
        return HttpAnswers.Slack(result.Status, result.Body, result.RetryAfter, clock.GetUtcNow());
    }
}
