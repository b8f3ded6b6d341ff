using Alerts.Cli.Arguments;
using Alerts.Cli.Verbs;

namespace Alerts.Cli;

/// <summary>The <c>alerts</c> command: every verb.</summary>
internal static class AlertsCommand
{
    public static Task<int> Run(string[] args) => Call.Run(
        args,
        new InitVerb(),
        new CheckVerb(),
        new RunVerb(),
        new IngestVerb(),
        new PollVerb(),
        new FormatsVerb(),
        new BacktestVerb(),
        new TestVerb(),
        new SchemaVerb(),
        new ExplainVerb(),
        new QuarantineVerb(),
        new SeriesVerb(),
        new FilesVerb(),
        new WhoVerb(),
        new SilenceVerb(),
        new DeliveriesVerb(),
        new ReplayVerb(),
        new TestChannelVerb(),
        new DoctorVerb(),
        new BackupVerb(),
        new RestoreVerb(),
        new KeyVerb());
}
