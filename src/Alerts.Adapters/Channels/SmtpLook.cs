using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Alerts.Adapters.Channels;

/// <summary>Greets a mail server as a sender does: EHLO, STARTTLS where it is required, and the login, over TLS alone. No mail is begun.</summary>
internal sealed class SmtpLook : IDisposable
{
    private const int LongestReply = 64 * 1024;
    private const string Greeting = "EHLO alerts.invalid";
    private readonly TcpClient _client = new();
    private Stream _stream = Stream.Null;

    /// <returns>Null where mail would be taken, as far as can be told without sending any; otherwise why not.</returns>
    public static async Task<string?> Trouble(SmtpServer server, TimeSpan patience, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(patience);
        using var look = new SmtpLook();
        try
        {
            return await look.Talk(server, limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return "the mail server does not answer in time";
        }
        catch (AuthenticationException)
        {
            return "the certificate of the mail server does not hold";
        }
        catch (SocketException error)
        {
            return error.SocketErrorCode == SocketError.HostNotFound ? "the host of the mail server is unknown" : "no connection to the mail server";
        }
        catch (IOException)
        {
            return "the mail server broke off";
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        _client.Dispose();
    }

    private async Task<string?> Talk(SmtpServer server, CancellationToken cancel)
    {
        await _client.ConnectAsync(server.Host, server.Port, cancel);
        _stream = _client.GetStream();
        if (await Reply(cancel) is var greeting && !greeting.StartsWith('2')) return Said(greeting);
        var offers = await Say(Greeting, cancel);
        if (!offers.StartsWith('2')) return Said(offers);
        if (server.RequiresTls)
        {
            if (!offers.Contains("STARTTLS", StringComparison.OrdinalIgnoreCase)) return "the mail server does not offer STARTTLS, and mail is not sent in the clear";
            if (await Say("STARTTLS", cancel) is var begins && !begins.StartsWith('2')) return Said(begins);
            var secure = new SslStream(_stream);
            _stream = secure;
            await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = server.Host }, cancel);
            offers = await Say(Greeting, cancel);
        }
        var refusal = server is { RequiresTls: true, User: not null } ? await LogIn(server, offers, cancel) : null;
        await Say("QUIT", cancel);
        return refusal;
    }

    private async Task<string?> LogIn(SmtpServer server, string offers, CancellationToken cancel)
    {
        var offered = offers.Split('\n').FirstOrDefault(line => line.Length > 4 && line[4..].StartsWith("AUTH", StringComparison.OrdinalIgnoreCase)) ?? "";
        if (offered.Length == 0) return "the mail server offers no login";
        var words = offered.Contains("PLAIN", StringComparison.OrdinalIgnoreCase)
            ? new[] { $"AUTH PLAIN {Base64($"\0{server.User}\0{server.Password}")}" }
            : ["AUTH LOGIN", Base64(server.User!), Base64(server.Password ?? "")];
        var reply = "3";
        foreach (var word in words.TakeWhile(_ => reply.StartsWith('3'))) reply = await Say(word, cancel);
        return reply.StartsWith('2') ? null : $"the mail server does not take our login: {Said(reply)}";
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private async Task<string> Say(string line, CancellationToken cancel)
    {
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), cancel);
        return await Reply(cancel);
    }

    // A line whose fourth character is a hyphen has others after it.
    private async Task<string> Reply(CancellationToken cancel)
    {
        var reply = new StringBuilder();
        var (line, one) = (new StringBuilder(), new byte[1]);
        while (reply.Length < LongestReply)
        {
            if (await _stream.ReadAsync(one, cancel) == 0) throw new IOException("the server broke off");
            if (one[0] != '\n')
            {
                line.Append((char)one[0]);
                continue;
            }
            reply.Append(line.ToString().TrimEnd('\r')).Append('\n');
            if (line.Length < 4 || line[3] != '-') return reply.ToString();
            line.Clear();
        }
        throw new IOException("the server talks without end");
    }

    private static string Said(string reply) => string.Concat(reply.Take(160).Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
}
