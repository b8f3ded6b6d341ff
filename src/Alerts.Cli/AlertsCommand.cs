using Alerts.Cli.Arguments;
using Alerts.Cli.Verbs;

namespace Alerts.Cli;

/// <summary>The <c>alerts</c> command: every verb.</summary>
internal static class AlertsCommand
{
    // A call makes the one verb that it names: all of them would take longer than many a verb's work.
    private static readonly NamedVerb[] Verbs =
    [
        new("init", () => new InitVerb()),
        new("check", () => new CheckVerb()),
        new("run", () => new RunVerb()),
        new("ingest", () => new IngestVerb()),
        new("poll", () => new PollVerb()),
        new("formats", () => new FormatsVerb()),
        new("backtest", () => new BacktestVerb()),
        new("test", () => new TestVerb()),
        new("schema", () => new SchemaVerb()),
        new("explain", () => new ExplainVerb()),
        new("quarantine", () => new QuarantineVerb()),
        new("series", () => new SeriesVerb()),
        new("files", () => new FilesVerb()),
        new("who", () => new WhoVerb()),
        new("silence", () => new SilenceVerb()),
        new("deliveries", () => new DeliveriesVerb()),
        new("replay", () => new ReplayVerb()),
        new("test-channel", () => new TestChannelVerb()),
        new("doctor", () => new DoctorVerb()),
        new("backup", () => new BackupVerb()),
        new("restore", () => new RestoreVerb()),
        new("key", () => new KeyVerb()),
    ];

    public static int Run(string[] args)
    {
        if (args is ["help", .. var about]) args = [.. about, "--help"];
        return Call.Run(args, NamedVerb.For(args, Verbs));
    }
}
