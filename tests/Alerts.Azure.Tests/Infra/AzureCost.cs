namespace Alerts.Azure.Tests.Infra;

/// <summary>What a team does in a month of 30 days.</summary>
/// <param name="SeriesInAFile">A publisher's daily file.</param>
/// <param name="Alerts">Events that somebody is told of.</param>
/// <param name="ReceiversOfAnAlert">On average.</param>
/// <param name="MemoryGb">Of an instance.</param>
internal sealed record Team(string Name, int Series, int SeriesInAFile, int WorkingDays, int Alerts, int ReceiversOfAnAlert, double MemoryGb);

/// <summary>A month's requests, executions and money, from named counts. Change a count here, and the page follows (<c>APPROVE=1</c>).</summary>
internal static class AzureCost
{
    // Requests to tables, blobs and queues. The first two are the bounds that the tests of the store hold; the last is counted, on small tables.
    private const double RequestsOfASeriesInADaysFile = 3;
    private const double RequestsOfAnAlertToOneReceiver = 8;
    private const double RequestsOfASweepThatFindsNothing = 17;

    private const double SweepsAMonth = 30 * 24 * 60;

    // Of Flex Consumption an execution counts a second at least.
    private const double SecondsOfASweep = 1;
    private const double SecondsOfADaysFile = 10;
    private const double SecondsOfAMessage = 1;

    // In US dollars; where they are from stands on the page.
    private const double TenThousandRequests = 0.00036;
    private const double MillionExecutions = 0.40;
    private const double GigabyteSecond = 0.000026;

    public static string Table(IReadOnlyList<Team> teams)
    {
        var months = teams.Select(Month).ToList();
        string Row(string what, Func<(Team Team, double Files, double Requests, double Executions, double GbSeconds), string> cell) => $"| {what} | {string.Join(" | ", months.Select(cell))} |\n";
        return Row("", month => month.Team.Name)
            + $"| --- |{string.Concat(months.Select(_ => " ---: |"))}\n"
            + Row("series, a value each working day", month => $"{month.Team.Series:N0}")
            + Row("files a month", month => $"{month.Files:N0}")
            + Row("messages a month", month => $"{month.Team.Alerts * month.Team.ReceiversOfAnAlert:N0}")
            + Row("storage requests", month => $"{month.Requests:N0}")
            + Row("executions", month => $"{month.Executions:N0}")
            + Row("GB-seconds", month => $"{month.GbSeconds:N0}")
            + Row("storage requests, $", month => $"{month.Requests / 10_000 * TenThousandRequests:0.00}")
            + Row("executions, $, without the free grant", month => $"{month.Executions / 1_000_000 * MillionExecutions:0.00}")
            + Row("GB-seconds, $, without the free grant", month => $"{month.GbSeconds * GigabyteSecond:0.00}");
    }

    private static (Team Team, double Files, double Requests, double Executions, double GbSeconds) Month(Team team)
    {
        var files = Math.Ceiling((double)team.Series / team.SeriesInAFile) * team.WorkingDays;
        var messages = (double)team.Alerts * team.ReceiversOfAnAlert;
        var requests = (team.Series * team.WorkingDays * RequestsOfASeriesInADaysFile) + (messages * RequestsOfAnAlertToOneReceiver) + (SweepsAMonth * RequestsOfASweepThatFindsNothing);
        // A file is read and then evaluated; an alert is routed once, and each message delivered.
        var executions = SweepsAMonth + (2 * files) + team.Alerts + messages;
        var seconds = (SweepsAMonth * SecondsOfASweep) + (2 * files * SecondsOfADaysFile) + ((team.Alerts + messages) * SecondsOfAMessage);
        return (team, files, requests, executions, seconds * team.MemoryGb);
    }
}

public sealed class AzureCostTests
{
    [Fact]
    public void The_page_has_the_figures_of_these_counts() => Alerts.Contracts.Approved.MatchesPage(
        AzureCost.Table([new("a small team", 100, 100, 22, 10, 20, 0.5), new("a large team", 100_000, 500, 22, 1_000, 20, 2)]), "docs/reference/azure-cost.md", "a month");
}
