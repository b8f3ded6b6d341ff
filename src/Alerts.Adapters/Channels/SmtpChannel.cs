using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Security.Authentication;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Channels;

/// <summary>
/// Hands mail to a server. A connection that drops after the message and before the reply leaves it unknown; what is too large is sent once more in its short form.
/// One mail at a time: servers count connections. While the server does not let us in (login, STARTTLS, certificate), it is asked once in five minutes, whoever the mail is for.
/// </summary>
public sealed class SmtpChannel(SmtpServer server, string from, TimeProvider clock, TimeSpan? patience = null) : IChannel, IDisposable
{
    private static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan WaitWithoutServer = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private Closed? _closed;

    private sealed record Closed(string Why, DateTimeOffset Until);

    public async Task<Answer> Send(Notification notification, CancellationToken cancel)
    {
        if (Mail.Fault(notification, from) is { } fault) return new(Outcome.Failed, fault);
        await _turn.WaitAsync(cancel);
        try
        {
            return await InTurn(notification, cancel);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<Answer> InTurn(Notification notification, CancellationToken cancel)
    {
        if (_closed is { } closed && closed.Until - clock.GetUtcNow() is var left && left > TimeSpan.Zero) return new(Outcome.Retry, $"not tried: {closed.Why}", left, HoldsDestination: true);
        var answer = await Attempt(notification, cancel);
        _closed = answer is { HoldsDestination: true, RetryAfter: { } wait } ? new(answer.Detail, clock.GetUtcNow() + wait) : null;
        return answer.IsTooLarge ? await Attempt(notification with { Message = notification.Message.Short() }, cancel) : answer;
    }

    private async Task<Answer> Attempt(Notification notification, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(patience ?? UsualPatience);
        using var mail = Mail.Of(notification, from);
        try
        {
            using var client = new SmtpClient(server.Host, server.Port) { EnableSsl = server.RequiresTls, Credentials = server.User is null ? null : new NetworkCredential(server.User, server.Password) };
            await client.SendMailAsync(mail, limit.Token);
            return new(Outcome.Accepted, "250 taken over");
        }
        catch (SmtpException error) when (error is SmtpFailedRecipientException || error.StatusCode > SmtpStatusCode.GeneralFailure)
        {
            return SmtpReply.Meaning((int)error.StatusCode, Said(error), server.User is not null);
        }
        catch (SmtpException error)
        {
            return WithoutReply(error, mail);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Mail.HasLeft(mail) ? new(Outcome.Unknown, "no reply in time: it may have arrived") : new(Outcome.Retry, "the mail server does not answer");
        }
    }

    // System.Net.Mail gives no code where there was no reply, and where the server does not offer what is required.
    private static Answer WithoutReply(SmtpException error, MailMessage mail) => error.InnerException switch
    {
        null => new(Outcome.Retry, "the server does not offer STARTTLS, and mail is not sent in the clear", WaitWithoutServer, HoldsDestination: true, NeedsOwnerFrom: 1),
        AuthenticationException => new(Outcome.Retry, "the certificate of the mail server does not hold, and mail is not sent in the clear", WaitWithoutServer, HoldsDestination: true, NeedsOwnerFrom: 1),
        _ when Mail.HasLeft(mail) => new(Outcome.Unknown, "the connection broke: it may have arrived"),
        _ => new(Outcome.Retry, "no connection to the mail server"),
    };

    private static string Said(SmtpException error)
    {
        const string Marker = "The server response was: ";
        var at = error.Message.IndexOf(Marker, StringComparison.Ordinal);
        return at >= 0 ? error.Message[(at + Marker.Length)..] : string.Create(CultureInfo.InvariantCulture, $"{error.StatusCode}");
    }
}
