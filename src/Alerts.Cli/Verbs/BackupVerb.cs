using System.CommandLine;
using Alerts.Cli.Arguments;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts backup</c>: the store and every raw file, as they are at one moment, while the work goes on.</summary>
internal sealed class BackupVerb : Verb
{
    private readonly Argument<string> _file = new("FILE") { Description = "a zip to write; one that is there is replaced once the new one is whole" };

    public BackupVerb() : base("backup", "writes the store and every raw file into one file, while the work goes on") => Add(_file);

    public override string Usage => "FILE [--workspace DIR]";

    public override (string Call, string Says) Example => ("alerts backup /backups/rare-earths.zip --workspace samples/rare-earths", "every night, by cron");

    public override Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel) => Task.FromResult(Write(call, screen));

    private int Write(ParseResult call, Screen screen)
    {
        if (Opening.Workspace(call, null, screen) is not { } workspace || EmbeddedEdition.StoreFile(workspace, screen) is not { } store) return ExitCode.WrongCall;
        if (!File.Exists(store))
        {
            screen.Complain("there is nothing to back up: nothing was stored yet");
            return ExitCode.WrongCall;
        }
        var path = call.GetValue(_file)!;
        try
        {
            var raw = BackupFile.Write(workspace, store, path, TimeProvider.System.GetUtcNow());
            screen.Document(() => JsonText.Object(json => { json.WriteString("type", "file.written"); json.WriteString("file", path); }));
            screen.Line($"written  {path}: the store and {Sentences.Count(raw, "raw file")}");
            return ExitCode.Done;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            screen.Complain($"no backup was written: {error.Message}");
            return ExitCode.Failed;
        }
    }
}
