using System.Text.Json;
using Alerts.Contracts;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.Routing;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Core.Tests.UseCases;

/// <summary>A destination that is disabled, or turns messages away: somebody hears of it by another way.</summary>
public sealed class OwnerNoticesTests
{
    private const string Hook = "https://erp.example.com/hook";
    private const string Slack = "https://hooks.slack.com/services/T/B/x";
    private const string Teams = "https://prod-1.example.com/workflows/x?sig=y";

    private readonly Desk _desk = new();

    public OwnerNoticesTests()
    {
        var erp = new Subscriber("erp", Match.Everything, Severity.Info, ["erp@example.com"], Slack, new(Hook, [])) { Teams = Teams };
        _desk.Workspace = _desk.Workspace with { Owner = "desk@example.com", Subscribers = [erp] };
    }

    private async Task<IReadOnlyList<Notification>> After(Answer answer, string channel = Notification.Webhook, string? address = null, int attempts = 1)
    {
        address ??= SecretAddress.Named(Hook);
        var failed = new Notification(NotificationId.Of(Some.Told(), "erp", channel, address), Some.Told(), "erp", channel, address, new("s", "t", ""));
        await _desk.Store.Add([failed], _desk.Clock.GetUtcNow(), default);
        var deliver = new DeliverNotification(_desk.Store, _desk.Channel, _ => Schedule.Webhook, TimeSpan.Zero, _desk.Clock, () => 0.5) { Workspace = _desk.Workspace };
        for (var made = 0; made < attempts; made++)
        {
            _desk.Channel.WillAnswer(answer);
            await deliver.Run(failed.Id, default);
            if ((await _desk.Store.Waiting(default)).FirstOrDefault(waiting => waiting.Id == failed.Id) is { } waiting) _desk.Clock.Pass(waiting.Due - _desk.Clock.GetUtcNow());
        }
        return [.. (await _desk.Store.Ledger(default)).Select(entry => entry.Notification).Where(notification => notification.Id != failed.Id)];
    }

    [Fact]
    public async Task The_owner_hears_by_mail_and_the_subscriber_by_every_other_channel_of_theirs()
    {
        var notices = await After(new(Outcome.DeadEndpoint, "410 gone"));

        Assert.Equal([("owner", "email"), ("erp", "email"), ("erp", "slack"), ("erp", "teams")], notices.Select(notice => (notice.Subscriber, notice.Channel)));
        Assert.Equal("desk@example.com", notices[0].Address);
        Approved.Matches($"Subject: {notices[0].Message.Subject}\n\n{notices[0].Message.Text}", "disabled.txt");
        Approved.Matches(notices[2].Message.Text + "\n", "disabled-slack.json");
        Approved.Matches(notices[3].Message.Text + "\n", "disabled-teams.json");
    }

    [Fact]
    public async Task A_webhook_hears_of_it_in_a_body_of_its_own_type()
    {
        var notices = await After(new(Outcome.DeadEndpoint, "404 no_service"), Notification.Slack, SecretAddress.Named(Slack));

        using var body = JsonDocument.Parse(notices.Single(notice => notice.Channel == Notification.Webhook).Message.Text);
        Assert.Equal("destination.disabled", body.RootElement.GetProperty("type").GetString());
        Assert.Equal("slack", body.RootElement.GetProperty("data").GetProperty("channel").GetString());
    }

    [Fact]
    public async Task A_mail_address_that_is_gone_is_not_told_of_itself() =>
        Assert.DoesNotContain(await After(new(Outcome.DeadEndpoint, "550 no such user"), Notification.Email, "desk@example.com"), notice => notice.Address == "desk@example.com");

    [Fact]
    public async Task A_destination_that_took_nothing_for_five_days_is_told_of_once()
    {
        var notices = await After(new(Outcome.Retry, "500"), attempts: 9);
        var entry = (await _desk.Store.Ledger(default))[0];
        if (entry.Status != NotificationStatus.Dead) notices = await After(new(Outcome.Retry, "500"), attempts: 2);

        Assert.Equal(NotificationStatus.Dead, (await _desk.Store.Ledger(default))[0].Status);
        Assert.InRange(notices.Count, 0, 4);
    }

    [Theory]
    [InlineData(401, 1, 4)]
    [InlineData(403, 1, 4)]
    [InlineData(302, 2, 0)]
    [InlineData(302, 3, 4)]
    [InlineData(302, 4, 4)]
    [InlineData(500, 4, 0)]
    public async Task A_webhook_that_turns_messages_away_or_has_moved_is_told_of_at_once_or_after_three(int status, int attempts, int notices) =>
        Assert.Equal(notices, (await After(HttpAnswers.Webhook(status, "no", null, _desk.Clock.GetUtcNow()), attempts: attempts)).Count);

    [Fact]
    public async Task Nobody_hears_of_a_message_that_was_refused_alone() => Assert.Empty(await After(new(Outcome.Failed, "400 invalid_blocks")));

    [Fact]
    public async Task Where_nobody_else_can_be_told_nobody_is()
    {
        _desk.Workspace = _desk.Workspace with { Owner = null, Subscribers = [] };

        Assert.Empty(await After(new(Outcome.DeadEndpoint, "410")));
    }

    [Fact]
    public async Task The_same_destination_is_told_of_once_a_day()
    {
        await After(new(Outcome.DeadEndpoint, "410 gone"));
        var first = (await _desk.Store.Ledger(default)).Count;
        await _desk.Store.Replay(NotificationId.Of(Some.Told(), "erp", Notification.Webhook, SecretAddress.Named(Hook)), _desk.Clock.GetUtcNow(), default);
        await After(new(Outcome.DeadEndpoint, "410 gone"));

        Assert.Equal(first, (await _desk.Store.Ledger(default)).Count);
    }
}
