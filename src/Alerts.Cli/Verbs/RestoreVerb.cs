using System.CommandLine;
using Alerts.Cli.Arguments;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts restore</c>: a backup takes the place of the store, and nobody is told twice.</summary>
internal sealed class RestoreVerb : Verb
{
    private readonly Argument<string> _file = new("FILE") { Description = "a backup" };
    private readonly Option<string?> _toldUntil = new("--told-until") { HelpName = "INSTANT", Description = "what was published up to then counts as told; needed where .alerts/sent.log, which says what was sent, is lost" };

    public RestoreVerb() : base("restore", "puts a backup in the place of the store, and tells nobody twice")
    {
        Add(_file);
        Add(_toldUntil);
    }

    public override string Usage => "FILE [--told-until INSTANT] [--workspace DIR]";

    public override (string Call, string Says) Example => ("alerts restore /backups/rare-earths.zip --workspace samples/rare-earths", "the disk was lost; what was there is moved aside");

    public override async Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel)
    {
        if (Opening.Workspace(call, null, screen) is not { } workspace || EmbeddedEdition.StoreFile(workspace, screen) is not { } store) return ExitCode.WrongCall;
        if (!Instants.Read(call.GetValue(_toldUntil), "--told-until", workspace, screen, out var toldUntil)) return ExitCode.WrongCall;
        var path = call.GetValue(_file)!;
        if (!File.Exists(path))
        {
            screen.Complain($"there is no file {path}");
            return ExitCode.WrongCall;
        }
        using var alone = Composition.Alone(workspace, TimeProvider.System);
        return await new Restoring(workspace, store, screen, TimeProvider.System).Run(path, toldUntil, cancel);
    }
}
