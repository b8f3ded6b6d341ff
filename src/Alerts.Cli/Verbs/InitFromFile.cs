using Alerts.Adapters.Formats;
using Alerts.Adapters.Workspaces;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;
using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Recognition;
using Alerts.Core.Observations;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts init --from FILE</c>: recognises the file, reads it with the dataset that it would write, and only then writes.</summary>
internal sealed class InitFromFile(string path, Unit? unit, NewFiles files, Screen screen)
{
    private readonly string _file = Path.GetFileName(path);

    public async Task<int> Run(CancellationToken cancel)
    {
        if (await Bytes(cancel) is not { } bytes) return ExitCode.WrongCall;
        var published = PublicationDate.In(_file) is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : TimeProvider.System.GetUtcNow();
        var found = FileRecognition.Of(_file, bytes, DateOnly.FromDateTime(published.DateTime).AddDays(1));
        if (found is NotRecognised not) return Refuse($"{not.What} - {not.ToDo}");
        if (found is RecognisedCustoms { Baskets: [] }) return Refuse("none of its quantities are weights - export codes that are counted in 千克");
        var draft = WorkspaceDraft.Of(_file, found, unit);
        var reading = new FileReader().Read(draft.Dataset, _file, bytes, published);
        if (reading.Message is { } message) return Refuse(message[(ReadingMessage.Shown(_file).Length + 2)..].Replace("file refused, ", "", StringComparison.Ordinal));
        if (reading.Values.Count == 0) return Refuse($"none of its rows gives a value{(reading.SetAside is [var first, ..] ? $"; {first.Message}" : "")}");

        foreach (var (name, text) in Template.Settings.Concat(draft.Files).Concat(Template.Schemas)) files.Add(name, text);
        // Where it lies in the inbox already, it stays as it is.
        if (!files.IsAt($"inbox/{_file}", path)) files.Add($"inbox/{_file}", bytes);
        if (await files.Write(screen, cancel) is not ExitCode.Done and var failed) return failed;
        new RecognitionReport(screen, files.Folder).Tell(_file, draft, found, reading);
        return ExitCode.Done;
    }

    private async Task<byte[]?> Bytes(CancellationToken cancel)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancel);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Refuse(Directory.Exists(path) ? "it is a folder - name a file in it" : File.Exists(path) ? $"it cannot be read: {error.Message}" : "there is no such file");
            return null;
        }
    }

    private int Refuse(string why)
    {
        screen.Complain($"{ReadingMessage.Shown(_file.Length == 0 ? path : _file)}: {why}; nothing was written");
        return ExitCode.WrongCall;
    }
}
