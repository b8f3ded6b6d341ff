using Alerts.Azure.SendGrid;
using Alerts.Core.UseCases;

namespace Alerts.Functions.App;

/// <summary>What belongs to an installation: app settings, which the app sees as environment variables.</summary>
/// <param name="Storage">As <c>StorageAddress</c> reads it.</param>
/// <param name="Store">What begins the names of tables, containers and queues: NAME of a workspace's <c>store: azure:NAME</c>.</param>
/// <param name="Inbox">Container of publishers' files.</param>
/// <param name="WorkspaceContainer">Null: the workspace ships with the app.</param>
/// <param name="Environment">For the names that a workspace's files hold.</param>
internal sealed record AppSettings(string Storage, string Store, string Inbox, string? WorkspaceContainer, SendGridSettings SendGrid, Func<string, string?> Environment)
{
    public const string StorageName = "ALERTS_STORAGE";
    public const string StoreName = "ALERTS_STORE";
    public const string InboxName = "ALERTS_INBOX";
    public const string WorkspaceContainerName = "ALERTS_WORKSPACE_CONTAINER";

    /// <exception cref="InvalidOperationException">Settings are missing or wrong: all of them, by name, without their values.</exception>
    public static AppSettings Read(Func<string, string?> environment)
    {
        string? Set(string name) => environment(name) is { Length: > 0 } value ? value : null;
        var (sendGrid, wrong) = SendGridSettings.Read(environment);
        var mistakes = new[] { StorageName, StoreName, InboxName }.Where(name => Set(name) is null).Select(name => $"{name} is not set").Concat(wrong).ToList();
        if (Set(StoreName) is { } store && !Workspace.IsAzureName(store)) mistakes.Add($"{StoreName} has other than up to 20 lower-case letters and digits, a letter first");
        return mistakes.Count == 0
            ? new(Set(StorageName)!, Set(StoreName)!, Set(InboxName)!, Set(WorkspaceContainerName), sendGrid!, environment)
            : throw new InvalidOperationException($"the app's settings are wrong: {string.Join("; ", mistakes)}");
    }
}
