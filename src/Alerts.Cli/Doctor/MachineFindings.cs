using System.Globalization;
using Alerts.Adapters.Workspaces;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Doctor;

/// <summary>What the workspace needs of its machine: variables, room on the disk, its time zone.</summary>
internal static class MachineFindings
{
    private const long LittleRoom = 1L << 30;
    private const long TooLittleRoom = 100L << 20;

    public static IEnumerable<Finding> Of(LoadedWorkspace loaded, Workspace workspace, TimeProvider clock)
    {
        var warnings = loaded.Mistakes.Count(mistake => !mistake.IsError);
        yield return warnings == 0 ? Finding.Ok("configuration", "good") : Finding.Warn("configuration", $"good, with {Sentences.Count(warnings, "warning")}", "alerts check");
        foreach (var name in loaded.Unset) yield return Finding.Fail("environment", $"${{{name}}} is not set", $"set the variable {name} for the account that runs 'alerts run'");
        if (loaded.Unset.Count == 0) yield return Finding.Ok("environment", "every variable that the workspace names is set");
        if (Links(workspace) is { } links) yield return links;
        yield return Disk(workspace);
        yield return Finding.Ok("time zone", $"{workspace.TimeZone.Id}, where it is {workspace.Local(clock.GetUtcNow()).ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)}");
    }

    private static Finding? Links(Workspace workspace) => workspace switch
    {
        { Email: null } => null,
        { Links: null } => Finding.Ok("links", "mails hold none: receivers cannot unsubscribe, and nobody can ask by themselves to be told ('links' in alerts.yaml)"),
        { Api: null, AzureName: null } => Finding.Warn("links", $"they lead to {workspace.Links.Url}, and nothing here answers", "'api' in alerts.yaml, behind a proxy with TLS"),
        _ => Finding.Ok("links", $"they lead to {workspace.Links.Url}"),
    };

    private static Finding Disk(Workspace workspace)
    {
        var kept = Composition.Kept(workspace);
        var free = new DriveInfo(Directory.Exists(kept) ? kept : workspace.Folder).AvailableFreeSpace;
        var says = $"{(free >> 20).ToString("#,##0", CultureInfo.InvariantCulture)} MB are free";
        const string Room = "make room, or move the workspace: nothing is lost while the disk is full, and nothing goes on";
        return free < TooLittleRoom ? Finding.Fail("disk", says, Room) : free < LittleRoom ? Finding.Warn("disk", says, Room) : Finding.Ok("disk", says);
    }
}
