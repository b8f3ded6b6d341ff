using System.Globalization;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Arguments;

/// <summary>Reads an INSTANT of the command line: a date, or ISO 8601 with offset (CONTRACT §2).</summary>
internal static class Instants
{
    public const string Expected = "a date such as 2025-03-24, or ISO 8601 with offset such as 2025-03-24T09:30:00+08:00";

    private static readonly string[] WithOffset = ["yyyy-MM-ddTHH:mmzzz", "yyyy-MM-ddTHH:mm:sszzz", "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", "yyyy-MM-ddTHH:mmZ", "yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ"];

    /// <summary>A date is midnight in the workspace's time zone.</summary>
    public static bool TryRead(string text, Workspace workspace, out DateTimeOffset instant)
    {
        if (TryDay(text, out var day))
        {
            instant = workspace.Midnight(day);
            return true;
        }
        return DateTimeOffset.TryParseExact(text, WithOffset, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
    }

    // The first and last year have instants that lie outside what can be told.
    public static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day.Year is > 1 and < 9999;
}
