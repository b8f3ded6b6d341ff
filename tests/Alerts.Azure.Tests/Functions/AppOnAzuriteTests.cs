using System.Globalization;
using Alerts.Azure.Tests.Storage;
using Alerts.Contracts;
using Alerts.Core.UseCases;
using Alerts.Functions.App;
using Alerts.Functions.Triggers;

namespace Alerts.Azure.Tests.Functions;

[Collection(Azurite.Collection)]
public sealed class AppOnAzuriteTests(Azurite azurite) : IDisposable
{
    private const string Dataset = "datasets:\n  - id: prices\n    publisher: Somebody\n    format: csv\n    files: \"*prices*.csv\"\n    columns: { period: date, series: code, value: price }\n    frequency: daily\n    series:\n      A: { id: a.price, title: Price, unit: USD/t, basis: any }\n";
    private const string Rule = "rules:\n  - id: high\n    title: Price above 100\n    when: level(a.price) > 100 USD/t\n    severity: high\n";

    private AppOnAzurite? _app;

    public void Dispose() => _app?.Dispose();

    [SkippableFact]
    public async Task A_file_in_the_inbox_becomes_a_message_by_triggers_and_queues_alone()
    {
        var app = await App();
        await app.Put("inbox", "2025-03-24-prices.csv", AppInMemory.Prices(("2025-03-20", 90), ("2025-03-21", 120)));

        await app.Sweep();
        await app.Pump();

        Assert.Equal("buyer@example.com", Assert.Single(app.Channel.Sent).Address);
        Assert.Equal(NotificationStatus.Accepted, (await app.Stores.Notifications.Ledger(default)).Single().Status);
        Assert.Null(await app.Stores.Queue.NextDue(default));
        app.Clock.Pass(TimeSpan.FromHours(1));
        await app.Sweep();
        await app.Pump();
        Assert.Single(app.Channel.Sent);
    }

    [SkippableFact]
    public async Task The_last_good_workspace_outlasts_a_cold_start_while_a_wrong_one_lies_in_the_container()
    {
        var app = await App();
        await app.Sweep();
        await app.PutWorkspace("alerts.yaml", "name: [\n");
        app.Restart();

        Assert.Equal("Desk", (await app.Get<Holder>().Workspaces.Current(default))!.Workspace.Name);
    }

    [SkippableFact]
    public async Task Two_instances_do_not_read_the_inbox_at_once()
    {
        var app = await App();
        await app.Put("inbox", "2025-03-24-prices.csv", AppInMemory.Prices(("2025-03-20", 90)));
        var state = app.Get<Holder>().State;
        await using (await state.Take("inbox", default))
        {
            Assert.Null(await state.Take("inbox", default));
            await app.Sweep();
            Assert.Empty(await app.Stores.Observations.Publications(default));
        }

        await app.Sweep();

        Assert.Single(await app.Stores.Observations.Publications(default));
    }

    [SkippableFact]
    public async Task An_alert_to_one_receiver_takes_at_most_eight_requests_from_the_decision_to_the_ledger()
    {
        var app = await App();
        await app.Sweep();
        var cause = await app.Stores.Observations.Append(Some.File(), [Some.Value(series: "a.price", value: 50m, unit: "USD/t")], default);
        await app.Sweep();
        await app.Pump();
        // Tables and queues are there: creating them is told once for all.
        await app.Storage.Table("destinations", default);
        foreach (var queue in (string[])["route-event", "deliver-notification"]) await app.Storage.Queue(queue, default);
        app.Requests.Restart();

        await app.Stores.Alerts.Record(Some.State(), [Some.Event(cause) with { Series = ["a.price"] }], default);
        await app.Pump();

        Assert.Single(app.Channel.Sent.Select(notification => notification.Id));
        Assert.True(app.Requests.Count <= 8, $"{app.Requests.Count} requests");
        await Told($"| An alert to one receiver, from the decision to the ledger | {app.Requests.Count} |");
    }

    [SkippableFact]
    public async Task A_sweep_that_finds_nothing_takes_as_many_requests_as_the_page_tells()
    {
        var app = await App();
        for (var minutes = 0; minutes < 2; minutes++) await app.Sweep();
        app.Clock.Pass(TimeSpan.FromMinutes(1));
        app.Requests.Restart();

        await app.Sweep();

        await Told($"| A sweep that finds nothing | {app.Requests.Count} |");
    }

    private static async Task Told(FormattableString row) =>
        Assert.Contains(row.ToString(CultureInfo.InvariantCulture), await File.ReadAllTextAsync(Path.Combine(Approved.Repository(), "docs", "reference", "azure-storage.md")), StringComparison.Ordinal);

    [SkippableFact]
    public async Task Wherever_a_request_of_an_alert_is_lost_it_is_sent_once()
    {
        for (var lost = 1; lost <= 8; lost++)
        {
            foreach (var arrives in (bool[])[false, true])
            {
                using var app = await App();
                await app.Put("inbox", "2025-03-24-prices.csv", AppInMemory.Prices(("2025-03-20", 90), ("2025-03-21", 120)));
                await app.Sweep();
                app.Requests.Lose(lost, arrives);
                await app.Pump();
                app.Requests.Restart();
                for (var minutes = 0; minutes < 20; minutes += 4, app.Clock.Pass(TimeSpan.FromMinutes(4)))
                {
                    await app.Sweep();
                    await app.Pump();
                }

                Assert.Single(app.Channel.Sent.DistinctBy(notification => notification.Id));
                Assert.Equal(NotificationStatus.Accepted, (await app.Stores.Notifications.Ledger(default)).Single().Status);
                Assert.Null(await app.Stores.Queue.NextDue(default));
            }
        }
    }

    private async Task<AppOnAzurite> App()
    {
        _app = new AppOnAzurite(azurite);
        await _app.PutWorkspace("alerts.yaml", AppInMemory.Good.Replace("azure:desk", $"azure:{_app.Prefix}", StringComparison.Ordinal));
        await _app.PutWorkspace("datasets/prices.yaml", Dataset);
        await _app.PutWorkspace("rules/prices.yaml", Rule);
        await _app.PutWorkspace("subscribers.yaml", "subscribers:\n  - id: buyers\n    email: [buyer@example.com]\n");
        return _app;
    }

    private sealed record Holder(WorkspaceInUse Workspaces, Alerts.Azure.Files.IAppState State);
}
