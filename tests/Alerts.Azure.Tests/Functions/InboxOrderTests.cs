using Alerts.Contracts;
using Alerts.Functions.Triggers;

namespace Alerts.Azure.Tests.Functions;

public sealed class InboxOrderTests : IDisposable
{
    private const string Metals = "datasets:\n  - id: metals\n    publisher: World Bank\n    format: pink-sheet\n    files: \"*.xlsx\"\n    series:\n      COPPER: { id: wb.copper, title: Copper, unit: USD/t, basis: cash }\n";

    private readonly AppInMemory _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public async Task Files_whose_names_tell_no_day_are_read_in_the_order_of_the_days_that_they_tell_themselves()
    {
        _app.Files.Write("datasets/metals.yaml", Metals);
        _app.Clock.Now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
        _app.Inbox.Put("a.xlsx", Workbook("2023-04-04"), _app.Clock.GetUtcNow());
        _app.Inbox.Put("b.xlsx", Workbook("2021-09-02"), _app.Clock.GetUtcNow());
        _app.Inbox.Put("2022-01-01-prices.csv", AppInMemory.Prices(("2021-12-31", 60)), _app.Clock.GetUtcNow());

        await _app.Sweep();

        Assert.Equal(["b.xlsx", "2022-01-01-prices.csv", "a.xlsx"], (await _app.Store.Files(default)).Select(file => file.File));
    }

    [Fact]
    public async Task Files_that_are_put_there_at_once_are_read_in_order_whichever_is_announced_first()
    {
        foreach (var day in (string[])["2025-03-26", "2025-03-24", "2025-03-25"]) _app.Inbox.Put($"{day}-prices.csv", AppInMemory.Prices((day, 60)), _app.Clock.GetUtcNow());

        await _app.Get<IngestFileTrigger>().Run(null!, "2025-03-26-prices.csv", default);

        Assert.Equal(["2025-03-24-prices.csv", "2025-03-25-prices.csv", "2025-03-26-prices.csv"], (await _app.Store.Publications(default)).Select(publication => publication.File));
    }

    private static byte[] Workbook(string day) => File.ReadAllBytes(Path.Combine(Approved.Repository(), "tests", "Alerts.Adapters.Tests", "data", "real", $"worldbank-pinksheet-monthly-{day}.xlsx"));
}
