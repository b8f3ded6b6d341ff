using System.Globalization;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>
/// Writes down beside the store what was sent, so that a store that is restored from an older backup tells nobody twice: what stands in
/// <c>told.log</c>, or was published before <c>told-until</c>, is finished without being sent.
/// </summary>
/// <param name="folder">Of what is kept beside the store.</param>
/// <param name="published">When an event's publication became known; null: there is no such event.</param>
internal sealed class SentJournal(IChannel channel, string folder, Func<Core.Alerting.EventId, CancellationToken, Task<DateTimeOffset?>> published, TimeProvider clock) : IChannel, IDisposable
{
    public const string SentFile = "sent.log";
    public const string ToldFile = "told.log";
    public const string ToldUntilFile = "told-until";
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private readonly string _sentPath = Path.Combine(folder, SentFile);
    private readonly ToldBefore _told = ToldBefore.Read(folder);
    private readonly Lock _lock = new();
    private StreamWriter? _sent;

    /// <summary>A line of <c>sent.log</c>.</summary>
    public static string Line(NotificationId id, DateTimeOffset at, Outcome outcome) => $"{at.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture)} {outcome.Text()} {id}";

    public async Task<Answer> Send(Notification notification, CancellationToken cancel)
    {
        if (_told.Find(notification.Id) is { } line) return Told(notification, $"not sent: it was sent before the store was restored ({line})");
        if (_told.Until is { } until && !_told.IsSettled(notification.Id) && await published(notification.Event, cancel) <= until) return Told(notification, "not sent: it was published before the time up to which the restored store counts all as told");
        var answer = await channel.Send(notification, cancel);
        return answer.Outcome is Outcome.Accepted or Outcome.Delivered ? Written(notification, answer) : answer;
    }

    public void Dispose()
    {
        _sent?.Dispose();
        (channel as IDisposable)?.Dispose();
    }

    // Once: whoever replays it wants it sent.
    private Answer Told(Notification notification, string why)
    {
        lock (_lock) _told.Settle(notification.Id);
        return new(Outcome.Accepted, why);
    }

    private Answer Written(Notification notification, Answer answer)
    {
        try
        {
            lock (_lock)
            {
                _sent ??= new StreamWriter(new FileStream(_sentPath, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true, NewLine = "\n" };
                _sent.WriteLine(Line(notification.Id, clock.GetUtcNow(), answer.Outcome));
            }
            return answer;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It was sent: saying otherwise would send it again.
            return answer with { Detail = $"{answer.Detail}; not written to {SentFile}: {error.Message}" };
        }
    }
}
