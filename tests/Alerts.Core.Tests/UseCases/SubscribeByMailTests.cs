using Alerts.Contracts;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.Routing;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Core.Tests.UseCases;

/// <summary>People ask by themselves, confirm by mail, and leave with one click.</summary>
public sealed class SubscribeByMailTests
{
    private const string Anna = "anna@example.com";
    private static readonly LinkSettings Links = new("https://alerts.example.com/", ["0123456789abcdef0123456789abcdef"]);

    private readonly Desk _desk = new();

    public SubscribeByMailTests()
    {
        _desk.Workspace = _desk.Workspace with { Links = Links };
        _desk.Start();
    }

    private SubscribeByMail Subscribe => _desk.Changes.Subscribe;

    private IEnumerable<string> Told => _desk.Channel.Sent.Select(sent => $"{sent.Address}: {sent.Message.Subject.Split(':')[0]}");

    private static Subscriber Wish(string address = Anna, Severity severity = Severity.Info) => new(Subscription.IdOf(address), Match.Everything, severity, [address]);

    private async Task<string> AskedToken(Subscriber? wish = null)
    {
        Assert.Equal(AskResult.Taken, await Subscribe.Ask(_desk.Workspace, wish ?? Wish(), default));
        await _desk.Work();
        return Token(_desk.Channel.Sent[^1].Message.Text, LinkSettings.ConfirmPath);
    }

    private static string Token(string text, string path) => text[(text.IndexOf(Links.Url + path, StringComparison.Ordinal) + Links.Url.Length + path.Length)..].Split('\n', ' ')[0];

    private async Task Alert(int day, int value)
    {
        _desk.Clock.Pass(TimeSpan.FromDays(1));
        await _desk.Read($"2025-02-{day:00}-prices.csv", $"p 2025-02-{day:00} {value}");
        await _desk.Work();
    }

    private async Task Confirmed()
    {
        var token = await AskedToken();
        Assert.NotNull((await Subscribe.Confirm(_desk.Workspace, token, default)).Subscription);
    }

    [Fact]
    public async Task Nothing_but_one_mail_to_confirm_goes_to_an_address_that_nobody_confirmed()
    {
        await AskedToken();
        await Alert(1, 90);
        await Alert(2, 101);

        Assert.Equal([$"{Anna}: Please confirm", "buyer@example.com: [high] p at 101 CNY/kg"], Told);
    }

    [Fact]
    public async Task Who_confirms_is_told_as_a_subscriber_of_the_files_is_also_after_a_new_start()
    {
        await Alert(1, 90);
        await Confirmed();
        _desk.Start();
        await Alert(2, 101);

        Assert.Equal(["anna@example.com", "buyer@example.com"], _desk.Channel.Sent.Skip(1).Select(sent => sent.Address).Order());
    }

    [Fact]
    public async Task Looking_at_a_link_confirms_nothing()
    {
        var token = await AskedToken();

        Assert.True((await Subscribe.LookAtConfirm(_desk.Workspace, token, default)).CanConfirm);
        Assert.True((await Subscribe.LookAtConfirm(_desk.Workspace, token, default)).CanConfirm);

        Assert.Equal(SubscriptionState.Unconfirmed, Assert.Single(await _desk.Store.Subscriptions(default)).State);
    }

    [Fact]
    public async Task Confirming_twice_is_once_and_a_link_ends_after_three_days()
    {
        var token = await AskedToken();
        await Subscribe.Confirm(_desk.Workspace, token, default);
        Assert.False((await Subscribe.Confirm(_desk.Workspace, token, default)).CanConfirm);
        Assert.NotNull((await Subscribe.Confirm(_desk.Workspace, token, default)).Subscription);

        _desk.Clock.Pass(LinkSettings.ConfirmWithin);

        Assert.Null((await Subscribe.Confirm(_desk.Workspace, token, default)).Subscription);
    }

    [Fact]
    public async Task A_link_confirms_what_its_mail_was_about_and_nothing_that_somebody_asked_for_since()
    {
        var first = await AskedToken();
        _desk.Clock.Pass(SubscribeByMail.BetweenAsks);
        var second = await AskedToken(Wish(severity: Severity.Critical));

        Assert.Null((await Subscribe.Confirm(_desk.Workspace, first, default)).Subscription);
        Assert.Equal(Severity.Critical, (await Subscribe.Confirm(_desk.Workspace, second, default)).Subscription!.Wants!.MinSeverity);
    }

