using System.Globalization;
using Alerts.Core.Notifications;

namespace Alerts.Core.Delivery;

/// <summary>What a mail server's reply means: its class first, then the enhanced code (RFC 3463).</summary>
public static class SmtpReply
{
    private const int LongestDetail = 160;
    private static readonly TimeSpan WaitForOperator = TimeSpan.FromMinutes(5);
    private static readonly string[] GoneCodes = ["5.1.1", "5.1.10", "5.1.2", "5.1.3", "5.2.1"];
    private static readonly string[] LoginWords = ["relay", "authentication required", "not authenticated"];
    private static readonly string[] GoneWords = ["no such user", "user unknown", "mailbox unavailable"];

    /// <param name="code">Three digits: 250, 421, 550; 0 where there was no reply.</param>
    /// <param name="text">What followed, perhaps beginning with an enhanced code.</param>
    /// <param name="hasLogin">We gave a login. A server that does not take it may say so only when it refuses to pass our mail on.</param>
    public static Answer Meaning(int code, string text, bool hasLogin = false)
    {
        var enhanced = Enhanced(text);
        var detail = $"{code.ToString(CultureInfo.InvariantCulture)} {Fitting.FirstWords(text, LongestDetail)}";
        if (code / 100 == 2) return new(Outcome.Accepted, detail);
        // A wrong password or a missing STARTTLS is the operator's to mend: messages wait meanwhile.
        var isAboutLogin = code is 530 or 534 or 535 or 538 || enhanced is "5.7.8" or "5.7.9" || (hasLogin && code / 100 == 5 && Names(text, LoginWords));
        if (isAboutLogin) return new(Outcome.Retry, $"{detail}: the mail server does not take our login", WaitForOperator, HoldsDestination: true, NeedsOwnerFrom: 1);
        if (code / 100 == 4) return new(Outcome.Retry, detail);
        if (enhanced is not null && GoneCodes.Contains(enhanced)) return new(Outcome.DeadEndpoint, detail);
        if (code is 550 or 551 or 553 && enhanced is null && Names(text, GoneWords)) return new(Outcome.DeadEndpoint, detail);
        var isTooLarge = enhanced == "5.3.4" || (code == 552 && enhanced is null);
        return code / 100 == 5 ? new(Outcome.Failed, detail, IsTooLarge: isTooLarge) : new(Outcome.Retry, detail);
    }

    private static bool Names(string text, string[] words) => Array.Exists(words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string? Enhanced(string text)
    {
        var word = text.TrimStart().Split(' ', '\r', '\n')[0];
        var parts = word.Split('.');
        return parts.Length == 3 && parts.All(part => part.Length is 1 or 2 or 3 && part.All(char.IsAsciiDigit)) ? word : null;
    }
}
