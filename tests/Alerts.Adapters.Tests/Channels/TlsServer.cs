using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Alerts.Contracts;

namespace Alerts.Adapters.Tests.Channels;

/// <summary>A server on loopback with a certificate that nobody vouches for.</summary>
internal sealed class TlsServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public TlsServer()
    {
        _listener.Start();
        _ = Serve();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether a client went on after it saw the certificate.</summary>
    public bool WasTrusted { get; private set; }

    public void Dispose() => _listener.Dispose();

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                WasTrusted |= await Greets(client.GetStream());
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static async Task<bool> Greets(Stream stream)
    {
        try
        {
            using var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(LoopbackCertificate.Made);
            return await tls.ReadAsync(new byte[1]) > 0;
        }
        catch (Exception error) when (error is AuthenticationException or IOException)
        {
            return false;
        }
    }
}
