using System.CommandLine;
using Alerts.Adapters.Workspaces;
using Alerts.Cli.Arguments;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;
using Alerts.Core.Observations;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts init</c>: a small workspace to start from, or one made for a file.</summary>
internal sealed class InitVerb : Verb
{
    private readonly Argument<string?> _folder = new("DIR") { Arity = ArgumentArity.ZeroOrOne, Description = "a folder; made where it is not there; with --from, default: the current folder" };

    private readonly Option<string?> _from = new("--from") { HelpName = "FILE", Description = "a file of yours: what it looks like is recognised and written down" };

    private readonly Option<string?> _unit = new("--unit") { HelpName = "UNIT", Description = "with --from, the unit of the series whose unit the file does not tell, such as CNY/kg" };

    public InitVerb() : base("init", "a small workspace to start from, or one that reads a file of yours")
    {
        Add(_folder);
        Add(_from);
        Add(_unit);
    }

    public override string Usage => "[DIR] [--from FILE] [--unit UNIT]";

    public override (string Call, string Says) Example => ("alerts init --from downloads/prices.xlsx my-desk", "a workspace that reads the file, with a first rule");

    public override async Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel)
    {
        var (from, unitText) = (call.GetValue(_from), call.GetValue(_unit));
        var named = call.GetValue(_folder) ?? call.GetValue(Common.Workspace);
        if (Opening.Folder(call, call.GetValue(_folder), screen) is null) return ExitCode.WrongCall;
        if (named is null && from is null) return Wrong("which folder? usage: alerts init DIR", screen);
        if (unitText is not null && from is null) return Wrong("--unit belongs to --from", screen);
        Unit? unit = null;
        if (unitText is not null && !Unit.TryParse(unitText, out unit)) return Wrong($"--unit '{unitText}' is no unit such as CNY/kg, t or %", screen);
        var files = new NewFiles(named ?? ".");
        return from is null ? await Plain(files, screen, cancel) : await new InitFromFile(from, unit, files, screen).Run(cancel);
    }

    private static async Task<int> Plain(NewFiles files, Screen screen, CancellationToken cancel)
    {
        foreach (var (path, text) in Template.All.Concat(Template.Schemas)) files.Add(path, text);
        if (await files.Write(screen, cancel) is not ExitCode.Done and var failed) return failed;
        Opening.Tell(Opening.Load(files.Folder), screen);
        screen.Line("");
        screen.Line($"Next: say in {Path.Combine(files.Folder, "datasets")} how your files look, put one into {Path.Combine(files.Folder, "inbox")}, then");
        files.TellCommands(screen);
        return ExitCode.Done;
    }

    private static int Wrong(string complaint, Screen screen)
    {
        screen.Complain(complaint);
        return ExitCode.WrongCall;
    }
}
