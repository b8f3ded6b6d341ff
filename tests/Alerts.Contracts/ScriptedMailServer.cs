using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Alerts.Contracts;

/// <summary>What a mail server says; null breaks the connection, an empty text keeps it waiting.</summary>
public sealed record Script(string? Greeting = "220 ready", string? Login = "235 ok", string? Recipient = "250 ok", string? AfterData = "250 ok", string Refused = "nobody", bool OffersTls = false, bool OffersLogin = true)
{
    public ConcurrentQueue<string> Said { get; } = [];

    /// <summary>Lines of the mails.</summary>
    public ConcurrentQueue<string> Lines { get; } = [];
}

/// <summary>A mail server on loopback that answers as its script says.</summary>
public sealed class ScriptedMailServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Script _script;

    public ScriptedMailServer(Script script)
    {
        _script = script;
        _listener.Start();
        _ = Serve();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await Converse(client);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Converse(TcpClient client)
    {
        try
        {
            Stream stream = client.GetStream();
            var reader = new StreamReader(stream, Encoding.ASCII);
            await Say(client, stream, _script.Greeting);
            var isData = false;
            while (_script.Greeting is not null && await reader.ReadLineAsync() is { } line)
            {
                (isData ? _script.Lines : _script.Said).Enqueue(line);
                var reply = Reply(line, ref isData);
                if (reply is { Length: 0 }) continue;
                await Say(client, stream, reply);
                if (reply is null) return;
                if (line != "STARTTLS") continue;
                var tls = new SslStream(stream);
                await tls.AuthenticateAsServerAsync(LoopbackCertificate.Made);
                (stream, reader) = (tls, new StreamReader(tls, Encoding.ASCII));
            }
        }
        catch (Exception error) when (error is IOException or SocketException or AuthenticationException)
        {
            // The other side has gone.
        }
    }

    private string? Reply(string line, ref bool isData)
    {
        if (isData)
        {
            if (line != ".") return "";
            isData = false;
            return _script.AfterData;
        }
        switch (line.Split(' ', ':')[0].ToUpperInvariant())
        {
            case "EHLO": return $"250-here\r\n{(_script.OffersTls ? "250-STARTTLS\r\n" : "")}250 {(_script.OffersLogin ? "AUTH LOGIN" : "8BITMIME")}";
            case "STARTTLS": return "220 go on";
            case "AUTH": return "334 UGFzc3dvcmQ6";
            case "RCPT": return line.Contains(_script.Refused, StringComparison.Ordinal) ? "550 5.1.1 no such user" : _script.Recipient;
            case "DATA":
                isData = true;
                return "354 go on";
            case "QUIT": return "221 bye";
            case "MAIL": return _script.Login is "235 ok" ? "250 ok" : "530 5.7.0 authentication required";
            case "RSET": return "250 ok";
            default: return _script.Login;
        }
    }

    private static async Task Say(TcpClient client, Stream stream, string? reply)
    {
        if (reply is { Length: 0 }) return;
        if (reply is null)
        {
            client.Client.LingerState = new LingerOption(true, 0);
            client.Close();
            return;
        }
        await stream.WriteAsync(Encoding.ASCII.GetBytes(reply + "\r\n"));
    }
}
