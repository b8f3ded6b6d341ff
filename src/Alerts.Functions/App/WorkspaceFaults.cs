using Alerts.Core.UseCases;

namespace Alerts.Functions.App;

/// <summary>What is wrong with a workspace for this app, though it is good by itself.</summary>
internal static class WorkspaceFaults
{
    /// <param name="storage">Where the app keeps its data.</param>
    public static IEnumerable<string> Of(Workspace workspace, string storage)
    {
        if (workspace.Store != $"{Workspace.AzureStore}{storage}") yield return $"'store' is not {Workspace.AzureStore}${{{AppSettings.StorageName}}}, where this app keeps its data";
        if (workspace.Email?.Via.StartsWith("folder:", StringComparison.Ordinal) == true) yield return "mail goes to a folder, and this app has none that lasts: via sendgrid:${SENDGRID_API_KEY}, or smtps://USER:PASSWORD@HOST:PORT";
    }
}
