using System.Reflection;
using System.Text.Json;
using Alerts.Azure.Storage;
using Alerts.Contracts;
using Alerts.Core.UseCases;
using Alerts.Functions.App;
using Alerts.Functions.Triggers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Alerts.Azure.Tests.Functions;

public sealed class CompositionTests
{
    private static readonly Dictionary<string, string?> Settings = new() { ["ALERTS_STORAGE"] = "https://account.blob.core.windows.net/", ["ALERTS_STORE"] = "desk", ["ALERTS_INBOX"] = "inbox", ["ALERTS_WORKSPACE_CONTAINER"] = "workspace" };

    private static IEnumerable<Type> Triggers => typeof(SweepTrigger).Assembly.GetTypes().Where(type => type.GetMethods().Any(method => method.GetCustomAttribute<FunctionAttribute>() is not null));

    [Fact]
    public void Every_service_of_the_app_and_every_function_resolves()
    {
        var app = AppHost.Configure(FunctionsApplication.CreateBuilder([]), AppSettings.Read(Settings.GetValueOrDefault));
        var ours = app.Services.Where(service => !service.ServiceType.ContainsGenericParameters && service.ServiceType.Assembly.GetName().Name!.StartsWith("Alerts.", StringComparison.Ordinal)).Select(service => service.ServiceType).ToList();
        using var host = app.Build();

        Assert.True(ours.Count > 15, $"{ours.Count} services");
        Assert.All(ours, service => Assert.NotNull(host.Services.GetRequiredService(service)));
        Assert.Equal(6, Triggers.Count());
        Assert.All(Triggers, trigger => Assert.NotNull(ActivatorUtilities.CreateInstance(host.Services, trigger)));
    }

    [Fact]
    public void The_functions_have_the_names_that_the_infrastructure_relies_on() => Assert.Equal(
        ["Api", "DeliverNotification", "DeliverNotificationPoison", "EvaluateSeries", "EvaluateSeriesPoison", "IngestFile", "PollSources", "RouteEvent", "RouteEventPoison", "SendBundle", "SendBundlePoison", "Sweep"],
        Triggers.SelectMany(type => type.GetMethods()).Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name).OfType<string>().Order(StringComparer.Ordinal));

    [Fact]
    public void The_functions_take_the_queues_that_the_stores_send_to() => Assert.Equal(
        Enum.GetValues<WorkKind>().SelectMany(kind => (string[])[$"%{AppSettings.StoreName}%{WorkMessage.Queue(kind)}", $"%{AppSettings.StoreName}%{WorkMessage.Queue(kind)}-poison"]).Order(StringComparer.Ordinal),
        Triggers.SelectMany(type => type.GetMethods()).SelectMany(method => method.GetParameters()).Select(parameter => parameter.GetCustomAttribute<QueueTriggerAttribute>()?.QueueName).OfType<string>().Order(StringComparer.Ordinal));

    [Fact]
    public void Wrong_settings_are_told_all_at_once_without_their_values()
    {
        var error = Assert.Throws<InvalidOperationException>(() => AppSettings.Read(name => name == "SENDGRID_SANDBOX" ? "perhaps" : null));

        Assert.Equal("the app's settings are wrong: ALERTS_STORAGE is not set; ALERTS_STORE is not set; ALERTS_INBOX is not set; SENDGRID_SANDBOX is neither true nor false", error.Message);
    }

    [Theory]
    [InlineData("https://account.table.core.windows.net/")]
    [InlineData("AccountName=account")]
    [InlineData("what?")]
    public void An_address_of_no_storage_is_refused(string address) =>
        Assert.Contains("ALERTS_STORAGE", Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddStores(AppSettings.Read(name => name == "ALERTS_STORAGE" ? address : Settings.GetValueOrDefault(name)), TimeProvider.System)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_host_is_told_not_to_encode_messages_and_its_options_lie_beside_the_app()
    {
        var host = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json"));

        Assert.Equal(File.ReadAllText(Path.Combine(Approved.Repository(), "host.json")), host);
        Assert.Equal("none", JsonDocument.Parse(host).RootElement.GetProperty("extensions").GetProperty("queues").GetProperty("messageEncoding").GetString());
    }
}
