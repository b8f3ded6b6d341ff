using System.Net;
using System.Net.Sockets;
using Alerts.Core.Delivery;

namespace Alerts.Adapters.Channels;

/// <summary>Connects to addresses that users gave. Lookup, check and connection are one step, so that a name cannot lead elsewhere between them.</summary>
/// <param name="resolve">Looks a host up; null: as the machine does.</param>
internal sealed class GuardedConnections(AddressGuard guard, Func<string, CancellationToken, Task<IPAddress[]>>? resolve)
{
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve = resolve ?? Dns.GetHostAddressesAsync;

    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await _resolve(host, cancel);
        if (addresses.Length == 0) throw new SocketException((int)SocketError.HostNotFound);
        // Every address must be public, not only the one that is taken: a mixed answer is an attempt to get in.
        if (!guard.IsAllowed(host, port) && !Array.TrueForAll(addresses, AddressGuard.IsPublic)) throw new AddressRefusedException("the address is refused: the host leads to an address that is not public");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The guard refuses an address that a host leads to.</summary>
internal sealed class AddressRefusedException(string message) : Exception(message);
