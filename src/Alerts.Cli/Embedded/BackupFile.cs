using System.IO.Compression;
using System.Text.Json;
using Alerts.Adapters.Sqlite;
using Alerts.Cli.Output;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>A backup: a zip of a copy of the store, every raw file and a note of what it is. The configuration is not in it.</summary>
internal static class BackupFile
{
    private const string NoteEntry = "backup.json";
    private const string StoreEntry = "alerts.db";
    private const string RawFolder = "raw/";

    /// <param name="At">When the copy of the store was begun.</param>
    /// <param name="Name">Of the workspace.</param>
    public sealed record Note(DateTimeOffset At, string Name);

    /// <summary>Writes one, while a process may work on the workspace. It takes its place under its name once it is whole.</summary>
    /// <returns>How many raw files it holds.</returns>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    /// <exception cref="IOException">The backup cannot be written.</exception>
    public static int Write(Workspace workspace, string storePath, string path, DateTimeOffset now)
    {
        var (beside, copy) = (path + ".part", path + ".store.part");
        try
        {
            File.Delete(copy);
            SqliteStore.Copy(storePath, copy);
            int raw;
            using (var stream = new FileStream(beside, FileMode.Create, FileAccess.ReadWrite))
            {
                using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
                {
                    using (var note = new StreamWriter(zip.CreateEntry(NoteEntry).Open())) note.Write(JsonText.Object(json => { json.WriteString("type", "backup"); json.Instant("at", workspace.Local(now)); json.WriteString("name", workspace.Name); }));
                    zip.CreateEntryFromFile(copy, StoreEntry, CompressionLevel.Fastest);
                    raw = AddRaw(zip, Path.Combine(Composition.Kept(workspace), "raw"));
                }
                stream.Flush(flushToDisk: true);
            }
            File.Move(beside, path, overwrite: true);
            return raw;
        }
        finally
        {
            File.Delete(copy);
            File.Delete(beside);
        }
    }

    // After the store: every file that it names is there already, and none is ever changed.
    private static int AddRaw(ZipArchive zip, string folder)
    {
        if (!Directory.Exists(folder)) return 0;
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".part", StringComparison.Ordinal)).ToList();
        foreach (var file in files) zip.CreateEntryFromFile(file, RawFolder + Path.GetRelativePath(folder, file).Replace('\\', '/'), CompressionLevel.Fastest);
        return files.Count;
    }

    /// <summary>Unpacks the store into a file that is not there yet.</summary>
    /// <returns>Null where the file is no backup.</returns>
    /// <exception cref="IOException">It cannot be read, or the store not be written.</exception>
    public static Note? Unpack(string path, string storePath)
    {
        try
        {
            using var zip = ZipFile.OpenRead(path);
            if (zip.GetEntry(NoteEntry) is not { } note || zip.GetEntry(StoreEntry) is not { } store) return null;
            using var text = JsonDocument.Parse(note.Open());
            store.ExtractToFile(storePath, overwrite: true);
            return new(text.RootElement.GetProperty("at").GetDateTimeOffset(), text.RootElement.GetProperty("name").GetString()!);
        }
        catch (Exception error) when (error is InvalidDataException or JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Unpacks the raw files that are not there.</summary>
    public static void UnpackRaw(string path, string kept)
    {
        var folder = Path.GetFullPath(Path.Combine(kept, "raw")) + Path.DirectorySeparatorChar;
        using var zip = ZipFile.OpenRead(path);
        foreach (var entry in zip.Entries.Where(entry => entry.FullName.StartsWith(RawFolder, StringComparison.Ordinal) && !entry.FullName.EndsWith('/')))
        {
            var target = Path.GetFullPath(Path.Combine(folder, entry.FullName[RawFolder.Length..]));
            // A name that leads out of the folder is not ours.
            if (!target.StartsWith(folder, StringComparison.Ordinal)) throw new InvalidDataException($"{path} holds a file that leads out of its folder: {entry.FullName}");
            if (File.Exists(target)) continue;
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            entry.ExtractToFile(target + ".part", overwrite: true);
            File.Move(target + ".part", target, overwrite: true);
        }
    }
}
