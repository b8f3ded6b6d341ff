using System.Net.Mail;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;
using SendGrid;

namespace Alerts.Azure.SendGrid;

/// <summary>
/// Hands mail to SendGrid. It has no key by which a repeat is known, so a request that may have arrived is not repeated here: the answer is unknown, and its events settle it.
/// </summary>
public sealed class SendGridChannel : IChannel, IDisposable
{
    private static readonly TimeSpan Connecting = TimeSpan.FromSeconds(5);

    private readonly MailAddress _sender;
    private readonly SendGridSettings _settings;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _patience;
    private readonly SendGridClientOptions _options;
    private readonly HttpMessageInvoker _connections = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = Connecting, PooledConnectionLifetime = TimeSpan.FromMinutes(2) });

    /// <param name="from">The sender, as in a mail header.</param>
    /// <param name="patience">For one request in all; null: 15 seconds.</param>
    public SendGridChannel(string apiKey, string from, SendGridSettings settings, TimeProvider clock, TimeSpan? patience = null)
    {
        _sender = new MailAddress(from);
        _settings = settings;
        _clock = clock;
        _patience = patience ?? TimeSpan.FromSeconds(15);
        _options = new SendGridClientOptions { ApiKey = apiKey, Host = settings.Host };
    }

    public async Task<Answer> Send(Notification notification, CancellationToken cancel)
    {
        var (request, fault) = SendGridMail.Of(notification, _sender, _settings);
        if (request is null) return new(Outcome.Failed, fault!);
        using var sent = new SentHandler(_connections);
        // A client that is handed in is used as it is: the library's own repeats are for the one that it makes itself.
        using var http = new HttpClient(sent) { Timeout = Timeout.InfiniteTimeSpan };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(_patience);
        try
        {
            var response = await new SendGridClient(http, _options).RequestAsync(BaseClient.Method.POST, request, null, "mail/send", limit.Token);
            var body = await response.Body.ReadAsStringAsync(limit.Token);
            return SendGridAnswers.Of((int)response.StatusCode, body, _settings.IsSandbox, name => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null, _clock.GetUtcNow());
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Without("no answer in time", sent);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return Without("the connection broke", sent);
        }
    }

    public void Dispose() => _connections.Dispose();

    private static Answer Without(string trouble, SentHandler sent) =>
        sent.HasLeft ? new(Outcome.Unknown, $"{trouble}: it may have arrived") : new(Outcome.Retry, "no connection to SendGrid");
}
