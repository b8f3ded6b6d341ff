using Alerts.Contracts;
using Alerts.Core.Alerting;
using Alerts.Core.Notifications;
using Alerts.Core.Routing;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Core.Tests.UseCases;

/// <summary>Who is told later, of what, and in which message. The desk's time zone is Shanghai's.</summary>
public sealed class PostponingTests
{
    private readonly Desk _desk = new("p > 100 CNY/kg");

    private Subscriber Buyer
    {
        get => _desk.Workspace.Subscribers[0];
        set => _desk.Workspace = _desk.Workspace with { Subscribers = [value] };
    }

    private List<Notification> Sent => _desk.Channel.Sent;

    private async Task At(string local, string? file = null, string rows = "")
    {
        _desk.Clock.Now = DateTimeOffset.Parse($"{local}+08:00");
        if (file is not null) await _desk.Read(file, rows);
        await _desk.Work();
    }

    private Task<int> Sweep() => _desk.Sweep.Run(_desk.Workspace, default);

    // The first load says where things stand: below, so that what follows is news.
    private Task Begin() => At("2025-06-01T09:00", "2025-06-01-prices.csv", "p 2025-05-30 90");

    private Rule Rule(string id, string when, Severity severity = Severity.High, string commodity = "terbium")
    {
        var (rule, mistakes) = RuleBuilder.Build(new(id, null, when, null, null, null, null, severity, new Dictionary<string, string> { ["commodity"] = commodity }), 0, _desk.Workspace.Series);
        Assert.True(rule is not null, string.Join('\n', mistakes));
        return rule;
    }

    private void Rules(params Rule[] rules) => _desk.Workspace = _desk.Workspace with { Rules = rules };

