using System.Text;
using Alerts.Cli.Output;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>Files that are written together into a new workspace, or not at all.</summary>
internal sealed class NewFiles(string folder)
{
    private readonly List<(string Path, ReadOnlyMemory<byte> Bytes)> _files = [];
    private readonly List<string> _made = [];

    /// <summary>As the call names it.</summary>
    public string Folder => folder;

    /// <param name="name">Relative to the folder, with forward slashes.</param>
    public void Add(string name, string text) => Add(name, Encoding.UTF8.GetBytes(text));

    public void Add(string name, ReadOnlyMemory<byte> bytes) => _files.Add((Path.Combine(folder, name), bytes));

    /// <summary>Whether a path is one of the files.</summary>
    public bool IsAt(string name, string path) => Path.GetFullPath(Path.Combine(folder, name)) == Path.GetFullPath(path);

    /// <returns>One of <see cref="ExitCode"/>; unless it is done, nothing is left behind.</returns>
    public async Task<int> Write(Screen screen, CancellationToken cancel)
    {
        var there = _files.Where(file => Path.Exists(file.Path)).Select(file => file.Path).ToList();
        if (there.Count > 0)
        {
            screen.Complain($"nothing was written: {Sentences.List(there)} {(there.Count == 1 ? "is" : "are")} there already");
            return ExitCode.WrongCall;
        }
        try
        {
            foreach (var (path, bytes) in _files) await Write(path, bytes, cancel);
            MakeFolder(Path.Combine(folder, "inbox"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            TakeBack();
            screen.Complain($"nothing was written: {error.Message.ReplaceLineEndings(" ")}");
            return ExitCode.Failed;
        }
        foreach (var (path, _) in _files)
        {
            screen.Document(() => JsonText.Object(json => { json.WriteString("type", "file.written"); json.WriteString("file", path); }));
            screen.Line($"written  {path}");
        }
        return ExitCode.Done;
    }

    /// <summary>What to call next.</summary>
    public void TellCommands(Screen screen)
    {
        screen.Line($"  alerts check {folder}");
        screen.Line($"  alerts run {folder} --once");
    }

    private async Task Write(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        MakeFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        await using var file = new FileStream(path, FileMode.CreateNew);
        _made.Add(path);
        await file.WriteAsync(bytes, cancel);
    }

    private void MakeFolder(string path)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Directory.Exists(path)) return;
        if (Path.GetDirectoryName(path) is { } above) MakeFolder(above);
        Directory.CreateDirectory(path);
        _made.Add(path);
    }

    // Newest first, so that a folder is empty by its turn.
    private void TakeBack()
    {
        foreach (var path in Enumerable.Reverse(_made))
        {
            if (Directory.Exists(path)) Directory.Delete(path);
            else File.Delete(path);
        }
    }
}
