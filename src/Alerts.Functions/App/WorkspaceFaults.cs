using Alerts.Core.UseCases;

namespace Alerts.Functions.App;

/// <summary>What is wrong with a workspace for this app, though it is good by itself.</summary>
internal static class WorkspaceFaults
{
    /// <param name="store">What begins the names of the app's tables, containers and queues.</param>
    public static IEnumerable<string> Of(Workspace workspace, string store)
    {
        if (workspace.AzureName != store) yield return $"'store' is not azure:{store}, where this app keeps its data";
        if (workspace.Email?.Via.StartsWith("folder:", StringComparison.Ordinal) == true) yield return "mail goes to a folder, and this app has none that lasts: via sendgrid:${SENDGRID_API_KEY}, or smtps://USER:PASSWORD@HOST:PORT";
    }
}
