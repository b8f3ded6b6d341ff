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
    public static Workspace? Workspace(ParseResult call, string? argument, Screen screen)
    {
        if (Folder(call, argument, screen) is not { } folder) return null;
        var loaded = Load(folder);
        return Told(loaded, screen);
    }

    /// <summary>The same for work that sends: every environment variable that the workspace names must be set.</summary>
    public static Workspace? WorkspaceToRun(ParseResult call, string? argument, Screen screen) =>
        Folder(call, argument, screen) is { } folder ? ToRun(Load(folder), screen) : null;

    /// <returns>Null, after a complaint, where it has mistakes or names environment variables that are not set.</returns>
    public static Workspace? ToRun(LoadedWorkspace loaded, Screen screen)
    {
        if (Told(loaded, screen) is null || loaded.Unset.Count == 0) return loaded.Workspace;
        screen.Complain($"the workspace names {Sentences.List([.. loaded.Unset.Select(name => $"${{{name}}}")])}, and {(loaded.Unset.Count == 1 ? "it is" : "they are")} not set");
        return null;
    }

    private static Workspace? Told(LoadedWorkspace loaded, Screen screen)
    {
        if (loaded.Workspace is { } workspace) screen.Hide(workspace);
        else Tell(loaded, screen);
        return loaded.Workspace;
    }

    public static LoadedWorkspace Load(string folder) => WorkspaceLoader.Load(folder, Environment.GetEnvironmentVariable, Composition.Edition.Kind);

    /// <summary>Every mistake, warnings too, on standard error.</summary>
    public static void Tell(LoadedWorkspace loaded, Screen screen)
    {
        if (loaded.Mistakes is [{ Code: "no-workspace" } only]) screen.Complain(only.Message);
        else foreach (var mistake in loaded.Mistakes) screen.Note(mistake.ToString());
    }
}
