using Alerts.Functions.App;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

AppHost.Configure(FunctionsApplication.CreateBuilder(args), AppSettings.Read(Environment.GetEnvironmentVariable)).Build().Run();
