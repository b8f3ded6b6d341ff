using System.Text.Json;

namespace Alerts.AcceptanceTests;

/// <summary><c>alerts check --diff</c> tells what the next run would say, and the next run says it.</summary>
public sealed class DifferenceTests
{
    private static IEnumerable<JsonElement> Documents(Answer answer) => answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement);

    private static IReadOnlyList<string> Changes(AlertsCommand sample) =>
        [.. Documents(sample.Run("check", ".", "--diff", "--json")).Where(line => line.TryGetProperty("change", out _)).Select(line => $"{line.GetProperty("change").GetString()} {line.GetProperty("rule").GetString()}")];

    private static IReadOnlyList<string> Events(AlertsCommand sample, params string[] call) =>
        [.. Documents(sample.Run(call)).Where(line => line.GetProperty("type").GetString()!.StartsWith("alert.", StringComparison.Ordinal)).Select(line => line.GetProperty("id").GetString()!)];

    private static void Edit(AlertsCommand sample, string from, string to)
    {
        var file = sample.In("rules/rare-earths.yaml");
        var text = File.ReadAllText(file);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(from, to, StringComparison.Ordinal));
    }

    [Fact]
    public void Before_the_first_run_it_tells_all_that_the_run_then_says()
    {
        using var sample = AlertsCommand.OnSample();

        var foretold = Documents(sample.Run("check", ".", "--diff", "--json")).Where(line => line.TryGetProperty("event", out _)).Select(line => line.GetProperty("event").GetProperty("id").GetString()!).ToList();

        Assert.False(Directory.Exists(sample.In(".alerts")), "asking writes nothing");
        Assert.NotEmpty(foretold);
        Assert.Equal(foretold, Events(sample, "run", ".", "--once", "--json"));
        Assert.Empty(Changes(sample));
    }

    [Fact]
    public void A_changed_rule_is_foretold_and_the_run_says_no_more()
    {
        using var sample = AlertsCommand.OnSample();
        sample.Run("run", ".", "--once");
        Edit(sample, "< -20%", "< 0%");
        Edit(sample, "-40%", "-60%");

        Assert.Equal(["opens dysprosium-slump", "closes myanmar-year"], Changes(sample));
        Assert.Equal(["opens dysprosium-slump", "closes myanmar-year"], Changes(sample));
        Assert.Equal(2, Events(sample, "run", ".", "--once", "--json").Count);
        Assert.Empty(Changes(sample));
    }

    [Fact]
    public void A_rule_that_is_switched_off_ends_its_alert_without_a_message_and_says_where_it_stands_when_it_is_back()
    {
        using var sample = AlertsCommand.OnSample();
        sample.Run("run", ".", "--once");
        Edit(sample, "    again-every: 10%\n    severity: high", "    again-every: 10%\n    severity: high\n    enabled: false");

        Assert.Equal(["ends-silently terbium-spike"], Changes(sample));
        Assert.Empty(Events(sample, "run", ".", "--once", "--json"));
        Edit(sample, "enabled: false", "enabled: true");
        Assert.Equal(["opens terbium-spike"], Changes(sample));
        Assert.Single(Events(sample, "run", ".", "--once", "--json"));
    }

    [Fact]
    public void After_a_backup_was_restored_it_tells_what_is_said_again()
    {
        using var sample = AlertsCommand.OnSample();
        foreach (var file in new[] { "2025-05-20-gacc.csv", "2025-06-20-gacc.csv", "2025-07-20-gacc.csv" }) File.Move(sample.In($"inbox/{file}"), sample.In(file));
        sample.Run("run", ".", "--once");
        File.Copy(sample.In(".alerts/alerts.db"), sample.In("backup.db"));
        foreach (var file in new[] { "2025-05-20-gacc.csv", "2025-06-20-gacc.csv", "2025-07-20-gacc.csv" }) File.Move(sample.In(file), sample.In($"inbox/{file}"));
        var said = Events(sample, "run", ".", "--once", "--json");
        foreach (var file in Directory.EnumerateFiles(sample.In(".alerts"), "alerts.db*")) File.Delete(file);
        File.Copy(sample.In("backup.db"), sample.In(".alerts/alerts.db"));

        var text = sample.Run("check", ".", "--diff").Output;

        Assert.Contains("3 unread files of the inbox included", text, StringComparison.Ordinal);
        // The same facts have the same ids: a receiver knows them again.
        Assert.Equal(said, Documents(sample.Run("check", ".", "--diff", "--json")).Where(line => line.TryGetProperty("event", out _)).Select(line => line.GetProperty("event").GetProperty("id").GetString()!));
    }
}
