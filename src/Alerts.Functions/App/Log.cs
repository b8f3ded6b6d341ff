using Alerts.Azure.Workspaces;
using Alerts.Core.Alerting;
using Alerts.Core.Datasets;
using Alerts.Core.Delivery;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;
using Microsoft.Extensions.Logging;

namespace Alerts.Functions.App;

/// <summary>Every line that the app logs: names, ids, counts and reasons; nothing that a receiver said, and no address.</summary>
internal static partial class Log
{
    /// <summary>The name that an operator is told by: infra/modules/watch.bicep asks for it.</summary>
    public const string DeadNotification = nameof(DeadNotification);

    [LoggerMessage(EventId = 1, EventName = DeadNotification, Level = LogLevel.Error, Message = "{Kind} {Key} is given up: {Reason}")]
    public static partial void Dead(this ILogger log, WorkKind kind, string key, object reason);

    [LoggerMessage(EventId = 2, EventName = "WorkspaceInUse", Level = LogLevel.Information, Message = "the workspace {Name} is in use ({Reason})")]
    public static partial void WorkspaceInUse(this ILogger log, string name, WorkspaceReason reason);

    [LoggerMessage(EventId = 3, EventName = "WorkspaceRefused", Level = LogLevel.Error, Message = "the workspace has errors ({Reason}):\n{Mistakes}")]
    public static partial void WorkspaceRefused(this ILogger log, WorkspaceReason reason, string mistakes);

    [LoggerMessage(EventId = 4, EventName = "FileRead", Level = LogLevel.Information, Message = "{File}: {Outcome}, {Accepted} values, {SetAside} rows set aside")]
    public static partial void FileRead(this ILogger log, string file, ReadingOutcome outcome, int accepted, int setAside);

    [LoggerMessage(EventId = 5, EventName = "FileNeedsAPerson", Level = LogLevel.Warning, Message = "{File}: {Outcome}, {SetAside} rows set aside: {Reason}")]
    public static partial void FileNeedsAPerson(this ILogger log, string file, ReadingOutcome? outcome, int setAside, string reason);

    [LoggerMessage(EventId = 6, EventName = "FileFailed", Level = LogLevel.Error, Message = "{File} could not be read, and is tried again by the next sweep")]
    public static partial void FileFailed(this ILogger log, Exception error, string file);

    [LoggerMessage(EventId = 7, EventName = "FileGone", Level = LogLevel.Information, Message = "{File} is gone")]
    public static partial void FileGone(this ILogger log, string file);

    [LoggerMessage(EventId = 8, EventName = "LeftToSweep", Level = LogLevel.Information, Message = "{What} is left to the sweep: {Reason}")]
    public static partial void LeftToSweep(this ILogger log, string what, string reason);

    [LoggerMessage(EventId = 9, EventName = "Swept", Level = LogLevel.Information, Message = "read {Files} files, queued {Missing} pieces of work that were missing, woke {Woken}; late: {Late}")]
    public static partial void Swept(this ILogger log, int files, int missing, int woken, bool late);

    [LoggerMessage(EventId = 10, EventName = "Polled", Level = LogLevel.Information, Message = "{Files} files of the inbox read")]
    public static partial void Polled(this ILogger log, int files);

    [LoggerMessage(EventId = 11, EventName = "EventRaised", Level = LogLevel.Information, Message = "{Event} ({Type}) of {Rule}, {Period}")]
    public static partial void Raised(this ILogger log, string @event, EventType type, string rule, Period period);

    [LoggerMessage(EventId = 12, EventName = "Delivery", Level = LogLevel.Information, Message = "{Notification} attempt {Attempt} by {Channel}: {Outcome}, {Reason}")]
    public static partial void Delivered(this ILogger log, string notification, int attempt, string channel, Outcome outcome, DeliveryReason reason);

    [LoggerMessage(EventId = 13, EventName = "ProviderNote", Level = LogLevel.Warning, Message = "{Note}")]
    public static partial void ProviderNote(this ILogger log, string note);

    [LoggerMessage(EventId = 14, EventName = "ProviderPostRefused", Level = LogLevel.Warning, Message = "a post of mail events was refused: {Reason}")]
    public static partial void ProviderPostRefused(this ILogger log, string reason);

    [LoggerMessage(EventId = 15, EventName = "SourcePolled", Level = LogLevel.Information, Message = "{Dataset}: {Outcome}, {Files} files")]
    public static partial void SourcePolled(this ILogger log, string dataset, PollOutcome outcome, int files);

    [LoggerMessage(EventId = 16, EventName = "SourceNeedsAPerson", Level = LogLevel.Warning, Message = "{Dataset}: {Outcome}, {Reason}")]
    public static partial void SourceNeedsAPerson(this ILogger log, string dataset, PollOutcome outcome, string reason);

    [LoggerMessage(EventId = 17, EventName = "ApiFailed", Level = LogLevel.Error, Message = "{Operation} could not be answered")]
    public static partial void ApiFailed(this ILogger log, Exception error, string operation);

    [LoggerMessage(EventId = 18, EventName = "WatchdogNotTold", Level = LogLevel.Warning, Message = "{Reason}")]
    public static partial void WatchdogNotTold(this ILogger log, string reason);
}
