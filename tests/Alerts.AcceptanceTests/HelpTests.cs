using Alerts.Contracts;

namespace Alerts.AcceptanceTests;

/// <summary>What a newcomer reads first.</summary>
public sealed class HelpTests
{
    [Theory]
    [InlineData("init")]
    [InlineData("check")]
    [InlineData("run")]
    [InlineData("ingest")]
    [InlineData("poll")]
    [InlineData("series")]
    [InlineData("files")]
    [InlineData("backtest")]
    [InlineData("test")]
    [InlineData("schema")]
    [InlineData("explain")]
    [InlineData("who")]
    [InlineData("deliveries")]
    [InlineData("replay")]
    [InlineData("test-channel")]
    [InlineData("key")]
    [InlineData("doctor")]
    [InlineData("backup")]
    [InlineData("restore")]
    public void Each_verb_says_what_it_takes_and_gives_an_example(string verb)
    {
        using var alerts = new AlertsCommand();

        var help = alerts.Run(verb, "--help");

        Assert.Equal((0, ""), (help.ExitCode, help.Error));
        Approved.Matches(help.Output, $"help-{verb}.txt");
    }

    [Fact]
    public void Help_is_a_word_too()
    {
        using var alerts = new AlertsCommand();

        Approved.Matches(alerts.Run("help", "check").Output, "help-check.txt");
    }

    [Theory]
    [InlineData]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    public void The_command_lists_its_verbs(params string[] arguments)
    {
        using var alerts = new AlertsCommand();

        var help = alerts.Run(arguments);

        Assert.Equal(0, help.ExitCode);
        Approved.Matches(help.Output, "help.txt");
    }

    [Fact]
    public void The_version_is_asked_for_by_name()
    {
        using var alerts = new AlertsCommand();

        Assert.Matches(@"^alerts \d+\.\d+\.\d+\n$", alerts.Run("--version").Output);
    }
}
