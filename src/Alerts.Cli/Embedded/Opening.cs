using System.CommandLine;
using Alerts.Adapters.Workspaces;
using Alerts.Cli.Arguments;
using Alerts.Cli.Output;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>Finds and checks the workspace of a call.</summary>
internal static class Opening
{
    /// <param name="argument">The verb's WORKSPACE; null where it has none.</param>
    /// <returns>A full path; null, after a complaint, where the call names two folders.</returns>
    public static string? Folder(ParseResult call, string? argument, Screen screen)
    {
        var option = call.GetValue(Common.Workspace);
        if (argument is not null && option is not null && Path.GetFullPath(argument) != Path.GetFullPath(option))
        {
            screen.Complain($"which workspace, {argument} or --workspace {option}?");
            return null;
        }
        return Path.GetFullPath(argument ?? option ?? ".");
    }

    /// <returns>Null, after every mistake was told on standard error, where it may not be used.</returns>
    public static Workspace? Workspace(ParseResult call, string? argument, Screen screen) => Loaded(call, argument, screen)?.Workspace;

    /// <summary>The same for work that sends: every environment variable that the workspace names must be set.</summary>
    public static Workspace? WorkspaceToRun(ParseResult call, string? argument, Screen screen)
    {
        if (Loaded(call, argument, screen) is not { Workspace: { } workspace } loaded) return null;
        return IsSet(loaded, screen) ? workspace : null;
    }

    /// <returns>False, after a complaint, where the workspace names environment variables that are not set.</returns>
    public static bool IsSet(LoadedWorkspace loaded, Screen screen)
    {
        if (loaded.Unset.Count == 0) return true;
        screen.Complain($"the workspace names {Sentences.List([.. loaded.Unset.Select(name => $"${{{name}}}")])}, and {(loaded.Unset.Count == 1 ? "it is" : "they are")} not set");
        return false;
    }

    public static LoadedWorkspace Load(string folder) => WorkspaceLoader.Load(folder, Environment.GetEnvironmentVariable);

    private static LoadedWorkspace? Loaded(ParseResult call, string? argument, Screen screen)
    {
        if (Folder(call, argument, screen) is not { } folder) return null;
        var loaded = Load(folder);
        if (loaded.Workspace is not null) return loaded;
        Tell(loaded, screen);
        return null;
    }

    /// <summary>Every mistake, warnings too, on standard error.</summary>
    public static void Tell(LoadedWorkspace loaded, Screen screen)
    {
        if (loaded.Mistakes is [{ Code: "no-workspace" } only]) screen.Complain(only.Message);
        else foreach (var mistake in loaded.Mistakes) screen.Note(mistake.ToString());
    }
}
