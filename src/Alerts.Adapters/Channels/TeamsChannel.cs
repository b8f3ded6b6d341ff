using System.Text;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;

namespace Alerts.Adapters.Channels;

/// <summary>Posts to a Microsoft Teams workflow, which takes a message over before anybody sees it: accepted is the best that is ever known.</summary>
internal sealed class TeamsChannel(GuardedHttp http, TimeProvider clock)
{
    public async Task<Answer> Send(Notification notification, string url, CancellationToken cancel)
    {
        var body = Encoding.UTF8.GetBytes(notification.Message.Text);
        if (body.Length > TeamsMessages.Largest) return new(Outcome.Failed, $"not sent: {body.Length} bytes are more than Teams takes");
        var result = await http.Post(url, body, [], cancel);
        if (result.IsRefused) return new(Outcome.Failed, result.Trouble!);
        return result.Status == 0 ? new(result.MayHaveArrived ? Outcome.Unknown : Outcome.Retry, result.Trouble!) : HttpAnswers.Teams(result.Status, result.Body, result.RetryAfter, clock.GetUtcNow());
    }
}
