namespace Alerts.Core.UseCases;

/// <summary>Keywords of polls that were no good; those of refused files are the reading's (FORMATS §0).</summary>
public static class PollReason
{
    public const string HostAskedToWait = "host-asked-to-wait";
    public const string NotLetIn = "not-let-in";
    public const string NotFound = "not-found";
    public const string Incomplete = "incomplete";
    public const string PagesRepeat = "pages-repeat";
    public const string PagesUnknown = "pages-unknown";
    public const string TooLarge = "too-large";
    public const string AddressRefused = "address-refused";
    public const string RedirectRefused = "redirect-refused";
    public const string NoConnection = "no-connection";
    public const string Timeout = "timeout";

    /// <summary>Of an answer by its status: <c>status-500</c>.</summary>
    public static string Status(int status) => FormattableString.Invariant($"status-{status}");
}
