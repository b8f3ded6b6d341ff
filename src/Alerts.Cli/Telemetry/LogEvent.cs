namespace Alerts.Cli.Telemetry;

internal enum LogLevel
{
    Debug,
    Info,
    Warning,
    Error,
}

/// <summary>A kind of log line. A line with <c>outcome</c> is a warning where somebody should look, an error where something was given up.</summary>
/// <param name="Level">As a rule.</param>
/// <param name="Says">For the reference page.</param>
/// <param name="Fields">All that it may hold, in order; those without a value are left out.</param>
internal sealed record LogEvent(string Name, LogLevel Level, string Says, params IReadOnlyList<string> Fields)
{
    public static readonly LogEvent RunStarted = new("run.started", LogLevel.Info, "a run begins", "version", "once");
    public static readonly LogEvent FileRead = new("file.read", LogLevel.Info, "a file was read, or skipped", "file", "sha256", "dataset", "outcome", "reason", "accepted", "rejected", "quarantined", "ms");
    public static readonly LogEvent Evaluated = new("publication.evaluated", LogLevel.Info, "the rules were applied to a publication", "sequence", "events", "ms");
    public static readonly LogEvent Raised = new("event.raised", LogLevel.Info, "a rule has something to tell", "event", "event-type", "rule", "severity", "period", "sha256");
    public static readonly LogEvent Routed = new("event.routed", LogLevel.Info, "an event became messages", "event", "notifications", "ms");
    public static readonly LogEvent Delivery = new("delivery", LogLevel.Info, "an attempt to send a message", "notification", "event", "subscriber", "channel", "attempt", "outcome", "reason", "again", "ms");
    public static readonly LogEvent Polled = new("source.polled", LogLevel.Info, "a publisher was asked", "dataset", "outcome", "reason", "questions", "files", "next");
    public static readonly LogEvent Swept = new("sweep", LogLevel.Debug, "the store was searched for work that nothing would wake", "missing", "ms");
    public static readonly LogEvent Waiting = new("notifications.waiting", LogLevel.Debug, "messages are to be tried again", "waiting");
    public static readonly LogEvent Complaint = new("complaint", LogLevel.Warning, "what is otherwise a sentence on standard error", "message");
    public static readonly LogEvent RunEnded = new("run.ended", LogLevel.Info, "a run ends", "files", "events", "notifications", "dead", "waiting", "ms");

    public static readonly IReadOnlyList<LogEvent> All = [RunStarted, FileRead, Evaluated, Raised, Routed, Delivery, Polled, Swept, Waiting, Complaint, RunEnded];
}
