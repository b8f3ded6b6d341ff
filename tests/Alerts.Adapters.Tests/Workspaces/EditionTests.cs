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

    private LoadedWorkspace Load(string email)
    {
        _folder.Write("alerts.yaml", $"name: Desk\nemail: {email}\n");
        return WorkspaceLoader.Load(_folder.Path, name => name == "KEY" ? "SG.secret" : null, Edition.Azure);
    }

    private sealed class Taker : IChannel
    {
        public Task<Answer> Send(Notification notification, CancellationToken cancel) => Task.FromResult(new Answer(Outcome.Accepted, "taken"));
    }
}
