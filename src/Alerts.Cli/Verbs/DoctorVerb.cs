using System.CommandLine;
using Alerts.Cli.Arguments;
using Alerts.Cli.Doctor;
using Alerts.Cli.Embedded;
using Alerts.Cli.Output;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts doctor</c>: looks at all that a workspace needs to run, changes nothing and sends nothing.</summary>
internal sealed class DoctorVerb : Verb
{
    private readonly Argument<string?> _workspace = Common.WorkspaceArgument();

    public DoctorVerb() : base("doctor", "looks at store, work, receivers, clock and disk, and says what to do; sends nothing") => Add(_workspace);

    public override string Usage => "[WORKSPACE]";

    public override (string Call, string Says) Example => ("alerts doctor samples/rare-earths", "is all well?");

    public override async Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel)
    {
        if (Opening.Folder(call, call.GetValue(_workspace), screen) is not { } folder) return ExitCode.WrongCall;
        var loaded = Opening.Load(folder);
        if (loaded.Workspace is not { } workspace)
        {
            Opening.Tell(loaded, screen);
            return ExitCode.WrongCall;
        }
        screen.Hide(workspace);
        var clock = TimeProvider.System;
        var failed = false;
        foreach (var finding in MachineFindings.Of(loaded, workspace, clock)) Tell(finding);
        foreach (var finding in await Composition.Edition.Look(workspace, clock, cancel)) Tell(finding);
        foreach (var finding in await WorkFindings.Of(workspace, clock, cancel)) Tell(finding);
        // Addresses that lack a variable lead nowhere.
        if (loaded.Unset.Count > 0) Tell(Finding.Warn("receivers", "not looked at: variables are not set", "set them, and call again"));
        else foreach (var finding in await ChannelFindings.Of(workspace, clock, cancel)) Tell(finding);
        return failed ? ExitCode.NeedsAPerson : ExitCode.Done;

        void Tell(Finding finding)
        {
            failed |= finding.Health == Health.Fail;
            finding.Write(screen);
            screen.Flush();
        }
    }
}
