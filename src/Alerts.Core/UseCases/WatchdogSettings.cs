namespace Alerts.Core.UseCases;

/// <summary>A service outside that tells somebody when it hears nothing.</summary>
/// <param name="Url">Asked with GET; a secret.</param>
/// <param name="Every">Not oftener than that.</param>
public sealed record WatchdogSettings(string Url, TimeSpan Every)
{
    /// <summary>Work that has been due for longer and was not done means that the work does not go on, whatever else runs.</summary>
    public static readonly TimeSpan StuckAfter = TimeSpan.FromMinutes(10);

    /// <param name="nextDue">When the first item of work is due; null: there is none.</param>
    public static bool IsStuck(DateTimeOffset? nextDue, DateTimeOffset now) => now - nextDue > StuckAfter;
}
