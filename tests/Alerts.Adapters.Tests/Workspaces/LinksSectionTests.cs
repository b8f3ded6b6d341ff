using Alerts.Core.UseCases;

namespace Alerts.Adapters.Tests.Workspaces;

/// <summary><c>links</c> and <c>retention</c> in <c>alerts.yaml</c>.</summary>
public sealed class LinksSectionTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    [Fact]
    public void Without_them_there_are_no_links_and_all_is_kept_for_ever()
    {
        var workspace = Loaded("").Workspace!;

        Assert.Null(workspace.Links);
        Assert.Equal(RetentionSettings.Forever, workspace.Retention);
    }

    [Fact]
    public void Accepts_an_https_address_and_one_or_two_secrets()
    {
        var loaded = Loaded($"api: {{ listen: \"127.0.0.1:8480\" }}\nlinks: {{ url: \"https://alerts.example.com/desk\", secret: [\"{Secret}\", \"{Secret}2\"] }}");

        Assert.Empty(loaded.Mistakes);
        Assert.Equal(("https://alerts.example.com/desk/", 2), (loaded.Workspace!.Links!.Url, loaded.Workspace.Links.Secrets.Count));
    }

    [Fact]
    public void Warns_of_links_that_lead_nowhere() =>
        Assert.Equal((false, "links-without-api"), Assert.Single(Loaded($"links: {{ url: \"https://alerts.example.com\", secret: \"{Secret}\" }}").Mistakes) is var warning ? (warning.IsError, warning.Code) : default);

    [Theory]
    [InlineData("http://alerts.example.com", Secret, "wrong-value")]
    [InlineData("https://alerts.example.com/?x=1", Secret, "wrong-value")]
    [InlineData("https://user@alerts.example.com/", Secret, "wrong-value")]
    [InlineData("https://alerts.example.com/<x>", Secret, "wrong-value")]
    [InlineData("alerts.example.com", Secret, "wrong-value")]
    [InlineData("https://alerts.example.com", "short", "wrong-secret")]
    public void Rejects_what_no_mail_program_would_call_and_what_can_be_guessed(string url, string secret, string code) =>
        Assert.Contains(Loaded($"links: {{ url: \"{url}\", secret: \"{secret}\" }}").Mistakes, mistake => mistake.IsError && mistake.Code == code);

    [Fact]
    public void Reads_for_how_long_what_is_past_is_kept() =>
        Assert.Equal(new RetentionSettings(TimeSpan.FromDays(730), TimeSpan.FromDays(30)), Loaded("retention: { ledger: 2 years, files: 30 days }").Workspace!.Retention);

    [Theory]
    [InlineData("29 days")]
    [InlineData("12 hours")]
    [InlineData("for ever")]
    public void Rejects_a_time_that_is_none_or_too_short(string time) =>
        Assert.Equal("wrong-value", Assert.Single(Loaded($"retention: {{ ledger: {time} }}").Mistakes).Code);

    private static Alerts.Adapters.Workspaces.LoadedWorkspace Loaded(string more)
    {
        using var folder = new Folder();
        File.AppendAllText(Path.Combine(folder.Path, "alerts.yaml"), $"\n{more}\n");
        return folder.Load();
    }
}
