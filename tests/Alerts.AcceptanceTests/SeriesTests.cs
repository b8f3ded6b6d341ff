using Alerts.Contracts;

namespace Alerts.AcceptanceTests;

/// <summary>What is known of a series, what was, and where each number stands.</summary>
public sealed class SeriesTests : IDisposable
{
    private readonly AlertsCommand _alerts = new();

    public SeriesTests()
    {
        _alerts.Write("alerts.yaml", "name: Desk\ntime-zone: Asia/Shanghai\n");
        _alerts.Write("datasets/all.yaml", """
            datasets:
              - { id: prices, publisher: P, format: csv, files: "*prices*.csv", columns: { period: date, series: code, value: price }, frequency: daily, series: { A: { id: a.price, title: Oxide, unit: CNY/kg, basis: ex works } } }
              - { id: rates, publisher: B, format: csv, files: "*rates*.csv", layout: wide, columns: { period: date }, frequency: business-daily, series: { usd: { id: fx.usd-cny, title: Dollar, unit: CNY/USD } } }
            derived:
              - { id: a.dollars, title: Oxide in dollars, basis: ex works, convert: { series: a.price, to: USD/kg, via: fx.usd-cny } }
            """);
        _alerts.Write("inbox/2025-03-24-prices.csv", "date,code,price\n2025-03-21,A,70\n2025-03-24,A,80\n");
        _alerts.Write("inbox/2025-03-25-prices.csv", "date,code,price\n2025-03-24,A,84\n2025-04-24,A,99\n");
        _alerts.Write("inbox/2025-03-26-rates.csv", "date,usd\n2025-03-21,7\n");
        Assert.Equal(0, _alerts.Run("ingest", _alerts.Folder, _alerts.In("inbox/2025-03-24-prices.csv")).ExitCode);
        // 24 April lies in the future of its file.
        Assert.Equal(1, _alerts.Run("ingest", _alerts.Folder, _alerts.In("inbox/2025-03-25-prices.csv"), _alerts.In("inbox/2025-03-26-rates.csv")).ExitCode);
    }

    public void Dispose() => _alerts.Dispose();

    [Fact]
    public void All_series_are_listed_with_their_newest_values() => Approved.Matches(Output("series"), "series.txt");

    [Fact]
    public void Every_vintage_of_every_period_stands_with_its_source() => Approved.Matches(Output("series", "a.price", "--vintages"), "series-vintages.txt");

    [Fact]
    public void As_of_a_moment_a_revision_is_not_known_yet() =>
        Assert.Contains("2025-03-24  80 CNY/kg", Output("series", "a.price", "--as-of", "2025-03-24"), StringComparison.Ordinal);

    [Fact]
    public void Derived_values_stand_with_all_their_parts() => Approved.Matches(Output("series", "a.dollars", "--vintages"), "series-derived.txt");

    [Fact]
    public void Documents_carry_the_same() => Approved.Matches(Output("series", "a.dollars", "--json").Replace(_alerts.Folder, "FOLDER", StringComparison.Ordinal), "series.jsonl");

    [Theory]
    [InlineData("there is no series 'a.prise' (nearest: a.price)", "series", "a.prise")]
    [InlineData("--as-of 'spring' is neither a date such as 2025-03-24 nor ISO 8601 with offset such as 2025-03-24T09:30:00+08:00", "series", "a.price", "--as-of", "spring")]
    public void A_wrong_call_is_told(string complaint, params string[] call)
    {
        var answer = _alerts.Run([.. call, "--workspace", _alerts.Folder]);

        Assert.Equal((2, $"alerts: {complaint}\n"), (answer.ExitCode, answer.Error));
    }

    [Fact]
    public void Vintages_of_a_series_that_is_not_named_are_a_wrong_call() => Assert.Equal(2, _alerts.Run("series", "--vintages", "--workspace", _alerts.Folder).ExitCode);

    private string Output(params string[] call)
    {
        var answer = _alerts.Run([.. call, "--workspace", _alerts.Folder]);
        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        return answer.Output;
    }
}
