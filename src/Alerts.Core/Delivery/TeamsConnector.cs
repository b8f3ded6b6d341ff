namespace Alerts.Core.Delivery;

/// <summary>Microsoft's older way into Teams, Office 365 connectors, which is retired: its addresses and its answers are recognised, and refused.</summary>
public static class TeamsConnector
{
    private const string ErrorWords = "message delivery failed with error";
    private const string StatusWords = "HTTP error ";
    private const int StatusDigits = 3;

    /// <summary>Whether an address is a connector's: <c>*.webhook.office.com</c>, <c>outlook.office.com/webhook</c>.</summary>
    public static bool Is(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri)) return false;
        var host = uri.IdnHost.TrimEnd('.').ToLowerInvariant();
        if (host == "webhook.office.com" || host.EndsWith(".webhook.office.com", StringComparison.Ordinal)) return true;
        return host is "outlook.office.com" or "outlook.office365.com" && uri.AbsolutePath.StartsWith("/webhook", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A connector reports errors under the status 200: <c>Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with …</c></summary>
    /// <returns>The status that it names, 500 where it names none; null where the answer is no error.</returns>
    public static int? ErrorIn(string body)
    {
        if (!body.Contains(ErrorWords, StringComparison.OrdinalIgnoreCase)) return null;
        var at = body.IndexOf(StatusWords, StringComparison.OrdinalIgnoreCase);
        var digits = at < 0 ? "" : string.Concat(body[(at + StatusWords.Length)..].TakeWhile(char.IsAsciiDigit));
        return digits.Length == StatusDigits ? int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) : 500;
    }
}
