using Alerts.Cli;

return AlertsCommand.Run(args);
