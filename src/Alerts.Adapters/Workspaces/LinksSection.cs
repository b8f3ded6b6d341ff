using System.Text;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads <c>links</c> of <c>alerts.yaml</c>.</summary>
internal static class LinksSection
{
    private const int ShortestSecret = 32;
    private const int MostSecrets = 2;

    /// <returns>Null where there is none, or it is wrong.</returns>
    public static LinkSettings? Read(Section workspace, Edition edition)
    {
        if (workspace.Mapping("links") is not { } mapping) return null;
        var section = Section.Open(workspace.File, mapping, Shapes.Links, workspace.All);
        var secrets = section.FilledList("secret").Select(node => Secret(section, node)).OfType<string>().ToList();
        if (secrets.Count > MostSecrets) section.Wrong("secret", "wrong-secret", "'secret' holds more than two", "one secret, or two while it is being changed");
        if (Url(section) is not { } url || secrets.Count == 0) return null;
        // The app on Azure always serves the API.
        if (edition == Edition.Embedded && workspace.Child("api") is null) section.Warn("url", "links-without-api", "links in mails lead to the HTTP API, and there is no 'api'", "api: { listen: \"127.0.0.1:8480\" }, behind a proxy with TLS");
        return new(url, secrets);
    }

    private static string? Url(Section section)
    {
        if (section.Text("url") is not { } text) return null;
        // What a mail program is to call: one https address between < and > (RFC 8058 §3.1).
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps && url is { Query: "", Fragment: "", UserInfo: "" } && !text.Any(letter => letter is '<' or '>' or ',' || char.IsWhiteSpace(letter)))
            return url.AbsoluteUri.EndsWith('/') ? url.AbsoluteUri : url.AbsoluteUri + "/";
        section.Wrong("url", "wrong-value", section.IsFilled("url") ? "'url' of 'links' is no https address" : $"'{text}' is no https address", "such as https://alerts.example.com/");
        return null;
    }

    private static string? Secret(Section section, YamlScalarNode node)
    {
        var secret = section.Text(node, "secret");
        if (secret is null || Encoding.UTF8.GetByteCount(secret) >= ShortestSecret) return secret;
        section.Wrong(node, "wrong-secret", "'secret' of 'links' is too short", $"at least {ShortestSecret} letters that nobody can guess");
        return null;
    }
}
