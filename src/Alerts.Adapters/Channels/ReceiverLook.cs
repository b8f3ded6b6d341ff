using System.Runtime.CompilerServices;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Channels;

/// <summary>What came of looking at one receiver.</summary>
/// <param name="Channel">As notifications name it; <c>watchdog</c> for that.</param>
/// <param name="Place">A host or a folder; no address.</param>
/// <param name="Trouble">Null where it can be reached.</param>
/// <param name="Clock">Its own, where it tells.</param>
public sealed record ReceiverState(string Channel, string Place, string? Trouble, DateTimeOffset? Clock);

/// <summary>Looks whether the receivers of a workspace can be reached (address guard, name, connection, certificate, STARTTLS, login), without sending them anything.</summary>
public sealed class ReceiverLook(Workspace workspace) : IDisposable
{
    private const string FolderPrefix = "folder:";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly GuardedHttp _http = new(new AddressGuard(workspace.AllowHosts), Patience);
    private readonly Redaction _redaction = new(workspace);

    /// <returns>The way mail goes, then each server once.</returns>
    public async IAsyncEnumerable<ReceiverState> All([EnumeratorCancellation] CancellationToken cancel)
    {
        if (workspace.Email is { } email) yield return await Mail(email, cancel);
        foreach (var (channel, url) in Urls().DistinctBy(one => (one.Channel, new Uri(one.Url).GetLeftPart(UriPartial.Authority))))
        {
            var result = await _http.Look(url, cancel);
            yield return new(channel, new Uri(url).Host, result.Status == 0 ? result.Trouble : null, result.Date);
        }
    }

    public void Dispose() => _http.Dispose();

    private IEnumerable<(string Channel, string Url)> Urls()
    {
        foreach (var subscriber in workspace.Subscribers)
        {
            if (subscriber.Slack is { } slack) yield return (Notification.Slack, slack);
            if (subscriber.Teams is { } teams) yield return (Notification.Teams, teams);
            if (subscriber.Webhook is { } webhook) yield return (Notification.Webhook, webhook.Url);
        }
        if (workspace.Watchdog is { } watchdog) yield return ("watchdog", watchdog.Url);
    }

    private async Task<ReceiverState> Mail(EmailSettings email, CancellationToken cancel)
    {
        if (email.Via.StartsWith(FolderPrefix, StringComparison.Ordinal)) return Folder(email.Via[FolderPrefix.Length..]);
        if (SmtpServer.Read(email.Via) is not { } server) return new(Notification.Email, "provider", null, null);
        var trouble = await SmtpLook.Trouble(server, Patience, cancel);
        return new(Notification.Email, server.Host, trouble is null ? null : _redaction.Hide(trouble), null);
    }

    private ReceiverState Folder(string name)
    {
        var folder = Path.Combine(workspace.Folder, name);
        var probe = Path.Combine(folder, ".doctor.part");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return new(Notification.Email, name, null, null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(Notification.Email, name, $"the mail folder may not be written: {error.Message}", null);
        }
    }
}
