using Alerts.Adapters.Channels;
using Alerts.Adapters.Workspaces;
using Alerts.Contracts;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Tests.Workspaces;

public sealed class EditionTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Accepts_mail_through_SendGrid_in_the_Azure_edition()
    {
        var loaded = Load("{ from: \"Alerts <alerts@example.com>\", via: \"sendgrid:${KEY}\" }");

        Assert.Empty(loaded.Mistakes);
        Assert.Equal("SG.secret", loaded.Workspace!.Email!.SendGridKey);
    }

    [Theory]
    [InlineData("{ from: \"Älerts <alerts@example.com>\", via: \"sendgrid:${KEY}\" }", "alerts.yaml:2:16: error: SendGrid takes a sender in plain ASCII alone")]
    [InlineData("{ from: \"Desk; Alerts <alerts@example.com>\", via: \"sendgrid:${KEY}\" }", "alerts.yaml:2:16: error: SendGrid takes no sender with ; or , in its name")]
    [InlineData("{ from: alerts@example.com, via: \"sendgrid:\" }", "alerts.yaml:2:41: error: 'via' names no API key of SendGrid")]
    [InlineData("{ from: alerts@example.com, via: \"sendgrid:a b\" }", "alerts.yaml:2:41: error: 'via' names no API key of SendGrid")]
    public void Rejects_what_SendGrid_would_not_take(string email, string mistake) => Assert.StartsWith(mistake, Assert.Single(Load(email).Mistakes).ToString(), StringComparison.Ordinal);

    [Fact]
    public async Task Mail_goes_to_the_provider_that_the_edition_brings_by_its_own_schedule()
    {
        var workspace = Load("{ from: alerts@example.com, via: \"sendgrid:${KEY}\" }").Workspace!;
        var message = Some.Notification(new("evt_1"));
        using var with = new WorkspaceChannels(workspace, TimeProvider.System, new Taker());
        using var without = new WorkspaceChannels(workspace, TimeProvider.System);

        Assert.Equal(new Answer(Outcome.Accepted, "taken"), await with.Send(message, default));
        Assert.Same(Schedule.SendGrid, with.ScheduleOf(message));
        Assert.Equal(Outcome.Failed, (await without.Send(message, default)).Outcome);
    }

    [Theory]
    [InlineData("azure:desk2", null)]
    [InlineData("azure:", "wrong-value")]
    [InlineData("azure:Desk", "wrong-value")]
    [InlineData("azure:2desk", "wrong-value")]
    [InlineData("azure:my-desk", "wrong-value")]
    [InlineData("azure:abcdefghijklmnopqrstu", "wrong-value")]
    public void A_store_on_Azure_is_named_by_what_can_begin_the_names_of_tables_and_containers(string store, string? mistake)
    {
        var loaded = LoadText($"name: Desk\nstore: \"{store}\"\n");

        Assert.Equal(mistake, loaded.Mistakes.SingleOrDefault()?.Code);
        Assert.Equal(mistake is null ? "desk2" : null, loaded.Workspace?.AzureName);
    }

    private LoadedWorkspace Load(string email) => LoadText($"name: Desk\nemail: {email}\n");

    private LoadedWorkspace LoadText(string text)
    {
        _folder.Write("alerts.yaml", text);
        return WorkspaceLoader.Load(_folder.Path, name => name == "KEY" ? "SG.secret" : null, Edition.Azure);
    }

    private sealed class Taker : IChannel
    {
        public Task<Answer> Send(Notification notification, CancellationToken cancel) => Task.FromResult(new Answer(Outcome.Accepted, "taken"));
    }
}
