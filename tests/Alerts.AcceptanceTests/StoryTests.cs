using System.Text.Json;

namespace Alerts.AcceptanceTests;

/// <summary>The sample, from outside: files in, events and messages out, exactly as they were worked out by hand.</summary>
public sealed class StoryTests
{
    private static readonly string[] Compared = ["type", "rule", "series", "period", "published", "value", "unit", "threshold", "revised"];

    [Fact]
    public void A_run_over_the_sample_raises_exactly_these_events()
    {
        using var alerts = AlertsCommand.OnSample();

        var run = alerts.Run("run", alerts.Folder, "--once", "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        Same(Expected("run"), run.OfType("alert."));
    }

    [Fact]
    public void A_backtest_over_the_sample_raises_exactly_these_events_and_writes_nothing()
    {
        using var alerts = AlertsCommand.OnSample();

        var backtest = alerts.Run("backtest", alerts.Folder, "--json");

        Assert.True(backtest.ExitCode == 0, backtest.Error);
        Same(Expected("backtest"), backtest.OfType("alert."));
        Assert.False(Directory.Exists(alerts.In(".alerts")));
        Assert.False(Directory.Exists(alerts.In("outbox")));
    }

    [Fact]
    public void A_backtest_after_the_run_raises_the_same_events_from_the_store()
    {
        using var alerts = AlertsCommand.OnSample();
        alerts.Run("run", alerts.Folder, "--once");

        Same(Expected("backtest"), alerts.Run("backtest", alerts.Folder, "--json").OfType("alert."));
    }

    [Fact]
    public void A_second_run_finds_nothing_new_and_says_so()
    {
        using var alerts = AlertsCommand.OnSample();
        var first = alerts.Run("run", alerts.Folder, "--once", "--json");
        var mails = Mails(alerts);

        var second = alerts.Run("run", alerts.Folder, "--once", "--json");
        var third = alerts.Run("run", alerts.Folder, "--once");

        Assert.Equal(7, second.OfType("file.read").Count(file => file.GetProperty("outcome").GetString() == "skipped"));
        Assert.Empty(second.OfType("alert."));
        Assert.Empty(second.OfType("delivery"));
        Assert.Equal(mails, Mails(alerts));
        Assert.Contains("Nothing new", third.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0, 0), (first.ExitCode, second.ExitCode, third.ExitCode));
    }

    [Fact]
    public void Ingesting_first_and_running_later_raises_the_same_events()
    {
        using var alerts = AlertsCommand.OnSample();
        var inbox = Directory.GetFiles(alerts.In("inbox")).Order(StringComparer.Ordinal).ToArray();

        var ingest = alerts.Run(["ingest", alerts.Folder, .. inbox, "--json"]);

        Assert.True(ingest.ExitCode == 0, ingest.Error);
        Assert.Empty(ingest.OfType("alert."));
        Same(Expected("run"), alerts.Run("run", alerts.Folder, "--once", "--json").OfType("alert."));
    }

    [Fact]
    public void Files_that_come_one_at_a_time_raise_the_same_events()
    {
        using var alerts = AlertsCommand.OnSample();
        var inbox = alerts.In("inbox");
        var waiting = alerts.In("waiting");
        Directory.Move(inbox, waiting);
        Directory.CreateDirectory(inbox);
        var told = new List<JsonElement>();

        foreach (var file in Directory.GetFiles(waiting).Order(StringComparer.Ordinal))
        {
            File.Move(file, Path.Combine(inbox, Path.GetFileName(file)));
            told.AddRange(alerts.Run("run", alerts.Folder, "--once", "--json").OfType("alert."));
        }

        Same(Expected("run"), told);
    }

    [Fact]
    public void Every_event_reaches_who_asked_for_it_with_its_sources()
    {
        using var alerts = AlertsCommand.OnSample();
        var run = alerts.Run("run", alerts.Folder, "--once", "--json");

        var summary = run.OfType("summary").Single();
        var deliveries = run.OfType("delivery");
        Assert.Equal(summary.GetProperty("notifications").GetInt32(), deliveries.Count);
        Assert.All(deliveries, delivery => Assert.Equal("accepted", delivery.GetProperty("outcome").GetString()));
        Assert.Equal(deliveries.Select(delivery => delivery.GetProperty("notification").GetString() + ".eml").Order(StringComparer.Ordinal), Mails(alerts));
        foreach (var line in run.OfType("alert.").SelectMany(alert => alert.GetProperty("explanation").EnumerateArray()).Where(line => line.TryGetProperty("vintage", out _)))
        {
            var source = line.GetProperty("source");
            Assert.Matches("^[0-9a-f]{64}$", source.GetProperty("sha256").GetString());
            Assert.True(File.Exists(Path.Combine(alerts.In("inbox"), source.GetProperty("file").GetString()!)));
        }
    }

    [Fact]
    public void The_same_facts_have_the_same_ids_on_every_run()
    {
        using var one = AlertsCommand.OnSample();
        using var other = AlertsCommand.OnSample();

        Assert.Equal(Ids(one), Ids(other));

        static IEnumerable<string?> Ids(AlertsCommand alerts) => alerts.Run("run", alerts.Folder, "--once", "--json").OfType("alert.").Select(alert => alert.GetProperty("id").GetString());
    }

    private static IEnumerable<string?> Mails(AlertsCommand alerts) => Directory.GetFiles(alerts.In("outbox"), "*.eml").Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private static JsonElement[] Expected(string part) =>
        [.. JsonDocument.Parse(File.ReadAllText(AlertsCommand.Data("golden/expected_events.json"))).RootElement.GetProperty(part).EnumerateArray()];

    private static void Same(IReadOnlyList<JsonElement> expected, IReadOnlyList<JsonElement> actual) =>
        Assert.Equal(string.Join('\n', expected.Select(Facts)), string.Join('\n', actual.Select(Facts)));

    private static string Facts(JsonElement alert)
    {
        var facts = Compared.Where(name => alert.TryGetProperty(name, out _)).Select(name => $"{name}={JsonSerializer.Serialize(alert.GetProperty(name))}");
        var numbers = alert.GetProperty("explanation").EnumerateArray().Where(line => !line.TryGetProperty("formula", out _))
            .Select(line => $"{line.GetProperty("name").GetString()} {line.GetProperty("value").GetRawText()} {(line.TryGetProperty("period", out var period) ? period.GetString() : "")}");
        var amends = alert.TryGetProperty("amends", out var amended) ? amended.EnumerateArray().Select(item => $"{item.GetProperty("type").GetString()} {item.GetProperty("period").GetString()} {item.GetProperty("value").GetRawText()}") : [];
        return $"{string.Join(' ', facts)} [{string.Join("; ", numbers)}] amends [{string.Join("; ", amends)}]";
    }
}
