using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Channels;

/// <summary>Every channel of a workspace. Where a secret address leads is looked up in the workspace at each attempt.</summary>
public sealed class WorkspaceChannels : IChannel, IDisposable
{
    private const string FolderPrefix = "folder:";

    private readonly Workspace _workspace;
    private readonly GuardedHttp _http;
    private readonly IChannel? _email;
    private readonly SlackChannel _slack;
    private readonly TeamsChannel _teams;
    private readonly WebhookChannel _webhook;
    private readonly Redaction _redaction;

    /// <param name="provider">Sends mail through SendGrid, where this edition can; null: it cannot.</param>
    public WorkspaceChannels(Workspace workspace, TimeProvider clock, IChannel? provider = null)
    {
        _workspace = workspace;
        _http = new GuardedHttp(new AddressGuard(workspace.AllowHosts));
        _email = Email(workspace, clock, provider);
        _slack = new SlackChannel(_http, clock);
        _teams = new TeamsChannel(_http, clock);
        _webhook = new WebhookChannel(_http, clock);
        _redaction = new Redaction(workspace);
    }

    /// <summary>How often and how long each channel is tried.</summary>
    public Schedule ScheduleOf(Notification notification) => notification.Channel switch
    {
        Notification.Email => _email is MailFolder ? Schedule.Folder : _email is SmtpChannel ? Schedule.Smtp : Schedule.SendGrid,
        Notification.Teams => Schedule.Teams,
        _ => Schedule.Webhook,
    };

    public async Task<Answer> Send(Notification notification, CancellationToken cancel)
    {
        var answer = await Answered(notification, cancel);
        // Receivers repeat what they were sent: "550 <buyer@example.com>: user unknown".
        // Who asked by themselves stands in no file of the workspace.
        var own = notification.Channel == Notification.Email ? answer.Detail.Replace(notification.Address, Redaction.Instead, StringComparison.OrdinalIgnoreCase) : answer.Detail;
        return answer with { Detail = _redaction.Hide(own) };
    }

    public void Dispose()
    {
        _http.Dispose();
        if (_email is SmtpChannel smtp) smtp.Dispose();
    }

    private async Task<Answer> Answered(Notification notification, CancellationToken cancel)
    {
        var subscriber = _workspace.Subscribers.FirstOrDefault(subscriber => subscriber.Id == notification.Subscriber);
        return notification.Channel switch
        {
            Notification.Email when _email is not null => await _email.Send(notification, cancel),
            Notification.Slack when subscriber?.Slack is { } url && SecretAddress.Named(url) == notification.Address => await _slack.Send(notification, url, cancel),
            Notification.Teams when subscriber?.Teams is { } url && SecretAddress.Named(url) == notification.Address => await _teams.Send(notification, url, cancel),
            Notification.Webhook when subscriber?.Webhook is { } webhook && SecretAddress.Named(webhook.Url) == notification.Address => await _webhook.Send(notification, webhook, cancel),
            _ => new(Outcome.Failed, $"the workspace has no such {notification.Channel} any more"),
        };
    }

    private static IChannel? Email(Workspace workspace, TimeProvider clock, IChannel? provider)
    {
        if (workspace.Email is not { } settings) return null;
        if (settings.SendGridKey is not null) return provider;
        if (settings.Via.StartsWith(FolderPrefix, StringComparison.Ordinal)) return new MailFolder(Path.Combine(workspace.Folder, settings.Via[FolderPrefix.Length..]), settings.From);
        return SmtpServer.Read(settings.Via) is { } server ? new SmtpChannel(server, settings.From, clock) : null;
    }
}
