using Alerts.Contracts;

namespace Alerts.AcceptanceTests;

/// <summary>What people and other systems read, byte for byte, on the sample.</summary>
public sealed class SentencesTests
{
    [Fact]
    public void A_run_tells_the_story()
    {
        using var alerts = AlertsCommand.OnSample();

        Approved.Matches(alerts.Run("run", "--once").Output, "run.txt");
        Assert.Equal("Nothing new: 7 files were read before.\n", alerts.Run("run", "--once").Output);
    }

    [Fact]
    public void A_run_tells_other_systems_one_document_a_line()
    {
        using var alerts = AlertsCommand.OnSample();

        var run = alerts.Run("run", "--once", "--json");

        Assert.Equal("", run.Error);
        Approved.Matches(run.Output, "run.jsonl");
        Approved.Matches(alerts.Run("run", "--once", "--json").Output, "run-again.jsonl");
    }

    [Fact]
    public void A_backtest_tells_what_would_have_been_said()
    {
        using var alerts = AlertsCommand.OnSample();

        Approved.Matches(alerts.Run("backtest").Output, "backtest.txt");
        Approved.Matches(alerts.Run("backtest", "--rule", "terbium-spike", "--from", "2025-03-24", "--to", "2025-03-24", "--json").Output, "backtest-one-rule.jsonl");
        Assert.Equal("No event of 1 in these days.\n", alerts.Run("backtest", "--rule", "terbium-spike", "--from", "2025-03-25").Output);
        Assert.Equal("No event: the rules would have stayed quiet.\n", alerts.Run("backtest", "--rule", "dysprosium-slump").Output);
    }

    [Fact]
    public void An_explanation_leads_from_the_event_to_the_row()
    {
        using var alerts = AlertsCommand.OnSample();
        var events = alerts.Run("run", "--once", "--json").OfType("alert.");
        var correction = events.Last(told => told.GetProperty("type").GetString() == "alert.corrected").GetProperty("id").GetString()!;

        Approved.Matches(alerts.Run("explain", correction).Output, "explain.txt");
        Assert.Equal(alerts.Run("explain", correction).Output, alerts.Run("explain", correction[4..10]).Output);
        Assert.Equal(events[^1].GetRawText(), alerts.Run("explain", correction, "--json").Output.TrimEnd());
        Assert.Contains($"'evt_' begins {events.Count} events", alerts.Run("explain", "evt_").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_that_no_file_caused_is_explained_by_the_day_and_told_to_the_owner_alone()
    {
        using var alerts = AlertsCommand.OnSample();
        alerts.Write("datasets/smm.yaml", File.ReadAllText(alerts.In("datasets/smm.yaml")).Replace("frequency: business-daily", "frequency: business-daily\n    released: { after: 1, calendar: china }", StringComparison.Ordinal));
        var overdue = alerts.Run("run", "--once", "--json").OfType("data.overdue").Single().GetProperty("id").GetString()!;

        var explained = alerts.Run("explain", overdue).Output;
        Assert.Contains(": no file caused it, a day had passed\n", explained, StringComparison.Ordinal);
        Assert.DoesNotContain("\n\n\n", explained, StringComparison.Ordinal);
        Assert.DoesNotContain("sha256 \n", explained, StringComparison.Ordinal);
        var who = alerts.Run("who", overdue[..12]);
        Assert.Equal(0, who.ExitCode);
        Assert.Contains("  told      owner by email to desk@example.com, who looks after the data\n", who.Output, StringComparison.Ordinal);
        Assert.Equal(2, who.Output.Split("  not told  ").Count(line => line.Contains(": events about the data are told to the owner alone", StringComparison.Ordinal)));
        Assert.Contains("there is no event 'evt_0nothing'", alerts.Run("who", "evt_0nothing").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_would_be_told_and_who_not_and_why()
    {
        using var alerts = AlertsCommand.OnSample();

        Approved.Matches(alerts.Run("who", "terbium-spike").Output + alerts.Run("who", "myanmar-collapse", "--severity", "info").Output, "who.txt");
        Approved.Matches(alerts.Run("who", "terbium-spike", "--json").Output, "who.jsonl");
    }

    [Fact]
    public void What_each_row_of_a_file_became()
    {
        using var alerts = AlertsCommand.OnSample();
        alerts.Write("more/2025-04-01-smm.csv", "date,code,average\n2025-03-24,SMM-REO-TXO,6560\n2025-03-25,SMM-REO-TXO,\"65,20\"\n2025-03-31,SMM-REO-DXO,1680\n2025-04-01,SMM-REO-XXO,1\n2025-04-01,SMM-REO-TXO,6600\n");
        alerts.Write("more/notes.txt", "nothing\n");

        var ingest = alerts.Run("ingest", ".", "inbox/2025-03-24-smm.csv", "inbox/2025-07-20-gacc.csv", "more/2025-04-01-smm.csv", "more/notes.txt");

        Assert.Equal(1, ingest.ExitCode);
        Approved.Matches(ingest.Output, "ingest.txt");
    }

    [Fact]
    public void What_each_row_of_a_file_became_for_other_systems()
    {
        using var alerts = AlertsCommand.OnSample();
        alerts.Write("more/2025-04-01-smm.csv", "date,code,average\n2025-03-24,SMM-REO-TXO,6560\n2025-03-25,SMM-REO-TXO,\"65,20\"\n");
        alerts.Write("more/2025-04-02-smm.csv", "<!DOCTYPE html><html><body>Sign in</body></html>\n");
        alerts.Write("more/2025-04-03-notes.txt", "nothing\n");

        var ingest = alerts.Run("ingest", ".", "more/2025-04-01-smm.csv", "more/2025-04-01-smm.csv", "more/2025-04-02-smm.csv", "more/2025-04-03-notes.txt", "--json");

        Assert.Equal(1, ingest.ExitCode);
        Approved.Matches(ingest.Output, "ingest.jsonl");
    }

    [Fact]
    public void The_configuration_is_good_and_says_of_what_it_consists()
    {
        using var alerts = AlertsCommand.OnSample();

        var check = alerts.Run("check");

        Assert.Equal((0, "Good: 2 datasets, 4 series, 6 rules, 2 subscribers.\n", ""), (check.ExitCode, check.Output, check.Error));
        Assert.Equal((0, ""), (alerts.Run("check", "--json").ExitCode, alerts.Run("check", "--json").Output));
    }
}
