using System.Security.Cryptography;
using System.Text;
using Alerts.Contracts;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.Tests.Delivery;
using Alerts.Core.UseCases;

namespace Alerts.Core.Tests.UseCases;

public sealed class RecordProviderEventsTests
{
    private readonly Desk _desk = new();

    [Fact]
    public async Task A_signed_post_fills_the_ledger()
    {
        var sent = await Sent();

        var post = await Post(Event(sent, "processed"), Event(sent, "delivered", """ "response":"250 OK" """, second: 2));

        Assert.Equal((null, 2, 0), (post.Refusal, post.Stored, post.Ignored));
        Assert.Empty(post.Notes);
        var entry = (await _desk.Store.Ledger(default)).Single();
        Assert.Equal((NotificationStatus.Delivered, "processed delivered"), (entry.Status, string.Join(' ', entry.Reports.Select(report => report.Name))));
    }

    [Fact]
    public async Task The_same_post_again_writes_nothing()
    {
        var sent = await Sent();
        await Post(Event(sent, "delivered"));

        Assert.Equal((null, 0, 1), await Post(Event(sent, "delivered")) is var post ? (post.Refusal, post.Stored, post.Ignored) : default);
        Assert.Single((await _desk.Store.Ledger(default)).Single().Reports);
    }

    [Fact]
    public async Task A_post_with_another_signature_writes_nothing()
    {
        var sent = await Sent();
        var body = Encoding.UTF8.GetBytes($"[{Event(sent, "bounce")}]\r\n");

        var post = await Record.Run(Signature("1748707200", [.. body, (byte)' ']), "1748707200", body, default);

        Assert.Equal(("the signature does not match", 0), (post.Refusal, post.Stored));
        Assert.Empty((await _desk.Store.Ledger(default)).Single().Reports);
    }

    [Theory]
    [InlineData(null, "1748707200", "a header of the signature is missing")]
    [InlineData("x", "174870720", "the timestamp is not of ten digits")]
    public async Task What_a_post_lacks_is_said(string? signature, string timestamp, string refusal) =>
        Assert.Equal(refusal, (await Record.Run(signature, timestamp, Encoding.UTF8.GetBytes("[]"), default)).Refusal);

    [Fact]
    public async Task An_old_post_and_one_that_is_no_array_are_refused_though_they_are_signed()
    {
        var body = Encoding.UTF8.GetBytes("[]");
        Assert.Equal("the timestamp is too old, or lies in the future", (await Record.Run(Signature("1748600000", body), "1748600000", body, default)).Refusal);
        Assert.Equal("the body is no JSON array", (await Record.Run(Signature("1748707200", "{}"u8.ToArray()), "1748707200", "{}"u8.ToArray(), default)).Refusal);
    }

    [Fact]
    public async Task Events_of_other_senders_of_the_account_are_left_alone() =>
        Assert.Equal((0, 1), await Post("""{"event":"spamreport","email":"buyer@example.com","timestamp":1748707201}""") is var post ? (post.Stored, post.Ignored) : default);

    [Fact]
    public async Task What_a_person_should_know_is_noted()
    {
        var sent = await Sent();
        await Post(Event(sent, "delivered"));

        var late = await Post(Event(sent, "bounce", """ "type":"bounce","status":"5.1.1","reason":"550 no such user" """, second: 2));
        var complaint = await Post(Event(sent, "spamreport", second: 3));

        var who = $"{sent.Id} to magnet-buyers by email";
        Assert.Equal(
            [
                $"{who} came back after it had been delivered: bounce bounce 5.1.1 550 no such user",
                $"no more is sent to the address of {who} until something is replayed to it: bounce bounce 5.1.1 550 no such user",
            ],
            late.Notes);
        Assert.Equal([$"the receiver of {who} wants no more mail, and gets none: spamreport"], complaint.Notes);
        var dropped = await Sent("other@example.com");
        Assert.Equal(
            [$"{dropped.Id} to magnet-buyers by email was not delivered: dropped Invalid"], (await Post(Event(dropped, "dropped", """ "reason":"Invalid" """))).Notes);
    }

    [Fact]
    public async Task A_message_without_an_answer_is_settled_by_events_and_not_sent_again()
    {
        var id = (await Waiting()).Id;
        _desk.Channel.WillAnswer(new(Outcome.Unknown, "no answer within 15 s"));
        var deliver = Deliver();
        var first = (await deliver.Run(id, default))!;
        Assert.Equal((DeliveryReason.BackingOff, _desk.Clock.GetUtcNow().AddMinutes(15)), (first.Decision.Reason, first.Decision.Again));

        await Post(Event((await _desk.Store.Ledger(default)).Single().Notification, "processed"));
        _desk.Clock.Pass(TimeSpan.FromMinutes(15));

        Assert.Null(await deliver.Run(id, default));
        Assert.Single(_desk.Channel.Sent);
    }

