namespace Alerts.AcceptanceTests;

public sealed class SilenceTests
{
    private static string[] Mails(AlertsCommand alerts) => Directory.Exists(alerts.In("outbox")) ? Directory.GetFiles(alerts.In("outbox"), "*.eml") : [];

    private static string Added(AlertsCommand alerts) => alerts.Run("silence", "add", "rule=*", "--for", "3d", "--why", "stock-taking", "--by", "anna").Output;

    [Fact]
    public void A_silence_holds_back_until_it_is_ended_and_then_all_is_told_at_once()
    {
        using var alerts = AlertsCommand.OnSample();
        var added = Added(alerts);
        Assert.Contains("by anna: stock-taking", added, StringComparison.Ordinal);
        var events = alerts.Run("run", "--once", "--json").Documents.Count(document => document.GetProperty("type").GetString()!.StartsWith("alert.", StringComparison.Ordinal));
        Assert.Empty(Mails(alerts));

        var ended = alerts.Run("silence", "end", added.Split(' ')[0]);
        Assert.Contains("The next run tells what it held back", ended.Output, StringComparison.Ordinal);
        Assert.Equal(0, alerts.Run("run", "--once").ExitCode);

        Assert.NotEmpty(Mails(alerts));
        Assert.True(Mails(alerts).Length < events, $"{Mails(alerts).Length} messages of {events} events");
        Assert.Equal("There is no silence.\n", alerts.Run("silence").Output);
    }

    [Fact]
    public void Who_says_that_a_silence_holds_back_and_whose_it_is()
    {
        using var alerts = AlertsCommand.OnSample();
        Added(alerts);

        var routes = alerts.Run("who", "terbium-spike", "--json").Documents;

        Assert.Contains(routes, route => route.TryGetProperty("later", out var later) && later[0].GetProperty("reason").GetString() == "silenced" && later[0].GetProperty("explanation").GetString()!.StartsWith("silenced by anna until ", StringComparison.Ordinal));
        Assert.DoesNotContain(alerts.Run("who", "terbium-spike", "--at", "2031-01-01", "--json").Documents, route => route.TryGetProperty("later", out _));
    }

    [Fact]
    public void Who_tells_of_an_event_which_message_told_whom()
    {
        using var alerts = AlertsCommand.OnSample();
        var told = alerts.Run("run", "--once", "--json").Documents.First(document => document.GetProperty("type").GetString() == "alert.firing").GetProperty("id").GetString()!;

        var routes = alerts.Run("who", told, "--json").Documents;

        Assert.Contains(routes, route => route.GetProperty("event").GetString() == told && route.TryGetProperty("notifications", out var messages) && messages[0].GetString()!.StartsWith("ntf_", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("say what is meant", "add", "--for", "3d", "--why", "x")]
    [InlineData("'terbium' is no KEY=PATTERN", "add", "terbium", "--for", "3d", "--why", "x")]
    [InlineData("say why", "add", "rule=*", "--for", "3d")]
    [InlineData("say how long", "add", "rule=*", "--why", "x")]
    [InlineData("'3y' is no time", "add", "rule=*", "--for", "3y", "--why", "x")]
    [InlineData("would have ended already", "add", "rule=*", "--until", "2020-01-01", "--why", "x")]
    [InlineData("there is no silence 'sil_1'", "end", "sil_1")]
    [InlineData("is no way to call it", "stop")]
    public void A_wrong_call_says_what_is_missing(string says, params string[] words)
    {
        using var alerts = AlertsCommand.OnSample();

        var answer = alerts.Run(["silence", .. words]);

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains(says, answer.Error, StringComparison.Ordinal);
    }
}
