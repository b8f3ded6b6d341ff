using Alerts.Cli.Output;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>Writes files as they came into a folder, under their own names; each is checked against its hash. Nothing that is there is written over.</summary>
internal sealed class FileExport(IRawFileStore rawFiles, string folder)
{
    private const int Told = 12;

    /// <returns>False, after a complaint, where one of them is gone, or damaged, or cannot be written; the others are written.</returns>
    public async Task<bool> Write(IReadOnlyList<FileRecord> files, Screen screen, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var isWhole = true;
        foreach (var file in files)
        {
            cancel.ThrowIfCancellationRequested();
            isWhole &= await Write(file.Sha256, file.File, screen, cancel);
            foreach (var (page, at) in (file.Origin?.Pages ?? []).Select((page, at) => (page, at))) isWhole &= await Write(page, $"{Path.GetFileNameWithoutExtension(file.File)}.page-{at + 1}{Path.GetExtension(file.File)}", screen, cancel);
        }
        return isWhole;
    }

    private async Task<bool> Write(string sha256, string name, Screen screen, CancellationToken cancel)
    {
        if (await rawFiles.Read(sha256, cancel) is not { } bytes) return Complain(screen, $"{name} ({sha256[..Told]}): its bytes are no longer kept");
        if (ContentHash.Of(bytes) != sha256) return Complain(screen, $"{name} ({sha256[..Told]}): its bytes have changed since it was read");
        var path = Free(sha256, name);
        if (!File.Exists(path)) await File.WriteAllBytesAsync(path, bytes, cancel);
        screen.Document(() => JsonText.Object(json =>
        {
            json.WriteString("type", "file.written");
            json.WriteString("file", path);
            json.WriteString("sha256", sha256);
        }));
        screen.Line($"written  {path}");
        return true;
    }

    // Two files may have one name; one that is there with the same bytes is the same.
    private string Free(string sha256, string name)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path) || ContentHash.Of(File.ReadAllBytes(path)) == sha256) return path;
        return Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(name)}~{sha256[..Told]}{Path.GetExtension(name)}");
    }

    private static bool Complain(Screen screen, string complaint)
    {
        screen.Complain(complaint);
        return false;
    }
}
