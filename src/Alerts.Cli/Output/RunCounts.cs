using Alerts.Core.Alerting;

namespace Alerts.Cli.Output;

/// <summary>What a run came to.</summary>
internal sealed class RunCounts
{
    /// <summary>Files read; those that were skipped or that no dataset matched are not.</summary>
    public int Files { get; set; }

    public int Skipped { get; set; }

    /// <summary>Files that somebody should look at: rows or all of it set aside, or no dataset for it.</summary>
    public int ForAPerson { get; set; }

    public int Events { get; set; }

    public EventId? LastFiring { get; set; }

    /// <summary>Notifications that the events caused.</summary>
    public int Notifications { get; set; }

    /// <summary>Notifications that were given up.</summary>
    public int Dead { get; set; }

    /// <summary>Notifications that wait for their next attempt, or for the first one where their destination is on hold.</summary>
    public int Waiting { get; set; }

    /// <summary>What was complained of, and not taken since: the channel and the subscriber, and what the receiver said.</summary>
    public Dictionary<(string Channel, string Subscriber), string> Complaints { get; } = [];

    /// <summary>What was complained of polling a dataset, and not well since.</summary>
    public Dictionary<string, string> PollComplaints { get; } = new(StringComparer.Ordinal);

    public int ExitCode => ForAPerson + Dead > 0 ? Cli.ExitCode.NeedsAPerson : Cli.ExitCode.Done;
}
