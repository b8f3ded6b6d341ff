using System.Globalization;
using Alerts.Cli.Output;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Arguments;

/// <summary>Reads the dates and instants of a call.</summary>
internal static class Instants
{
    /// <returns>False, after a complaint, where a text is given that is no instant.</returns>
    public static bool Read(string? text, string option, Workspace workspace, Screen screen, out DateTimeOffset? instant)
    {
        instant = text is null ? null : InstantText.Read(text, workspace.TimeZone);
        if (text is null || instant is not null) return true;
        screen.Complain($"{option} '{text}' is neither a date such as 2025-03-24 nor ISO 8601 with offset such as 2025-03-24T09:30:00+08:00");
        return false;
    }

    /// <returns>False, after a complaint, where a text is given that is no day.</returns>
    public static bool ReadDay(string? text, string option, Screen screen, out DateOnly? day)
    {
        day = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;
        if (text is null || day is not null) return true;
        screen.Complain($"{option} '{text}' is no date such as 2025-03-24");
        return false;
    }
}
