using Alerts.Core.Delivery;

namespace Alerts.Azure.SendGrid;

/// <summary>How mail leaves through SendGrid, beyond what the workspace says: these belong to an installation, not to what a team wants to know.</summary>
/// <param name="Unsubscribe">Null: mails carry no link out.</param>
/// <param name="IsSandbox">Mails are checked and not sent.</param>
/// <param name="WebhookKey">Of the signed event webhook; null: no events are taken.</param>
/// <param name="Host">Where SendGrid is asked.</param>
public sealed record SendGridSettings(UnsubscribeLinks? Unsubscribe = null, bool IsSandbox = false, string? WebhookKey = null, string Host = SendGridSettings.UsualHost)
{
    public const string UsualHost = "https://api.sendgrid.com";

    /// <summary><c>true</c>: mails are checked by SendGrid and not sent.</summary>
    public const string Sandbox = "SENDGRID_SANDBOX";

    /// <summary>The public key of the event webhook, as SendGrid's settings show it.</summary>
    public const string Webhook = "SENDGRID_WEBHOOK_KEY";

    /// <summary>Another host: <c>https://api.eu.sendgrid.com</c> where an account keeps its data in the EU.</summary>
    public const string Api = "SENDGRID_HOST";

    /// <summary>The address under which mails offer a way out: <c>https://alerts.example/u/</c>.</summary>
    public const string UnsubscribeUrl = "UNSUBSCRIBE_URL";

    /// <summary>At least 32 letters that nobody can guess; the links in mails are made with it.</summary>
    public const string UnsubscribeSecret = "UNSUBSCRIBE_SECRET";

    /// <summary>An address that takes the same by mail.</summary>
    public const string UnsubscribeMailbox = "UNSUBSCRIBE_MAILBOX";

    private const int ShortestSecret = 32;

    /// <param name="environment">The value of an environment variable; null where it is not set.</param>
    /// <returns>Null where a setting is wrong, with every mistake: names alone, no values.</returns>
    public static (SendGridSettings? Settings, IReadOnlyList<string> Mistakes) Read(Func<string, string?> environment)
    {
        string? Set(string name) => environment(name) is { Length: > 0 } value ? value : null;
        var mistakes = new List<string>();
        var isSandbox = string.Equals(Set(Sandbox), "true", StringComparison.OrdinalIgnoreCase);
        if (Set(Sandbox) is { } sandbox && !isSandbox && !sandbox.Equals("false", StringComparison.OrdinalIgnoreCase)) mistakes.Add($"{Sandbox} is neither true nor false");
        if (Set(Webhook) is { } key && !SignedEvents.IsKey(key)) mistakes.Add($"{Webhook} is no public key (P-256, Base64)");
        if (Set(Api) is { } host && !IsHttps(host)) mistakes.Add($"{Api} is no https address");
        var unsubscribe = Links(Set(UnsubscribeUrl), Set(UnsubscribeMailbox), Set(UnsubscribeSecret), mistakes);
        return (mistakes.Count > 0 ? null : new(unsubscribe, isSandbox, Set(Webhook), Set(Api) ?? UsualHost), mistakes);
    }

    private static UnsubscribeLinks? Links(string? url, string? mailbox, string? secret, List<string> mistakes)
    {
        if (url is null && mailbox is null && secret is null) return null;
        // One https address is what mail programs ask of the one-click header (RFC 8058 §3.1).
        if (url is null || !IsHttps(url) || url.Any(letter => letter is '<' or '>' or ',' || char.IsWhiteSpace(letter))) mistakes.Add($"{UnsubscribeUrl} is no https address");
        if (secret is null || secret.Length < ShortestSecret) mistakes.Add($"{UnsubscribeSecret} has fewer than {ShortestSecret} letters");
        if (mailbox is not null && (mailbox.Any(letter => char.IsWhiteSpace(letter) || letter is '<' or '>' or ',' or '?') || !mailbox.Contains('@'))) mistakes.Add($"{UnsubscribeMailbox} is no mail address");
        return mistakes.Count > 0 ? null : new(url!.EndsWith('/') ? url : url + "/", mailbox, secret!);
    }

    private static bool IsHttps(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps;
}