    [Fact]
    public async Task Who_has_confirmed_keeps_what_they_had_until_they_confirm_something_else()
    {
        await Confirmed();
        _desk.Clock.Pass(SubscribeByMail.BetweenAsks);
        var token = await AskedToken(Wish(severity: Severity.Critical));

        Assert.Equal(Severity.Info, (await InForce()).Single(one => one.Id == Wish().Id).MinSeverity);
        await Subscribe.Confirm(_desk.Workspace, token, default);

        Assert.Equal(Severity.Critical, (await InForce()).Single(one => one.Id == Wish().Id).MinSeverity);
    }

    [Fact]
    public async Task An_address_is_asked_three_times_a_day_at_most_and_not_twice_in_ten_minutes_and_the_answer_is_the_same()
    {
        for (var ask = 0; ask < 20; ask++)
        {
            Assert.Equal(AskResult.Taken, await Subscribe.Ask(_desk.Workspace, Wish(), default));
            Assert.Equal(AskResult.Taken, await Subscribe.Ask(_desk.Workspace, Wish("ANNA@example.com") with { Id = Wish().Id }, default));
            _desk.Clock.Pass(SubscribeByMail.BetweenAsks);
        }
        await _desk.Work();

        Assert.Equal(SubscribeByMail.MostAsksADay, _desk.Channel.Sent.Count);
    }

    [Fact]
    public async Task Many_addresses_are_not_all_mailed_in_an_hour()
    {
        for (var number = 0; number < SubscribeByMail.MostAsksAnHour; number++) Assert.Equal(AskResult.Taken, await Subscribe.Ask(_desk.Workspace, Wish($"{number}@example.com"), default));

        Assert.Equal(AskResult.TooMany, await Subscribe.Ask(_desk.Workspace, Wish(), default));
        _desk.Clock.Pass(TimeSpan.FromHours(1));
        Assert.Equal(AskResult.Taken, await Subscribe.Ask(_desk.Workspace, Wish(), default));
    }

