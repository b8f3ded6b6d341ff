using Alerts.Core.Alerting;
using Alerts.Core.Notifications;

namespace Alerts.Core.Tests.Notifications;

public sealed class NoteMessagesTests
{
    [Theory]
    [InlineData(Notification.Webhook, """{"type":"receiver.refuses","timestamp":"2025-03-24T00:00:00+00:00","data":{"subscriber":"买方 <a&b>","answer":"\"no\"\n+1 é","text":"It's refused. 拒绝 \u0001 <b>"}}""")]
    [InlineData(Notification.Slack, """{"text":"It's refused. 拒绝 \u0001 &lt;b&gt; (evt_1)"}""")]
    public void A_note_keeps_its_letters_and_the_order_of_what_it_says(string channel, string body) =>
        Assert.Equal(body, NoteMessages.Of(
            channel, new EventId("evt_1"), "refused", ["It's refused.", "拒绝 \u0001 <b>"], "receiver.refuses", new(2025, 3, 24, 0, 0, 0, TimeSpan.Zero),
            [new("subscriber", "买方 <a&b>"), new("answer", "\"no\"\n+1 é")]).Text);
}
