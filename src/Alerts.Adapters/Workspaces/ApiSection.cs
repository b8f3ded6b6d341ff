using Alerts.Core.UseCases;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads <c>api</c> of <c>alerts.yaml</c>.</summary>
internal static class ApiSection
{
    private const string Listen = "an address and a port of this machine, such as 127.0.0.1:8480";
    private const string Host = "a name without scheme, port and path, such as alerts.example.com";

    /// <returns>Null where there is none, or it is wrong.</returns>
    public static ApiSettings? Read(Section workspace)
    {
        if (workspace.Mapping("api") is not { } mapping) return null;
        var section = Section.Open(workspace.File, mapping, Shapes.Api, workspace.All);
        List<string> hosts = [.. section.List("hosts").Where(node => IsHost(section, node)).Select(node => node.Value!)];
        if (section.Text("listen") is not { } text) return null;
        if (ApiSettings.ReadListen(text) is not var (address, port))
        {
            section.Wrong("listen", "wrong-value", $"'{text}' is nothing to listen on", Listen);
            return null;
        }
        var settings = new ApiSettings(address, port, hosts);
        if (settings.IsLoopback) return settings;
        if (section.Child("hosts") is null) section.Wrong("listen", "missing-key", "others reach this address, and 'hosts' does not say by which names", $"'hosts' with {Host}");
        else section.Warn("listen", "api-in-the-clear", "others reach this address, and what they send and read, keys too, is not encrypted", "a proxy with TLS on this machine, and a loopback address here");
        return settings;
    }

    private static bool IsHost(Section section, YamlScalarNode node)
    {
        if (section.Text(node, "hosts") is not { } host) return false;
        if (Uri.CheckHostName(host) != UriHostNameType.Unknown) return true;
        section.Wrong(node, "wrong-value", "an entry of 'hosts' is no host", Host);
        return false;
    }
}
