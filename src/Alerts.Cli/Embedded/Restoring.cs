using System.Globalization;
using Alerts.Adapters.Sqlite;
using Alerts.Cli.Output;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>Puts a backup in the place of a store, so that nobody is told twice what was sent after the backup was made.</summary>
internal sealed class Restoring(Workspace workspace, string storePath, Screen screen, TimeProvider clock)
{
    private readonly string _kept = Composition.Kept(workspace);

    /// <param name="toldUntil">What was published up to then counts as told; null: the journal of what was sent says it.</param>
    /// <returns>One of <see cref="ExitCode"/>; unless it is done, the store is as it was.</returns>
    public async Task<int> Run(string backup, DateTimeOffset? toldUntil, CancellationToken cancel)
    {
        var journal = Path.Combine(_kept, SentJournal.SentFile);
        if (toldUntil is null && !File.Exists(journal))
        {
            screen.Complain($"{journal} is not there, so nobody can say what was sent after the backup. Say it: --told-until INSTANT, up to which all that was published counts as told; a time before the backup lets it be sent again, under the same ids");
            return ExitCode.WrongCall;
        }
        Directory.CreateDirectory(Path.GetDirectoryName(storePath)!);
        var beside = storePath + ".restored";
        try
        {
            foreach (var suffix in Suffixes) File.Delete(beside + suffix);
            if (BackupFile.Unpack(backup, beside) is not { } note)
            {
                screen.Complain($"{backup} is no backup of a store, or is damaged");
                return ExitCode.WrongCall;
            }
            var settled = await Settled(beside, cancel);
            BackupFile.UnpackRaw(backup, _kept);
            await Write(SentJournal.ToldFile, string.Concat(ToldBefore.Lines(File.Exists(journal) ? File.ReadLines(journal) : [], settled).Select(line => line + "\n")), cancel);
            await Write(SentJournal.ToldUntilFile, toldUntil?.ToString("O", CultureInfo.InvariantCulture), cancel);
            var aside = MoveAside();
            File.Move(beside, storePath);
            screen.Document(() => JsonText.Object(json => { json.WriteString("type", "restored"); json.Instant("at", workspace.Local(note.At)); json.Text("aside", aside); }));
            screen.Line($"Restored the store of {note.Name} as it was at {Sentences.Moment(workspace.Local(note.At))}.{(aside is null ? "" : $" What was there lies in {aside}.")}");
            screen.Line("Files of the inbox that were read since are read again; what was sent since is not sent again.");
            return ExitCode.Done;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            screen.Complain($"nothing was restored: {error.Message}");
            return ExitCode.Failed;
        }
        finally
        {
            foreach (var suffix in Suffixes) File.Delete(beside + suffix);
        }
    }

    // SQLite's log and index lie beside the store.
    private static readonly string[] Suffixes = ["", "-wal", "-shm", "-journal"];

    /// <returns>Messages that the backup has finished.</returns>
    /// <exception cref="StoreException">The store of the backup is damaged, or a newer version has written it.</exception>
    private static async Task<HashSet<string>> Settled(string path, CancellationToken cancel)
    {
        using var store = SqliteStore.Open(path);
        if (store.Damage() is { Count: > 0 } damage) throw StoreException.Lasting($"the store of the backup is damaged: {damage[0]}");
        return [.. (await store.Ledger(cancel)).Where(entry => entry.Status != NotificationStatus.Waiting).Select(entry => entry.Notification.Id.Text)];
    }

    private async Task Write(string name, string? text, CancellationToken cancel)
    {
        var path = Path.Combine(_kept, name);
        if (text is null)
        {
            File.Delete(path);
            return;
        }
        await File.WriteAllTextAsync(path + ".part", text, cancel);
        File.Move(path + ".part", path, overwrite: true);
    }

    private string? MoveAside()
    {
        if (!File.Exists(storePath)) return null;
        var aside = $"{storePath}.before-{clock.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture)}";
        foreach (var suffix in Suffixes.Where(suffix => File.Exists(storePath + suffix))) File.Move(storePath + suffix, aside + suffix);
        return aside;
    }
}
