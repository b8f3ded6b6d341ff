using System.Text;
using Alerts.Core.Delivery;

namespace Alerts.Core.Tests.Delivery;

public sealed class SendGridEventsTests
{
    [Fact]
    public void Events_that_say_the_same_have_the_same_key_whatever_id_they_come_under()
    {
        var first = SendGridEvents.Read(SendGridVectors.Named("own-valid-batch-of-three").Body)!;
        var repeated = SendGridEvents.Read(SendGridVectors.Named("own-valid-retry-with-new-sg-event-id").Body)!;

        Assert.Equal(SendGridVectors.Keys, [first[1].Report.Key, repeated[0].Report.Key, first[2].Report.Key]);
    }

    [Fact]
    public void A_post_of_three_tells_of_two_messages()
    {
        var said = SendGridEvents.Read(SendGridVectors.Named("own-valid-batch-of-three").Body)!;

        Assert.Equal(
            [
                ("dlv_0001", "buyer@example.com", "processed", Outcome.Accepted, AddressEffect.None, ""),
                ("dlv_0001", "buyer@example.com", "delivered", Outcome.Delivered, AddressEffect.Works, "250 OK"),
                ("dlv_0002", "gone@example.com", "bounce", Outcome.Failed, AddressEffect.Gone, "bounce 5.1.1 550 5.1.1 no such user"),
            ],
            said.Select(item => (item.Notification!.Value.Text, item.Address, item.Report.Name, item.Report.Outcome!.Value, item.Effect, item.Report.Detail)));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1767225601), said[0].Report.At);
    }

    [Theory]
    [InlineData("""{"event":"processed"}""", Outcome.Accepted, AddressEffect.None)]
    [InlineData("""{"event":"deferred","response":"451 later","attempt":"3"}""", Outcome.Deferred, AddressEffect.None)]
    [InlineData("""{"event":"delivered"}""", Outcome.Delivered, AddressEffect.Works)]
    [InlineData("""{"event":"bounce","type":"bounce","status":"5.1.1"}""", Outcome.Failed, AddressEffect.Gone)]
    [InlineData("""{"event":"bounce","status":"5.0.0"}""", Outcome.Failed, AddressEffect.Gone)]
    [InlineData("""{"event":"bounce","type":"blocked","status":"5.7.1"}""", Outcome.Failed, AddressEffect.SoftFailure)]
    [InlineData("""{"event":"bounce","type":"bounce","status":"4.2.2"}""", Outcome.Failed, AddressEffect.SoftFailure)]
    [InlineData("""{"event":"bounce","type":"bounce"}""", Outcome.Failed, AddressEffect.SoftFailure)]
    [InlineData("""{"event":"dropped","reason":"Bounced Address"}""", Outcome.Failed, AddressEffect.Gone)]
    [InlineData("""{"event":"dropped","reason":"Unsubscribed Address"}""", Outcome.Failed, AddressEffect.OptOut)]
    [InlineData("""{"event":"dropped","reason":"Spam Reporting Address"}""", Outcome.Failed, AddressEffect.OptOut)]
    [InlineData("""{"event":"dropped","reason":"Invalid"}""", Outcome.Failed, AddressEffect.None)]
    [InlineData("""{"event":"dropped","reason":"Invalid SMTPAPI header"}""", Outcome.Failed, AddressEffect.None)]
    [InlineData("""{"event":"dropped","reason":"Spam Content (if spam checker app enabled)"}""", Outcome.Failed, AddressEffect.None)]
    [InlineData("""{"event":"dropped","reason":"Recipient List over Package Quota"}""", Outcome.Failed, AddressEffect.None)]
    [InlineData("""{"event":"spamreport"}""", null, AddressEffect.OptOut)]
    [InlineData("""{"event":"unsubscribe"}""", null, AddressEffect.OptOut)]
    [InlineData("""{"event":"group_unsubscribe"}""", null, AddressEffect.OptOut)]
    [InlineData("""{"event":"group_resubscribe"}""", null, AddressEffect.OptIn)]
    [InlineData("""{"event":"open"}""", null, AddressEffect.None)]
    [InlineData("""{"event":"click","url":"https://example.com"}""", null, AddressEffect.None)]
    [InlineData("""{"event":"something new"}""", null, AddressEffect.None)]
    public void Each_event_has_its_meaning_for_the_ledger_and_for_the_address(string json, Outcome? outcome, AddressEffect effect)
    {
        var said = Assert.Single(Read($"[{json[..^1]},\"email\":\"Buyer@Example.com\",\"timestamp\":1767225601}}]")!);

        Assert.Equal((outcome, effect, "buyer@example.com", null), (said.Report.Outcome, said.Effect, said.Address, said.Notification));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("1[]")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[")]
    public void What_is_no_array_is_no_post(string body) => Assert.Null(Read(body));

    [Fact]
    public void An_empty_post_tells_nothing() => Assert.Empty(SendGridEvents.Read(SendGridVectors.Named("own-valid-empty-array").Body)!);

    [Theory]
    [InlineData("[1, null, [], \"x\"]")]
    [InlineData("""[{"event":"delivered","timestamp":1767225601}]""")]
    [InlineData("""[{"email":"a@example.com","timestamp":1767225601}]""")]
    [InlineData("""[{"event":"delivered","email":"a@example.com"}]""")]
    [InlineData("""[{"event":"delivered","email":"a@example.com","timestamp":-5}]""")]
    [InlineData("""[{"event":"delivered","email":"a@example.com","timestamp":99999999999999}]""")]
    [InlineData("""[{"event":"delivered","email":{"x":1},"timestamp":1767225601}]""")]
    [InlineData("""[{"event":"\ud800","email":"a@example.com","timestamp":1767225601}]""")]
    public void What_is_no_event_is_left_out(string body) => Assert.Empty(Read(body)!);

    [Fact]
    public void Nothing_of_an_event_breaks_a_line_of_the_ledger() =>
        Assert.Equal("550 no  such user", Assert.Single(Read("""[{"event":"bounce","email":"a@example.com","timestamp":"1767225601","reason":"550 no\r\nsuch user"}]""")!).Report.Detail);

    private static IReadOnlyList<ProviderEvent>? Read(string body) => SendGridEvents.Read(Encoding.UTF8.GetBytes(body));
}
