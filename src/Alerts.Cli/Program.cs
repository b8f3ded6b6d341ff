using Alerts.Cli.Arguments;
using Alerts.Cli.Verbs;

return await Call.Run(
    args,
    new InitVerb(),
    new CheckVerb(),
    new RunVerb(),
    new IngestVerb(),
    new BacktestVerb(),
    new ExplainVerb(),
    new WhoVerb(),
    new DeliveriesVerb(),
    new ReplayVerb(),
    new TestChannelVerb());
