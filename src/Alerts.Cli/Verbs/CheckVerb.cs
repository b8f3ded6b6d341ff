using System.CommandLine;
using Alerts.Adapters.Workspaces;
using Alerts.Cli.Arguments;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts check</c>: every mistake of a workspace, with its place.</summary>
internal sealed class CheckVerb : Verb
{
    private readonly Argument<string?> _workspace = Common.WorkspaceArgument();

    private readonly Option<bool> _diff = new("--diff") { Description = "tells which alerts the next run would open or close; reads the store, writes nothing" };

    public CheckVerb() : base("check", "checks all configuration and reports every mistake with its place")
    {
        Add(_workspace);
        Add(_diff);
    }

    public override string Usage => "[WORKSPACE] [--diff]";

    public override (string Call, string Says) Example => ("alerts check samples/rare-earths", "is the sample's configuration good?");

    public override Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel)
    {
        if (Opening.Folder(call, call.GetValue(_workspace), screen) is not { } folder) return Task.FromResult(ExitCode.WrongCall);
        var loaded = Opening.Load(folder);
        if (loaded.Mistakes is [{ Code: "no-workspace" }] && !screen.IsJson) Opening.Tell(loaded, screen);
        else foreach (var mistake in loaded.Mistakes) Tell(screen, mistake);
        if (loaded.Workspace is null) return Task.FromResult(ExitCode.WrongCall);
        screen.Line(new Part("Good", Tone.Good), Summary(loaded.Workspace, loaded.Mistakes.Count));
        return Common.Has(call, _diff) ? Difference.Tell(loaded.Workspace, screen, cancel) : Task.FromResult(ExitCode.Done);
    }

    private static void Tell(Screen screen, Mistake mistake)
    {
        screen.Document(mistake.ToJson);
        screen.Line(new Part(mistake.ToString(), mistake.IsError ? Tone.Alarm : Tone.Warning));
    }

    private static string Summary(Workspace workspace, int warnings) =>
        $": {Sentences.Count(workspace.Datasets.Count, "dataset")}, {workspace.Series.Values.Count(series => !SeriesConversion.IsConverted(series.Id))} series, {Sentences.Count(workspace.Rules.Count, "rule")}, "
        + $"{Sentences.Count(workspace.Subscribers.Count, "subscriber")}{(warnings == 0 ? "" : $"; {Sentences.Count(warnings, "warning")}")}.";
}
