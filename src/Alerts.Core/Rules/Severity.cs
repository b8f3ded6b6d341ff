namespace Alerts.Core.Rules;

/// <summary>How much an event matters, least first.</summary>
public enum Severity
{
    Info,
    Warning,
    High,
    Critical,
}

public static class Severities
{
    public static string Text(this Severity severity) => severity.ToString().ToLowerInvariant();
}
