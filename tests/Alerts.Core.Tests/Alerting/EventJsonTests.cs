using Alerts.Contracts;
using Alerts.Core.Alerting;
using Alerts.Core.Observations;

namespace Alerts.Core.Tests.Alerting;

public sealed class EventJsonTests
{
    private static readonly Publication Cause = new(2, Some.Midnight("2025-03-24"), "smm-prices", "2025-03-24-smm.csv", Some.Sha(1));

    [Fact]
    public void An_event_is_one_document() =>
        Approved.Matches(string.Join('\n', new[] { Some.Event(Cause), Some.Event(Cause, type: EventType.Escalated), Some.Event(Cause, type: EventType.Retracted, alert: new("evt_1")) }.Select(EventJson.Write)) + "\n", "events.jsonl");

    [Theory]
    [InlineData(EventType.Firing)]
    [InlineData(EventType.Corrected)]
    public void What_is_read_back_writes_to_the_same_text(EventType type)
    {
        var written = EventJson.Write(Some.Event(Cause, type: type));

        Assert.Equal(written, EventJson.Write(EventJson.Read(written, Cause)));
    }

    [Fact]
    public void Every_event_of_a_story_is_read_back_to_the_letter()
    {
        var story = Story.Given("not (ytd(m) > 100 kg or change(p, since 2025-01-02) < -5%)", firstLoads: FirstLoads.AnnounceTheirPast);
        story.Publish("2025-01-20", "p 2025-01-02 100, p 2025-01-03 101");
        story.Publish("2025-02-20", "m 2025-01 0.05");
        story.Publish("2025-03-20", "p 2025-01-03 90, m 2025-02 0.9");

        Assert.NotEmpty(story.Told);
        Assert.All(story.Told, told => Assert.Equal(EventJson.Write(told), EventJson.Write(EventJson.Read(EventJson.Write(told), told.Publication))));
    }
}
