using System.Globalization;
using System.Net;

namespace Alerts.Core.UseCases;

/// <summary>Where the HTTP API listens (CONTRACT §1, <c>api</c> in <c>alerts.yaml</c>).</summary>
/// <param name="Address">Of this machine; only a loopback address is out of others' reach.</param>
/// <param name="Hosts">Names by which clients may call it, without a port, besides those of the loopback.</param>
public sealed record ApiSettings(IPAddress Address, int Port, IReadOnlyList<string> Hosts)
{
    public bool IsLoopback => IPAddress.IsLoopback(Address);

    /// <summary>Whether a request may name this host: what a page in a browser was led to call by a changed name is not meant for us.</summary>
    /// <param name="host">Of the Host header, without a port.</param>
    public bool Answers(string host) =>
        Hosts.Contains(host, StringComparer.OrdinalIgnoreCase)
        || (IsLoopback && (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var literal) && IPAddress.IsLoopback(literal))));

    /// <summary>Reads <c>127.0.0.1:8480</c>, <c>[::1]:8480</c> and <c>localhost:8480</c>.</summary>
    /// <returns>Null where the text is none of them.</returns>
    public static (IPAddress Address, int Port)? ReadListen(string text)
    {
        var cut = text.LastIndexOf(':');
        if (cut <= 0 || !int.TryParse(text.AsSpan(cut + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is 0 or > 65535) return null;
        var host = text[..cut];
        if (host == "localhost") return (IPAddress.Loopback, port);
        var isSix = host is ['[', .., ']'];
        return IPAddress.TryParse(isSix ? host[1..^1] : host, out var address) && isSix == host.Contains(':', StringComparison.Ordinal) && (isSix || host.Count(letter => letter == '.') == 3) ? (address, port) : null;
    }
}
