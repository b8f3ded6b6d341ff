using System.Text.Json;
using Alerts.Core.Notifications;
using Alerts.Core.Observations;

namespace Alerts.Core.Tests.Notifications;

public sealed class SlackMessagesTests
{
    private static JsonElement Body(string title)
    {
        var series = Story.Known(Story.Daily("p") with { Title = title, Basis = title });
        var story = Story.Over(series, "p > 20 CNY/kg");
        story.Publish("2025-03-24", "p 2025-03-24 6550");
        return JsonDocument.Parse(SlackMessages.Of(new("Desk", story.Told[0], title, series, [(Period.Parse("2025-03-23"), 5), (Period.Parse("2025-03-24"), 6550)], "s", title)).Text).RootElement;
    }

    [Fact]
    public void Markup_in_data_calls_nobody()
    {
        var body = Body("<!channel> & <https://example.com|here>");

        Assert.DoesNotContain("<!channel>", body.GetProperty("text").GetString(), StringComparison.Ordinal);
        foreach (var block in body.GetProperty("blocks").EnumerateArray().Where(block => block.GetProperty("type").GetString() == "section"))
            Assert.DoesNotContain("<", block.GetProperty("text").GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("👩‍👩‍👧‍👦")]
    [InlineData("&")]
    public void A_long_title_stays_within_the_limits_of_block_kit(string letter)
    {
        var body = Body(string.Concat(Enumerable.Repeat(letter, 4000)));

        Assert.True(body.GetProperty("text").GetString()!.Length <= SlackMessages.LongestText);
        var blocks = body.GetProperty("blocks").EnumerateArray().ToList();
        Assert.True(blocks.Count <= SlackMessages.MostBlocks);
        Assert.All(blocks, block => Assert.True(block.GetProperty("text").GetProperty("text").GetString()!.Length <= (block.GetProperty("type").GetString() == "header" ? SlackMessages.LongestHeader : SlackMessages.LongestSection)));
        Assert.All(blocks, block => Assert.DoesNotContain('\uFFFD', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(block.GetProperty("text").GetProperty("text").GetString()!))));
    }

    [Fact]
    public void The_text_names_the_event_because_a_message_may_show_twice() => Assert.Contains("evt_", Body("Terbium").GetProperty("text").GetString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("ab&amp;cd", 6, "ab…")]
    [InlineData("abcdefgh", 4, "abc…")]
    [InlineData("abc", 4, "abc")]
    public void An_escape_is_never_cut_in_two(string text, int longest, string cut) => Assert.Equal(cut, SlackMessages.Cut(text, longest));
}
