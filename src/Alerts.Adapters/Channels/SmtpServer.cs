namespace Alerts.Adapters.Channels;

/// <summary>Where mail is handed over.</summary>
/// <param name="RequiresTls">STARTTLS before anything else; a server without it is never spoken to in the clear.</param>
/// <param name="User">Null: no login.</param>
public sealed record SmtpServer(string Host, int Port, bool RequiresTls, string? User, string? Password)
{
    /// <summary>The port whose servers do not speak STARTTLS: they would be waited for in vain.</summary>
    public const int TlsFromTheStart = 465;

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
