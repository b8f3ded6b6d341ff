using System.Text.Json;

namespace Alerts.AcceptanceTests;

/// <summary>What a rule would have been like to live with.</summary>
public sealed class BacktestStatisticsTests
{
    private static AlertsCommand Desk(params (string Name, string Rows)[] files)
    {
        var command = new AlertsCommand();
        command.Write("alerts.yaml", "name: Desk\n");
        command.Write("datasets/p.yaml", "datasets:\n  - { id: p, publisher: Nobody, format: csv, files: \"*.csv\", columns: { period: date, series: code, value: price }, frequency: daily, series: { P: { id: p, title: P, unit: USD/t, basis: none } } }\n");
        command.Write("rules/r.yaml", "rules:\n  - { id: high, when: p > 110 USD/t }\n  - { id: never, when: p > 1000 USD/t }\n");
        foreach (var (name, rows) in files) command.Write($"inbox/{name}", $"date,code,price\n{rows}\n");
        return command;
    }

    private static Dictionary<string, JsonElement> Statistics(AlertsCommand desk, params string[] more) =>
        desk.Run(["backtest", ".", "--statistics", "--json", .. more]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.GetProperty("type").GetString() == "statistics").ToDictionary(line => line.GetProperty("rule").GetString()!);

    private static readonly (string, string)[] Year =
    [
        ("2024-01-01.csv", "2024-01-01,P,100"), ("2024-02-01.csv", "2024-02-01,P,120"), ("2024-02-11.csv", "2024-02-11,P,100"), ("2024-06-01.csv", "2024-06-01,P,115"),
        ("2024-06-10.csv", "2024-06-01,P,105"), ("2024-09-01.csv", "2024-09-01,P,112"), ("2024-09-21.csv", "2024-09-21,P,130"), ("2024-12-31.csv", "2024-12-31,P,109"),
    ];

    [Fact]
    public void They_say_how_often_a_rule_fires_how_long_and_what_was_taken_back()
    {
        using var desk = Desk(Year);

        var rules = Statistics(desk);

        Assert.Equal((3, 1, 0), (rules["high"].GetProperty("fired").GetInt32(), rules["high"].GetProperty("retracted").GetInt32(), rules["high"].GetProperty("still-firing").GetInt32()));
        Assert.Equal(366, rules["high"].GetProperty("days").GetDouble());
        Assert.Equal(2.994, rules["high"].GetProperty("fired-a-year").GetDouble());
        Assert.Equal((65.5, 121), (rules["high"].GetProperty("median-days-firing").GetDouble(), rules["high"].GetProperty("longest-days-firing").GetDouble()));
        Assert.Equal(0, rules["never"].GetProperty("fired").GetInt32());
    }

    [Fact]
    public void On_final_data_what_was_revised_away_never_fired()
    {
        using var desk = Desk(Year);

        Assert.Equal((2, 0), (Statistics(desk, "--final")["high"].GetProperty("fired").GetInt32(), Statistics(desk, "--final")["high"].GetProperty("retracted").GetInt32()));
    }

    [Fact]
    public void They_say_how_many_days_before_a_move_of_a_size_the_rule_warned()
    {
        using var desk = Desk(Year);

        // From 100 on 11 February to 130 on 21 September: the rule fired on 1 September (as known at the end), and on 1 June before it was revised away.
        var high = Statistics(desk, "--before-move", "25%")["high"];

        Assert.Equal((1, 1, 20), (high.GetProperty("moves").GetInt32(), high.GetProperty("moves-warned-of").GetInt32(), high.GetProperty("median-days-of-warning").GetDouble()));
        Assert.Equal(0, Statistics(desk, "--before-move", "-25%")["high"].GetProperty("moves").GetInt32());
    }

    [Fact]
    public void Only_alerts_of_the_span_count()
    {
        using var desk = Desk(Year);

        Assert.Equal(1, Statistics(desk, "--from", "2024-07-01")["high"].GetProperty("fired").GetInt32());
        Assert.Equal(184, Statistics(desk, "--from", "2024-07-01")["high"].GetProperty("days").GetDouble());
    }

    [Theory]
    [InlineData("much")]
    [InlineData("0%")]
    [InlineData("-100%")]
    public void A_move_that_is_none_is_a_wrong_call(string move)
    {
        using var desk = Desk(Year);

        Assert.Equal(2, desk.Run("backtest", ".", $"--before-move={move}").ExitCode);
    }
}
