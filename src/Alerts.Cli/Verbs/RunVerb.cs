using System.CommandLine;
using Alerts.Cli.Arguments;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;
using Alerts.Cli.Telemetry;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts run</c>: reads the inbox, evaluates, delivers.</summary>
internal sealed class RunVerb : Verb
{
    private readonly Argument<string?> _workspace = Common.WorkspaceArgument();
    private readonly Option<bool> _once = new("--once") { Description = "ends when all that lies in the inbox is done; without it keeps going" };
    private readonly Option<string?> _published = Common.Published();
    private readonly Option<string?> _log = new("--log") { HelpName = "FORMAT", Description = "log lines on standard error, as json or text; default: ALERTS_LOG, else sentences" };
    private readonly Option<string?> _logLevel = new("--log-level") { HelpName = "LEVEL", Description = "the least level that is logged: debug, info, warning or error; default: ALERTS_LOG_LEVEL, else info" };

    public RunVerb() : base("run", "reads the inbox, evaluates the rules and sends the messages")
    {
        Add(_workspace);
        Add(_once);
        Add(_published);
        Add(_log);
        Add(_logLevel);
    }

    public override string Usage => "[WORKSPACE] [--once] [--published INSTANT] [--log json|text] [--log-level LEVEL]";

    public override (string Call, string Says) Example => ("alerts run samples/rare-earths --once", "all that lies in the sample's inbox, in order of publication");

    public override async Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel)
    {
        if (!LogSettings.Read(call.GetValue(_log), call.GetValue(_logLevel), screen, TimeProvider.System)) return ExitCode.WrongCall;
        if (Opening.WorkspaceToRun(call, call.GetValue(_workspace), screen) is not { } workspace) return ExitCode.WrongCall;
        if (!Instants.Read(call.GetValue(_published), "--published", workspace, screen, out var published)) return ExitCode.WrongCall;
        using var watchers = new Watchers(screen.Log, Environment.GetEnvironmentVariable, TimeProvider.System);
        watchers.Started(Common.Has(call, _once));
        if (Common.Has(call, _once)) return await new Keeper(workspace, published, screen, watchers, TimeProvider.System).Once(cancel);
        await using var run = new ContinuousRun(workspace, published, screen, watchers, TimeProvider.System);
        return await run.Run(cancel);
    }
}
