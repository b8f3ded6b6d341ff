using System.Globalization;
using System.Net;

namespace Alerts.Core.Delivery;

/// <summary>
/// Which addresses given by users may be asked: public ones over HTTPS. Private, loopback, link-local and metadata ranges are
/// refused before the lookup by their form, and after it address by address.
/// </summary>
/// <param name="allowed">Receivers outside the guard, <c>HOST:PORT</c> or <c>HOST:*</c>: for them http and literal addresses are allowed.</param>
public sealed class AddressGuard(IReadOnlyList<string> allowed)
{
    private const int LongestHost = 253;
    private const int FirstFreePort = 1024;
    private const int IPv6Bytes = 16;

    // Services that speak other protocols, and must not be reached by an HTTP request.
    private static readonly int[] RefusedPorts = [1433, 1521, 2049, 2181, 2375, 2376, 3306, 3389, 5432, 5672, 5900, 5984, 6000, 6379, 6667, 7001, 8086, 9042, 9092, 9200, 9300, 10250, 11211, 27017];

    private static readonly string[] RefusedNames = ["localhost", "local", "internal", "intranet", "lan", "home.arpa", "corp"];

    private static readonly IPNetwork[] Refused =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
            "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <returns>Null where the address may be looked up; otherwise why not.</returns>
    public string? Refusal(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri)) return "it is no address";
        if (uri.Scheme is not ("https" or "http")) return $"its scheme is {uri.Scheme}, not https";
        if (uri.UserInfo.Length > 0) return "it holds a user name";
        // Circled and full-width digits and dots turn into an address only once they are normalised.
        if (uri.Host.Any(letter => !char.IsAscii(letter) && (IsForeignDigit(letter) || char.IsPunctuation(letter)))) return "its host holds digits or dots that are not ASCII";
        var host = uri.IdnHost.TrimEnd('.').ToLowerInvariant();
        if (IsAllowed(host, uri.Port)) return null;
        if (uri.Scheme != "https") return "its scheme is http, not https";
        if (uri.Port != 443 && (uri.Port < FirstFreePort || RefusedPorts.Contains(uri.Port))) return $"its port {uri.Port} is not for web servers";
        return HostRefusal(host);
    }

    /// <summary>Whether an address may be connected to; checked at each attempt, of the very address that is connected to.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.GetAddressBytes().Length == IPv6Bytes && (address.ScopeId != 0 || !GlobalUnicast.Contains(address))) return false;
        return !Array.Exists(Refused, network => network.Contains(address));
    }

    /// <summary>Whether an entry of the allowed receivers can open one: <c>HOST:PORT</c>, <c>HOST:*</c>.</summary>
    public static bool IsOpening(string entry) =>
        entry.LastIndexOf(':') is var cut and > 0
        && Uri.CheckHostName(entry[..cut].Trim('[', ']')) != UriHostNameType.Unknown
        && (entry[(cut + 1)..] == "*" || (ushort.TryParse(entry[(cut + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0));

    /// <summary>Whether the operator has opened a receiver on purpose.</summary>
    public bool IsAllowed(string host, int port) => allowed.Any(entry =>
        entry.LastIndexOf(':') is var cut and > 0 && entry[..cut].Trim('[', ']').Equals(host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase) && (entry[(cut + 1)..] == "*" || entry[(cut + 1)..] == $"{port}"));

    // Letters that count, as in 第一, are letters of a name.
    private static bool IsForeignDigit(char letter) => char.GetUnicodeCategory(letter) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherNumber or UnicodeCategory.LetterNumber;

    private static string? HostRefusal(string host)
    {
        if (host.Length is 0 or > LongestHost) return "its host is empty or too long";
        if (IPAddress.TryParse(host.Trim('[', ']'), out _) || host.StartsWith('[')) return "its host is a literal address";
        var labels = host.Split('.');
        if (labels.Length == 1 && !RefusedNames.Contains(host)) return "its host has one label";
        if (RefusedNames.Any(name => host == name || host.EndsWith($".{name}", StringComparison.Ordinal))) return "its host is a private name";
        return labels[^1].All(char.IsAsciiDigit) ? "its host ends in a number" : null;
    }
}
