using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Alerts.Contracts;

/// <summary>Ports for servers that tests start.</summary>
public static class LoopbackPort
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until the port takes connections.</summary>
    /// <exception cref="InvalidOperationException">The server has ended.</exception>
    /// <exception cref="SocketException">Nobody listened in time.</exception>
    public static async Task Reachable(int port, Process server, TimeSpan patience)
    {
        for (var tries = 0; ; tries++)
        {
            if (server.HasExited) throw new InvalidOperationException($"the server ended with {server.ExitCode} before it listened");
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (tries < patience / Pause)
            {
                await Task.Delay(Pause);
            }
        }
    }
}
