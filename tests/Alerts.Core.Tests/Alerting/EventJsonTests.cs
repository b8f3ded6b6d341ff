using Alerts.Contracts;
using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

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

    [Theory]
    [InlineData("2025-03-24T00:00:00+08:00", "2025-03-24T00:00:00+08:00")]
    [InlineData("2025-03-24T09:30:00.2500000-05:30", "2025-03-24T09:30:00.25-05:30")]
    [InlineData("2025-03-24T09:30:10.0000001Z", "2025-03-24T09:30:10.0000001+00:00")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00+00:00")]
    public void Instants_are_written_with_their_offset_and_no_more_of_a_second_than_there_is(string instant, string written) =>
        Assert.Equal(written, EventJson.Instant(DateTimeOffset.Parse(instant)));

    [Theory]
    [InlineData("21.9058250", "21.905825")]
    [InlineData("6550.00", "6550")]
    [InlineData("-50", "-50")]
    [InlineData("0.000000", "0")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    public void Numbers_are_plain_decimals_without_trailing_zeros(string value, string written)
    {
        var told = Some.Event(Cause) with { Value = decimal.Parse(value) };

        Assert.Contains($"\"value\":{written},\"unit\":\"%\",\"threshold\"", EventJson.Write(told), StringComparison.Ordinal);
        Assert.Equal(told.Value, EventJson.Read(EventJson.Write(told), Cause).Value);
    }

    [Fact]
    public void What_is_absent_is_left_out()
    {
        var told = Some.Event(Cause) with { Measure = null, Value = null, Newest = null, Labels = new SortedDictionary<string, string>(StringComparer.Ordinal), Explanation = [] };

        Assert.Equal(
            $"{{\"id\":\"{told.Id}\",\"type\":\"alert.firing\",\"rule\":\"terbium-spike\",\"series\":[\"smm.terbium-oxide\"],\"period\":\"2025-03-24\",\"published\":\"2025-03-24T00:00:00+08:00\",\"severity\":\"high\",\"title\":\"Terbium oxide up 21.9 % in 6 months\",\"explanation\":[],\"alert\":\"{told.Id}\",\"sequence\":1,\"when\":\"change(smm.terbium-oxide, 6 months) > 20%\"}}",
            EventJson.Write(told));
        Assert.Equal(EventJson.Write(told), EventJson.Write(EventJson.Read(EventJson.Write(told), Cause)));
    }

    [Fact]
    public void A_zero_by_coverage_names_its_file_and_no_row()
    {
        var month = Period.Parse("2025-02");
        var zero = new Observation("m", month, 0, Unit.Parse("t"), Cause.Published, Cause, [], []);
        var written = EventJson.Write(Some.Event(Cause) with { Explanation = [new("current", 0, zero.Unit, month, zero, "m", null, null)] });

        Assert.Contains($"\"source\":{{\"dataset\":\"smm-prices\",\"file\":\"2025-03-24-smm.csv\",\"sha256\":\"{Cause.Sha256}\"}}}}]", written, StringComparison.Ordinal);
        Assert.Equal(written, EventJson.Write(EventJson.Read(written, Cause)));
    }

    [Fact]
    public void A_number_whose_indicator_had_no_verdict_says_why()
    {
        var written = EventJson.Write(Some.Event(Cause) with { Explanation = [new("change", null, null, null, null, "m", null, NoVerdict.BaseIsZero)] });

        Assert.Contains("""[{"name":"change","series":"m","no-verdict":"base-is-zero"}]""", written, StringComparison.Ordinal);
        Assert.Equal(NoVerdict.BaseIsZero, EventJson.Read(written, Cause).Explanation.Single().NoVerdict);
    }

    [Fact]
    public void Chinese_and_signs_stay_readable_and_quotes_stay_text()
    {
        var written = EventJson.Write(Some.Event(Cause) with { Title = "氧化铽 −3.2 % <\"A\" & B>\n" });

        Assert.Contains("""
            "title":"氧化铽 −3.2 % <\"A\" & B>\n"
            """.Trim(), written, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', written);
        Assert.Equal("氧化铽 −3.2 % <\"A\" & B>\n", EventJson.Read(written, Cause).Title);
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
