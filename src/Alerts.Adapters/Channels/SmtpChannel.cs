using System.Globalization;
using System.Net;
using System.Net.Mail;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Channels;

/// <summary>Where mail is handed over.</summary>
/// <param name="RequiresTls">STARTTLS before anything else; a server without it is never spoken to in the clear.</param>
/// <param name="User">Null: no login.</param>
public sealed record SmtpServer(string Host, int Port, bool RequiresTls, string? User, string? Password)
{
    private const int SubmissionPort = 587;
    private const int RelayPort = 25;

    /// <summary>Reads <c>smtp://host:port</c> (in the clear, for a relay on the same machine or network) and <c>smtps://user:password@host:port</c> (STARTTLS required).</summary>
    /// <returns>Null where it is neither.</returns>
    public static SmtpServer? Read(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("smtp" or "smtps") || uri.Host.Length == 0 || uri.AbsolutePath.Trim('/').Length > 0) return null;
        var login = uri.UserInfo.Split(':', 2);
        var requiresTls = uri.Scheme == "smtps";
        return new(uri.Host, uri.IsDefaultPort || uri.Port <= 0 ? (requiresTls ? SubmissionPort : RelayPort) : uri.Port, requiresTls, login[0].Length == 0 ? null : Uri.UnescapeDataString(login[0]), login.Length < 2 ? null : Uri.UnescapeDataString(login[1]));
    }
}

/// <summary>Hands mail to a server. A connection that drops after the message and before the reply leaves it unknown.</summary>
public sealed class SmtpChannel(SmtpServer server, string from, TimeSpan? patience = null) : IChannel
{
    private static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan WaitWithoutServer = TimeSpan.FromMinutes(5);

    public async Task<Answer> Send(Notification notification, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(patience ?? UsualPatience);
        try
        {
            using var mail = Mail.Of(notification, from);
            using var client = new SmtpClient(server.Host, server.Port) { EnableSsl = server.RequiresTls, Credentials = server.User is null ? null : new NetworkCredential(server.User, server.Password) };
            await client.SendMailAsync(mail, limit.Token);
            return new(Outcome.Accepted, "250 taken over");
        }
        catch (SmtpFailedRecipientException error)
        {
            return SmtpReply.Meaning(Code(error), Said(error));
        }
        catch (SmtpException error) when (error.StatusCode > SmtpStatusCode.GeneralFailure)
        {
            return SmtpReply.Meaning(Code(error), Said(error));
        }
        catch (SmtpException error)
        {
            return WithoutReply(error);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new(Outcome.Unknown, "no reply in time");
        }
    }

    // System.Net.Mail gives no code where there was no reply, and where the server does not offer what is required.
    private static Answer WithoutReply(SmtpException error) => error.InnerException switch
    {
        IOException { InnerException: not System.Net.Sockets.SocketException { SocketErrorCode: System.Net.Sockets.SocketError.ConnectionRefused } } => new(Outcome.Unknown, "the connection broke"),
        null => new(Outcome.Retry, "the server does not offer STARTTLS, and mail is not sent in the clear", WaitWithoutServer, HoldsDestination: true),
        _ => new(Outcome.Retry, "no connection to the mail server"),
    };

    private static int Code(SmtpException error) => (int)error.StatusCode;

    private static string Said(SmtpException error)
    {
        const string Marker = "The server response was: ";
        var at = error.Message.IndexOf(Marker, StringComparison.Ordinal);
        return at >= 0 ? error.Message[(at + Marker.Length)..] : string.Create(CultureInfo.InvariantCulture, $"{error.StatusCode}");
    }
}
