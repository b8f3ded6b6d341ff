using System.Globalization;
using Alerts.Azure.Storage;
using Alerts.Contracts;
using Alerts.Core.UseCases;

namespace Alerts.Azure.Tests.Storage;

/// <summary>What each step asks of the storage account, counted as it leaves the clients. The reference page has these very rows.</summary>
[Collection(Azurite.Collection)]
public sealed class RequestTests(Azurite azurite)
{
    private static readonly DateOnly First = new(2015, 1, 1);

    [SkippableFact]
    public async Task A_backfill_takes_at_most_eleven_requests_for_a_thousand_observations()
    {
        const int Series = 100;
        const int Days = 1_000;
        var (desk, requests) = await Desk(Series);

        var read = await desk.Ingest("2018-01-01-prices.csv", Storage.Desk.Prices(Series, First, Days, day => 100m + (day % 7)));

        Assert.Equal(Series * Days, ((FileRead)read).Values.Added.Count);
        Assert.True(requests.Count <= 0.011 * Series * Days, $"{requests.Count} requests");
        Told($"| A first file of {Series} series and {Days} days | {requests.Count} | {Each(requests.Count, Series * Days)} an observation |");
    }

    [SkippableFact]
    public async Task A_days_file_that_changes_nothing_takes_at_most_three_requests_a_series()
    {
        const int Series = 500;
        var (desk, requests) = await Desk(Series);
        await desk.Ingest("2015-02-01-prices.csv", Storage.Desk.Prices(Series, First, 30, day => 100m));
        requests.Restart();

        var read = await desk.Ingest("2015-02-02-prices.csv", Storage.Desk.Prices(Series, First.AddDays(29), 1, _ => 100m));

        Assert.Equal((0, Series), (((FileRead)read).Values.Added.Count, ((FileRead)read).Values.Unchanged));
        Assert.True(requests.Count <= 3 * Series, $"{requests.Count} requests");
        Told($"| A day's file of {Series} series that changes nothing | {requests.Count} | {Each(requests.Count, Series)} a series |");
    }

    [SkippableFact]
    public async Task A_days_file_with_a_new_value_of_each_series_takes_as_many_requests_as_the_page_tells()
    {
        const int Series = 500;
        var (desk, requests) = await Desk(Series);
        await desk.Ingest("2015-02-01-prices.csv", Storage.Desk.Prices(Series, First, 30, day => 100m));
        requests.Restart();

        await desk.Ingest("2015-02-02-prices.csv", Storage.Desk.Prices(Series, First.AddDays(30), 1, _ => 101m));

        Told($"| A day's file of {Series} series, each with a new value | {requests.Count} | {Each(requests.Count, Series)} a series |");
    }

    [SkippableFact]
    public async Task Evaluating_a_days_file_takes_as_many_requests_as_the_page_tells()
    {
        const int Series = 100;
        var workspace = Storage.Desk.WorkspaceOf(Series);
        var (desk, requests) = await Desk(Series, workspace);
        await desk.Evaluate.CatchUp(workspace, default);
        await desk.Ingest("2015-03-01-prices.csv", Storage.Desk.Prices(Series, First, 50, day => 100m));
        await desk.Evaluate.Run(workspace, 1, default);
        await desk.Ingest("2015-03-02-prices.csv", Storage.Desk.Prices(Series, First.AddDays(50), 1, _ => 101m));
        requests.Restart();
        var quiet = await desk.Evaluate.Run(workspace, 2, default);
        var atRest = requests.Count;
        await desk.Ingest("2015-03-03-prices.csv", Storage.Desk.Prices(Series, First.AddDays(51), 1, _ => 150m));
        requests.Restart();
        var raised = await desk.Evaluate.Run(workspace, 3, default);

        Assert.Equal((0, Series), (quiet.Count, raised.Count));
        Told($"| Evaluating {Series} new values that raise nothing | {atRest} | {Each(atRest, Series)} a series |");
        Told($"| Evaluating {Series} new values that raise an event each | {requests.Count} | {Each(requests.Count, Series)} an event, without messages of the queue |");
    }

    private static string Each(int requests, int of) => ((double)requests / of).ToString("0.####", CultureInfo.InvariantCulture);

    private static void Told(string row)
    {
        var page = File.ReadAllText(Path.Combine(Approved.Repository(), "docs", "reference", "azure-storage.md"));
        Assert.True(page.Contains(row, StringComparison.Ordinal), $"docs/reference/azure-storage.md does not say: {row}");
    }

    // The tables are there: creating them is told once for all, not with each step.
    private async Task<(Desk Desk, Requests Requests)> Desk(int series, Workspace? workspace = null)
    {
        var requests = new Requests();
        var storage = azurite.Empty(requests.Configure);
        foreach (var table in (string[])["files", "observations", "alerts"]) await storage.Table(table, default);
        foreach (var container in (string[])["raw", "texts"]) await storage.Container(container, default);
        var store = new Evaluation(storage);
        requests.Restart();
        return (new(workspace ?? Storage.Desk.WorkspaceOf(series), new AzureRawFileStore(storage), store.Observations, store.Alerts), requests);
    }
}
