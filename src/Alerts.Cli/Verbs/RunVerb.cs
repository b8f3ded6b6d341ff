using System.CommandLine;
using Alerts.Cli.Arguments;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts run</c>: reads the inbox, evaluates, delivers.</summary>
internal sealed class RunVerb : Verb
{
    private readonly Argument<string?> _workspace = Common.WorkspaceArgument();
    private readonly Option<bool> _once = new("--once") { Description = "ends when all that lies in the inbox is done; without it keeps going" };
    private readonly Option<string?> _published = Common.Published();

    public RunVerb() : base("run", "reads the inbox, evaluates the rules and sends the messages")
    {
        Add(_workspace);
        Add(_once);
        Add(_published);
    }

    public override string Usage => "[WORKSPACE] [--once] [--published INSTANT]";

    public override (string Call, string Says) Example => ("alerts run samples/rare-earths --once", "all that lies in the sample's inbox, in order of publication");

    public override async Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel)
    {
        if (Opening.WorkspaceToRun(call, call.GetValue(_workspace), screen) is not { } workspace) return ExitCode.WrongCall;
        if (!Instants.Read(call.GetValue(_published), "--published", workspace, screen, out var published)) return ExitCode.WrongCall;
        if (call.GetValue(_once)) return await new Keeper(workspace, published, screen, TimeProvider.System).Once(cancel);
        using var run = new ContinuousRun(workspace, published, screen, TimeProvider.System);
        return await run.Run(cancel);
    }
}
