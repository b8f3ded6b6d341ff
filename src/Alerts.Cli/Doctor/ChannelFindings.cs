using Alerts.Adapters.Channels;
using Alerts.Cli.Output;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Doctor;

/// <summary>The receivers, without sending them anything, and this machine's clock beside theirs.</summary>
internal static class ChannelFindings
{
    // A receiver of webhooks refuses what is signed five minutes ahead or behind.
    private static readonly TimeSpan FarOff = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Off = TimeSpan.FromSeconds(30);

    public static async Task<IReadOnlyList<Finding>> Of(Workspace workspace, TimeProvider clock, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        var apart = new List<TimeSpan>();
        using var look = new ReceiverLook(workspace);
        await foreach (var state in look.All(cancel))
        {
            if (state.Clock is { } theirs) apart.Add(clock.GetUtcNow() - theirs);
            var check = $"{state.Channel} {state.Place}";
            findings.Add(state.Trouble is { } trouble
                ? Finding.Fail(check, trouble, "see the name, the network, and the address in the workspace")
                : Finding.Ok(check, state.Place == "provider" ? "not looked at: a provider tells nothing without a mail" : "it can be reached"));
        }
        findings.Add(Clock(apart, workspace, clock));
        return findings;
    }

    private static Finding Clock(List<TimeSpan> apart, Workspace workspace, TimeProvider clock)
    {
        if (apart.Count == 0) return ByFiles(workspace, clock);
        // The middle one: a single receiver may be wrong itself.
        var middle = apart.Order().ElementAt(apart.Count / 2);
        var says = $"{Math.Abs(middle.TotalSeconds):0} s {(middle < TimeSpan.Zero ? "behind" : "ahead of")} the receivers'";
        const string Set = "set the clock by a time server (NTP): signatures, due times and ids of files without a date go by it";
        return middle.Duration() >= FarOff ? Finding.Fail("clock", says, Set) : middle.Duration() >= Off ? Finding.Warn("clock", says, Set) : Finding.Ok("clock", "as the receivers'");
    }

    private static Finding ByFiles(Workspace workspace, TimeProvider clock)
    {
        var newest = new[] { Path.Combine(workspace.Folder, workspace.Inbox), workspace.Folder }.Where(Directory.Exists)
            .SelectMany(folder => new DirectoryInfo(folder).EnumerateFiles()).Select(file => new DateTimeOffset(file.LastWriteTimeUtc)).DefaultIfEmpty(DateTimeOffset.MinValue).Max();
        return newest > clock.GetUtcNow() + Off
            ? Finding.Fail("clock", $"a file is of {Sentences.Moment(workspace.Local(newest))}, and by the clock it is {Sentences.Moment(workspace.Local(clock.GetUtcNow()))}", "set the clock by a time server (NTP)")
            : Finding.Ok("clock", "no receiver tells the time; no file is of later");
    }
}
