using Alerts.Cli;
using Alerts.Cli.Azure;
using Alerts.Cli.Embedded;

Composition.Edition = new AzureEdition(Environment.GetEnvironmentVariable);
return AlertsCommand.Run(args);
