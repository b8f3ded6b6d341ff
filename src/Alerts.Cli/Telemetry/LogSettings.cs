using Alerts.Cli.Output;
using Alerts.Core.Rules;

namespace Alerts.Cli.Telemetry;

/// <summary>How to log, as a call or the environment says.</summary>
internal static class LogSettings
{
    private static readonly string[] Formats = ["json", "text"];
    private static readonly string[] Levels = ["debug", "info", "warning", "error"];

    /// <summary>Gives the screen a log where one is asked for.</summary>
    /// <param name="format">Null: <c>ALERTS_LOG</c>.</param>
    /// <param name="level">Null: <c>ALERTS_LOG_LEVEL</c>.</param>
    /// <returns>False, after a complaint, where a word is none of those that there are.</returns>
    public static bool Read(string? format, string? level, Screen screen, TimeProvider clock)
    {
        var isKnown = Word("--log", format ?? Environment.GetEnvironmentVariable("ALERTS_LOG"), Formats, screen, out var chosen)
            & Word("--log-level", level ?? Environment.GetEnvironmentVariable("ALERTS_LOG_LEVEL"), Levels, screen, out var least);
        if (isKnown && chosen >= 0) screen.Log = new(screen.Error, asJson: chosen == 0, least < 0 ? LogLevel.Info : (LogLevel)least, clock);
        return isKnown;
    }

    // A place among the words; -1 where there is none.
    private static bool Word(string option, string? text, string[] words, Screen screen, out int at)
    {
        at = Array.IndexOf(words, text);
        if (at >= 0 || string.IsNullOrEmpty(text)) return true;
        var nearest = Nearest.Name(text, words);
        screen.Complain($"{option} '{text}' is none of {string.Join(", ", words)}{(nearest is null ? "" : $" (nearest: {nearest})")}");
        return false;
    }
}