    [Fact]
    public async Task A_mail_to_confirm_holds_no_text_of_who_asked()
    {
        var match = new Match(new Dictionary<string, IReadOnlyList<string>> { ["buy at http://spam.example"] = ["now"] });
        await AskedToken(Wish() with { Match = match });

        Assert.DoesNotContain("spam", _desk.Channel.Sent[^1].Message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_mail_shows_the_way_out_and_who_takes_it_is_told_no_more()
    {
        await Alert(1, 90);
        await Confirmed();
        await Alert(2, 101);
        var token = Token(_desk.Channel.Sent.Last(sent => sent.Address == Anna).UnsubscribeUrl!, LinkSettings.UnsubscribePath);

        Assert.Null((await Subscribe.LookAtUnsubscribe(_desk.Workspace, token, default)).Subscription!.Unsubscribed);
        await Subscribe.Unsubscribe(_desk.Workspace, token, default);
        await Subscribe.Unsubscribe(_desk.Workspace, token, default);
        await Alert(3, 80);

        Assert.Equal("buyer@example.com", Assert.Single(_desk.Channel.Sent.Skip(3)).Address);
    }

    [Fact]
    public async Task A_subscriber_of_the_files_leaves_in_the_same_way_and_others_of_theirs_stay()
    {
        _desk.Workspace = _desk.Workspace with { Subscribers = [_desk.Workspace.Subscribers[0] with { Email = ["one@example.com", "Two@example.com"] }] };
        _desk.Start();
        await Alert(1, 90);
        await Subscribe.Unsubscribe(_desk.Workspace, Token(Links.UnsubscribeUrl("buyer", "two@example.com"), LinkSettings.UnsubscribePath), default);
        await Alert(2, 101);

        Assert.Equal("one@example.com", Assert.Single(_desk.Channel.Sent).Address);
        Assert.Equal(["Two@example.com"], (await InForce())[0].Unsubscribed);
    }

    [Fact]
    public async Task Who_left_by_mistake_takes_it_back_with_the_same_link()
    {
        var token = Token(Links.UnsubscribeUrl("buyer", "buyer@example.com"), LinkSettings.UnsubscribePath);
        await Subscribe.Unsubscribe(_desk.Workspace, token, default);
        await Subscribe.Resume(_desk.Workspace, token, default);
        await Alert(1, 90);
        await Alert(2, 101);

        Assert.Equal("buyer@example.com", Assert.Single(_desk.Channel.Sent).Address);
    }

    [Fact]
    public async Task A_message_that_waited_is_not_sent_to_who_has_left_since()
    {
        await Alert(1, 90);
        _desk.Channel.WillAnswer(new(Outcome.Retry, "not now", TimeSpan.FromMinutes(5)));
        await Alert(2, 101);
        await Subscribe.End("buyer", "buyer@example.com", default);
        _desk.Clock.Pass(TimeSpan.FromMinutes(5));
        await _desk.Work();

        Assert.Single(_desk.Channel.Sent);
        var entry = Assert.Single(await _desk.Store.Ledger(default));
        Assert.Equal((NotificationStatus.Dead, "not sent: the receiver has unsubscribed"), (entry.Status, entry.Attempts[^1].Detail));
    }

    [Fact]
    public async Task A_digest_that_waited_is_not_sent_either_and_nothing_is_left_of_it()
    {
        _desk.Workspace = _desk.Workspace with { Subscribers = [_desk.Workspace.Subscribers[0] with { Digest = new(null, new(8, 0)) }] };
        _desk.Start();
        await Alert(1, 90);
        await Alert(2, 101);
        await Subscribe.End("buyer", "buyer@example.com", default);
        _desk.Clock.Pass(TimeSpan.FromDays(1));
        await _desk.Work();

        Assert.Empty(_desk.Channel.Sent);
        Assert.Empty(await _desk.Store.Postponed(default));
    }

    [Fact]
    public async Task A_correction_is_not_sent_to_who_has_left()
    {
        await Alert(1, 90);
        await Alert(2, 101);
        await Subscribe.End("buyer", "buyer@example.com", default);
        await _desk.Read("2025-03-03-prices.csv", "p 2025-02-02 95");
        await _desk.Work();

        Assert.Contains(_desk.Told, told => told.Type == Core.Alerting.EventType.Retracted);
        Assert.Single(_desk.Channel.Sent);
        Assert.Single(await _desk.Store.Ledger(default));
    }

    [Fact]
    public async Task A_link_to_confirm_does_not_bring_back_who_has_left()
    {
        var token = await AskedToken();
        await Subscribe.Confirm(_desk.Workspace, token, default);
        await Subscribe.End(Wish().Id, Anna, default);

        Assert.Null((await Subscribe.Confirm(_desk.Workspace, token, default)).Subscription);
        Assert.Equal(SubscriptionState.Unsubscribed, Assert.Single(await _desk.Store.Subscriptions(default)).State);
    }

    [Fact]
    public async Task What_nobody_confirmed_is_forgotten_when_its_link_has_ended()
    {
        await AskedToken();
        await _desk.Sweep.Run(_desk.Workspace, default);
        Assert.Single(await _desk.Store.Subscriptions(default));
        _desk.Clock.Pass(LinkSettings.ConfirmWithin + TimeSpan.FromMinutes(1));
        await _desk.Sweep.Run(_desk.Workspace, default);

        Assert.Empty(await _desk.Store.Subscriptions(default));
    }

    [Fact]
    public async Task Without_links_nobody_can_ask_and_no_mail_shows_a_way_out()
    {
        _desk.Workspace = _desk.Workspace with { Links = null };
        _desk.Start();
        Assert.Equal(AskResult.NotSetUp, await Subscribe.Ask(_desk.Workspace, Wish(), default));
        await Alert(1, 90);
        await Alert(2, 101);

        Assert.Null(Assert.Single(_desk.Channel.Sent).UnsubscribeUrl);
    }

    [Fact]
    public void A_secret_that_is_being_changed_still_opens_links_that_are_out()
    {
        var changed = Links with { Secrets = ["a new secret of at least 32 letters", Links.Secrets[0]] };
        var token = Token(Links.UnsubscribeUrl("buyer", "buyer@example.com"), LinkSettings.UnsubscribePath);

        Assert.Equal(("buyer", "buyer@example.com"), changed.ReadUnsubscribe(token, Some.Morning));
        Assert.Null((changed with { Secrets = [changed.Secrets[0]] }).ReadUnsubscribe(token, Some.Morning));
        Assert.Null(changed.ReadConfirm(token, Some.Morning));
    }

    private async Task<IReadOnlyList<Subscriber>> InForce() => (await SubscribersInForce.Of(_desk.Workspace, _desk.Store, default)).Subscribers;
}
