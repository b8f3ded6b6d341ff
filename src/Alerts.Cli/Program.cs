using Alerts.Cli;

return await AlertsCommand.Run(args);