    [Fact]
    public async Task A_message_without_an_answer_is_sent_again_after_15_minutes_of_silence()
    {
        var id = (await Waiting()).Id;
        _desk.Channel.WillAnswer(new(Outcome.Unknown, "no answer within 15 s"));
        var deliver = Deliver();
        await deliver.Run(id, default);
        _desk.Clock.Pass(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(1));
        Assert.Null(await deliver.Run(id, default));

        _desk.Clock.Pass(TimeSpan.FromSeconds(1));

        Assert.Equal(DeliveryReason.ReceiverTookIt, (await deliver.Run(id, default))!.Decision.Reason);
        Assert.Equal(2, _desk.Channel.Sent.Count);
    }

    [Fact]
    public async Task A_message_that_stays_without_an_answer_twice_is_left_to_a_person_unless_an_event_comes()
    {
        var sent = await Waiting();
        var deliver = Deliver();
        _desk.Channel.WillAnswer(new(Outcome.Unknown, "no answer within 15 s"));
        await deliver.Run(sent.Id, default);
        _desk.Clock.Pass(TimeSpan.FromMinutes(15));
        _desk.Channel.WillAnswer(new(Outcome.Unknown, "no answer within 15 s"));

        Assert.Equal(DeliveryReason.MayHaveArrived, (await deliver.Run(sent.Id, default))!.Decision.Reason);
        Assert.Equal(NotificationStatus.Dead, (await _desk.Store.Ledger(default)).Single().Status);
        await Post(Event(sent, "delivered"));
        Assert.Equal(NotificationStatus.Delivered, (await _desk.Store.Ledger(default)).Single().Status);
    }

    [Fact]
    public async Task An_attempt_that_a_crash_cut_off_counts_as_one_without_an_answer()
    {
        var id = (await Waiting()).Id;
        await _desk.Store.Claim(id, _desk.Clock.GetUtcNow(), TimeSpan.FromMinutes(2), default);
        _desk.Clock.Pass(TimeSpan.FromMinutes(2));
        var deliver = Deliver();

        var found = (await deliver.Run(id, default))!;

        Assert.Empty(_desk.Channel.Sent);
        Assert.Equal((Outcome.Unknown, _desk.Clock.GetUtcNow().AddMinutes(15)), (found.Answer.Outcome, found.Decision.Again));
        _desk.Clock.Pass(TimeSpan.FromMinutes(15));
        Assert.Equal(DeliveryReason.ReceiverTookIt, (await deliver.Run(id, default))!.Decision.Reason);
    }

    private RecordProviderEvents Record => new(_desk.Store, SendGridVectors.OwnPublicKey, _desk.Clock);

    private DeliverNotification Deliver() => new(_desk.Store, _desk.Channel, _ => Schedule.SendGrid, TimeSpan.FromMinutes(2), _desk.Clock, () => 0.5);

    private async Task<Notification> Waiting(string address = "buyer@example.com")
    {
        var notification = Some.Notification(new("evt_1"), address);
        await _desk.Store.Add([notification], _desk.Clock.GetUtcNow(), default);
        return notification;
    }

    private async Task<Notification> Sent(string address = "buyer@example.com")
    {
        var notification = await Waiting(address);
        await _desk.Deliver.Run(notification.Id, default);
        return notification;
    }

    private string Event(Notification about, string name, string more = "", int second = 1) =>
        $$"""{"event":"{{name}}","email":"{{about.Address}}","timestamp":{{_desk.Clock.GetUtcNow().ToUnixTimeSeconds() + second}},"delivery_id":"{{about.Id}}"{{(more.Length > 0 ? $",{more}" : "")}}}""";

    private Task<ProviderPost> Post(params string[] events)
    {
        var body = Encoding.UTF8.GetBytes($"[{string.Join(",\n", events)}]\r\n");
        var timestamp = $"{_desk.Clock.GetUtcNow().ToUnixTimeSeconds()}";
        return Record.Run(Signature(timestamp, body), timestamp, body, default);
    }

    private static string Signature(string timestamp, byte[] body)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(SendGridVectors.OwnPrivateKey), out _);
        return Convert.ToBase64String(key.SignData([.. Encoding.ASCII.GetBytes(timestamp), .. body], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
    }
}
