using Alerts.Adapters.Sqlite;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Doctor;

/// <summary>The store: there, of this version, whole, writable; and who works on it.</summary>
internal static class StoreFindings
{
    public const string ProcessCheck = "process";

    private static readonly TimeSpan OldHeartbeat = TimeSpan.FromMinutes(2);

    public static IEnumerable<Finding> Of(Workspace workspace, TimeProvider clock)
    {
        foreach (var finding in File(EmbeddedEdition.PathOf(workspace))) yield return finding;
        yield return Writable(workspace);
        yield return Process(workspace, clock, Finding.Warn(ProcessCheck, "nothing runs on this workspace", "alerts run, as a service; or 'alerts run --once' by cron"));
    }

    private static IEnumerable<Finding> File(string path)
    {
        if (!System.IO.File.Exists(path))
        {
            yield return Finding.Warn("store", "nothing was stored yet", "alerts run");
            yield break;
        }
        yield return Whole(path);
    }

    private static Finding Whole(string path)
    {
        try
        {
            // Before SQLite has it open: closing a file gives up the locks that this process holds on it.
            using (new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)) { }
            using var store = SqliteStore.OpenToRead(path)!;
            return store.Damage() is { Count: > 0 } damage
                ? Finding.Fail("store", $"it is damaged: {damage[0]}", "stop what runs, and put the last backup in its place: alerts restore FILE")
                : Finding.Ok("store", $"whole, of this version, {new FileInfo(path).Length / 1024:#,##0} KB");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Finding.Fail("store", $"it may not be written: {error.Message}", "give the account that runs 'alerts run' the right to write it");
        }
        catch (StoreException error)
        {
            return Finding.Fail("store", error.Message, error.Message.Contains("older version", StringComparison.Ordinal) ? "alerts run brings it up to date" : "put the last backup in its place: alerts restore FILE; a newer version needs that version of the program");
        }
    }

    /// <summary>The folder of what is kept on this machine.</summary>
    public static Finding Writable(Workspace workspace)
    {
        var folder = Composition.Kept(workspace);
        var probe = Path.Combine(folder, ".doctor.part");
        try
        {
            Directory.CreateDirectory(folder);
            System.IO.File.WriteAllText(probe, "doctor");
            System.IO.File.Delete(probe);
            return Finding.Ok("folder", "the store's folder can be written");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Finding.Fail("folder", $"the store's folder may not be written: {error.Message}", "make room, or give the account that runs 'alerts run' the right to write it");
        }
    }

    /// <summary>A process of this machine that works on the workspace.</summary>
    /// <param name="none">Where there is none.</param>
    public static Finding Process(Workspace workspace, TimeProvider clock, Finding none)
    {
        var path = Path.Combine(Composition.Kept(workspace), "lock");
        try
        {
            using var alone = StoreLock.Take(path, workspace.Local(clock.GetUtcNow()));
            if (alone is not null) return none;
        }
        catch (StoreException)
        {
            return Finding.Fail(ProcessCheck, "whether something runs cannot be told: the lock may not be written", "give this account the right to write the store's folder");
        }
        var holder = StoreLock.Holder(path) ?? "a process that has just started";
        var beat = Heartbeat.At(workspace);
        return beat is { } at && clock.GetUtcNow() - at > OldHeartbeat
            ? Finding.Fail(ProcessCheck, $"{holder} runs, and its heartbeat is of {Sentences.Moment(workspace.Local(at))}", "it is stuck or cannot write: look at its output, and start it again")
            : Finding.Ok(ProcessCheck, $"{holder} runs");
    }
}