    [Fact]
    public async Task What_is_raised_in_quiet_hours_is_told_in_one_message_when_they_end()
    {
        Buyer = Buyer with { QuietHours = Recurrence.Daily(new(22, 0), new(7, 0)) };
        await Begin();
        await At("2025-06-01T23:00", "2025-06-01-b-prices.csv", "p 2025-06-01 110");
        await At("2025-06-02T06:00", "2025-06-02-prices.csv", "p 2025-06-02 95");
        Assert.Empty(Sent);

        await At("2025-06-02T07:00");

        var mail = Assert.Single(Sent);
        Assert.StartsWith("[high] 2 alerts in your quiet hours: ", mail.Message.Subject, StringComparison.Ordinal);
        Assert.All(_desk.Told, told => Assert.Contains(told.Id.Text, mail.Message.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_event_that_waited_alone_comes_as_a_message_of_its_own()
    {
        Buyer = Buyer with { QuietHours = Recurrence.Daily(new(22, 0), new(7, 0)) };
        await Begin();
        await At("2025-06-01T23:00", "2025-06-01-b-prices.csv", "p 2025-06-01 110");

        await At("2025-06-02T07:00");

        Assert.Equal(_desk.Told[0].Id, Assert.Single(Sent).Event);
        Assert.Null(Sent[0].With);
    }

    [Fact]
    public async Task What_is_urgent_waits_for_nothing()
    {
        Buyer = Buyer with { QuietHours = Recurrence.Daily(new(22, 0), new(7, 0)), Urgent = Severity.High };
        await Begin();

        await At("2025-06-01T23:00", "2025-06-01-b-prices.csv", "p 2025-06-01 110");

        Assert.Single(Sent);
    }

    [Fact]
    public async Task A_machine_is_told_at_once_whatever_the_hour()
    {
        Buyer = Buyer with { Email = [], Webhook = new("https://erp.example.com/alerts", []), QuietHours = Recurrence.Daily(new(22, 0), new(7, 0)), Digest = new(null, new(8, 0)), IsGrouped = true };
        await Begin();

        await At("2025-06-01T23:00", "2025-06-01-b-prices.csv", "p 2025-06-01 110");

        Assert.Equal(Notification.Webhook, Assert.Single(Sent).Channel);
    }

    [Fact]
    public async Task A_digest_tells_all_since_the_last_and_each_once()
    {
        Buyer = Buyer with { Digest = new(null, new(8, 0)) };
        await Begin();
        await At("2025-06-01T10:00", "2025-06-01-b-prices.csv", "p 2025-06-01 110");
        await At("2025-06-02T08:00");
        await At("2025-06-02T09:00", "2025-06-02-prices.csv", "p 2025-06-02 95");
        await At("2025-06-02T10:00", "2025-06-02-b-prices.csv", "p 2025-06-03 120");
        await At("2025-06-03T08:00");
        await At("2025-06-04T08:00");

        Assert.Equal(2, Sent.Count);
        Assert.Equal([_desk.Told[0].Id], EventsOf(Sent[0]));
        Assert.Equal([_desk.Told[2].Id, _desk.Told[1].Id], EventsOf(Sent[1]));
    }

    private static IEnumerable<EventId> EventsOf(Notification message) => [message.Event, .. message.With?.Split(' ').Select(id => new EventId(id)) ?? []];

    [Fact]
    public async Task What_one_release_raises_is_one_message_with_what_is_worst_first()
    {
        Rules([.. Enumerable.Range(1, 12).Select(number => Rule($"r{number}", $"p > {100 + number} CNY/kg", number == 5 ? Severity.Critical : Severity.High))]);
        Buyer = Buyer with { IsGrouped = true };
        await Begin();

        await At("2025-06-02T09:00", "2025-06-02-prices.csv", "p 2025-06-02 150");

        var mail = Assert.Single(Sent);
        Assert.StartsWith("[critical] 12 alerts from one release: ", mail.Message.Subject, StringComparison.Ordinal);
        Assert.Equal(12, EventsOf(mail).Count());
        Assert.Equal("r5", _desk.Told.Single(told => told.Id == mail.Event).Rule);
    }

    [Fact]
    public async Task A_message_of_many_is_headed_by_what_is_the_matter_not_by_what_is_over()
    {
        Rules(Rule("gone", "p < 100 CNY/kg", Severity.Critical), Rule("here", "p > 140 CNY/kg", Severity.Info));
        Buyer = Buyer with { IsGrouped = true };
        await Begin();

        await At("2025-06-02T09:00", "2025-06-02-prices.csv", "p 2025-06-02 150");

        Assert.StartsWith("[info] 2 alerts from one release: ", Sent[^1].Message.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("Over: ", Sent[^1].Message.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_urgent_comes_in_quiet_hours_and_with_its_release()
    {
        Rules([.. Enumerable.Range(1, 4).Select(number => Rule($"r{number}", $"p > {100 + number} CNY/kg", number < 3 ? Severity.Critical : Severity.High))]);
        Buyer = Buyer with { IsGrouped = true, QuietHours = Recurrence.Daily(new(22, 0), new(7, 0)) };
        await Begin();

        await At("2025-06-02T23:00", "2025-06-02-prices.csv", "p 2025-06-02 150");
        Assert.StartsWith("[critical] 2 alerts from one release: ", Assert.Single(Sent).Message.Subject, StringComparison.Ordinal);

        await At("2025-06-03T07:00");
        Assert.StartsWith("[high] 2 alerts in your quiet hours: ", Sent[1].Message.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_reaches_those_who_were_told_in_a_message_of_many()
    {
        Rules(Rule("a", "p > 100 CNY/kg"), Rule("b", "p > 101 CNY/kg"));
        Buyer = Buyer with { IsGrouped = true };
        await Begin();
        await At("2025-06-02T09:00", "2025-06-02-prices.csv", "p 2025-06-02 150");
        Assert.Single(Sent);

        await At("2025-06-03T09:00", "2025-06-03-prices.csv", "p 2025-06-02 160");

        Assert.Equal(2, _desk.Told.Count(told => told.Type == EventType.Corrected));
        Assert.Equal(2, EventsOf(Sent[1]).Count());
    }

    [Fact]
    public async Task What_is_taken_back_before_it_was_told_comes_with_its_retraction_in_one_message()
    {
        Buyer = Buyer with { Digest = new(null, new(8, 0)) };
        await Begin();
        await At("2025-06-01T10:00", "2025-06-01-b-prices.csv", "p 2025-06-01 110");
        await At("2025-06-01T11:00", "2025-06-01-c-prices.csv", "p 2025-06-01 80");
        Assert.Equal([EventType.Firing, EventType.Retracted], _desk.Told.Select(told => told.Type));

        await At("2025-06-02T08:00");

        Assert.Equal(_desk.Told.Select(told => told.Id), EventsOf(Assert.Single(Sent)));
    }

    private Silence Silenced(string from, string until, params string[] rules) =>
        new("sil_1", rules.Length == 0 ? Match.Everything : new(new Dictionary<string, IReadOnlyList<string>> { ["rule"] = rules }), DateTimeOffset.Parse($"{from}+08:00"), DateTimeOffset.Parse($"{until}+08:00"), "anna", "stock-taking");

    [Fact]
    public async Task A_silence_tells_when_it_ends_what_it_held_back()
    {
        await Begin();
        await _desk.Store.Put(Silenced("2025-06-01T12:00", "2025-06-03T12:00"), default);
        await At("2025-06-02T09:00", "2025-06-02-prices.csv", "p 2025-06-02 150");
        await At("2025-06-03T09:00", "2025-06-03-prices.csv", "p 2025-06-03 90");
        Assert.Empty(Sent);

        await At("2025-06-03T12:00");

        Assert.StartsWith("[high] The silence sil_1 has ended: it held back 2 alerts: ", Assert.Single(Sent).Message.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silence_that_is_ended_early_tells_what_it_held_back()
    {
        await Begin();
        await _desk.Store.Put(Silenced("2025-06-01T12:00", "2025-06-30T12:00"), default);
        await At("2025-06-02T09:00", "2025-06-02-prices.csv", "p 2025-06-02 150");
        await _desk.Store.Put(Silenced("2025-06-01T12:00", "2025-06-30T12:00") with { Ended = DateTimeOffset.Parse("2025-06-02T10:00+08:00") }, default);

        _desk.Clock.Now = DateTimeOffset.Parse("2025-06-02T10:01+08:00");
        await Sweep();
        await _desk.Work();

        Assert.Equal(_desk.Told[0].Id, Assert.Single(Sent).Event);
    }

    [Fact]
    public async Task A_resolution_is_told_once_to_those_who_got_the_start_even_when_silenced_in_between()
    {
        await Begin();
        await At("2025-06-02T09:00", "2025-06-02-prices.csv", "p 2025-06-02 150");
        await _desk.Store.Put(Silenced("2025-06-02T12:00", "2025-06-04T12:00"), default);
        await At("2025-06-03T09:00", "2025-06-03-prices.csv", "p 2025-06-03 90");
        await At("2025-06-04T13:00");

        Assert.Equal([EventType.Firing, EventType.Resolved], _desk.Told.Select(told => told.Type));
        Assert.Equal(_desk.Told.Select(told => told.Id), Sent.Select(sent => sent.Event));
    }

    [Fact]
    public async Task An_open_alert_holds_lesser_ones_of_its_cause_back_until_it_ends()
    {
        Rules(Rule("stop", "p > 140 CNY/kg", Severity.Critical), Rule("price", "p > 100 CNY/kg"), Rule("other", "p > 100 CNY/kg", commodity: "nickel"));
        var of = (string rule) => new Match(new Dictionary<string, IReadOnlyList<string>> { ["rule"] = [rule] });
        _desk.Workspace = _desk.Workspace with { Noise = new([new(of("stop"), of("*"), ["commodity"])], []) };
        await Begin();
        await At("2025-06-02T09:00", "2025-06-02-prices.csv", "p 2025-06-02 150");
        Assert.Equal(["stop", "other"], RulesOf(Sent));

        await At("2025-06-03T09:00", "2025-06-03-prices.csv", "p 2025-06-03 120");

        Assert.Equal(["stop", "other", "stop", "price"], RulesOf(Sent));
    }

    private IEnumerable<string> RulesOf(IEnumerable<Notification> sent) => sent.Select(message => _desk.Told.Single(told => told.Id == message.Event).Rule);

    [Fact]
    public async Task What_an_alert_of_a_deleted_rule_held_back_is_told()
    {
        Rules(Rule("stop", "p > 140 CNY/kg", Severity.Critical), Rule("price", "p > 100 CNY/kg"));
        var of = (string rule) => new Match(new Dictionary<string, IReadOnlyList<string>> { ["rule"] = [rule] });
        _desk.Workspace = _desk.Workspace with { Noise = new([new(of("stop"), of("price"), [])], []) };
        await Begin();
        await At("2025-06-02T09:00", "2025-06-02-prices.csv", "p 2025-06-02 150");
        Rules(_desk.Workspace.Rules[1]);

        await _desk.Evaluate.CatchUp(_desk.Workspace, default);
        await Sweep();
        await _desk.Work();

        Assert.Equal(2, Sent.Count);
    }

    [Fact]
    public async Task A_mute_time_in_a_night_leads_to_the_digest_of_the_morning()
    {
        Buyer = Buyer with { Digest = new(null, new(8, 0)) };
        _desk.Workspace = _desk.Workspace with { Noise = new([], [new("night", Match.Everything, Recurrence.Daily(new(1, 0), new(5, 0)))]) };
        await Begin();
        await At("2025-06-02T02:00", "2025-06-02-prices.csv", "p 2025-06-02 150");
        await At("2025-06-02T05:00");
        Assert.Empty(Sent);

        await At("2025-06-02T08:00");

        Assert.Single(Sent);
    }

    [Fact]
    public async Task Routing_an_event_again_after_the_quiet_hours_tells_nobody_twice()
    {
        Buyer = Buyer with { QuietHours = Recurrence.Daily(new(22, 0), new(7, 0)) };
        await Begin();
        await At("2025-06-01T23:00", "2025-06-01-b-prices.csv", "p 2025-06-01 110");
        _desk.Clock.Now = DateTimeOffset.Parse("2025-06-02T07:00+08:00");

        await _desk.Route.Run(_desk.Workspace, _desk.Told[0].Id, default);
        await _desk.Work();

        Assert.Single(Sent);
    }

    [Fact]
    public async Task A_bundle_whose_message_was_written_and_whose_events_were_not_is_completed()
    {
        Buyer = Buyer with { Digest = new(null, new(8, 0)) };
        await Begin();
        await At("2025-06-01T10:00", "2025-06-01-b-prices.csv", "p 2025-06-01 110");
        await At("2025-06-01T11:00", "2025-06-01-c-prices.csv", "p 2025-06-02 95");
        var held = await _desk.Store.Postponed(default);
        var receiver = new Receiver("buyer", Notification.Email, "buyer@example.com", "");
        var messages = new Messages(_desk.Store);
        var made = Messages.Together(_desk.Workspace, [await messages.AtHand(_desk.Workspace, _desk.Told[0], default), await messages.AtHand(_desk.Workspace, _desk.Told[1], default)], "Digest", receiver);
        await _desk.Store.Add([made[0]], _desk.Clock.Now, default);

        await At("2025-06-02T08:00");

        Assert.Equal(2, held.Count);
        Assert.Equal(made[0].Id, Assert.Single(Sent).Id);
        Assert.Equal(made[0].Id, (await _desk.Store.Of(_desk.Told[1].Id, default)).Single().In);
        Assert.Empty(await _desk.Store.Postponed(default));
    }
}
