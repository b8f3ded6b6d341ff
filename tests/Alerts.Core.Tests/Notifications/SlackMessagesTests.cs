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

    [Theory]
    [InlineData("", 12)]
    [InlineData("ex works, a long name of a price basis that makes every line long, and then longer, and in the end so long that only some of them fit into one section of a message, as there is only room for so many characters, whatever their number is", 9)]
    public void Of_many_numbers_the_totals_and_their_newest_parts_are_shown(string basis, int atMost)
    {
        var series = Story.Known(Story.Monthly("m") with { Basis = basis.Length == 0 ? null : basis });
        var story = Story.Over(series, "ytd_yoy(m) < -50%");
        story.Publish("2026-01-20", string.Join(',', Enumerable.Range(1, 12).Select(month => $"m 2024-{month:00} 1000,m 2025-{month:00} 300")));

        var blocks = JsonDocument.Parse(SlackMessages.Of(new("Desk", story.Told[^1], "A rule", series, [], "s", "w")).Text).RootElement.GetProperty("blocks");
        var numbers = blocks.EnumerateArray().Select(block => block.GetProperty("text").GetProperty("text").GetString()!).Single(text => text.StartsWith('•')).Split('\n');

        Assert.InRange(numbers.Length - 1, 4, atMost);
        Assert.Single(numbers, line => line.StartsWith("• current,", StringComparison.Ordinal));
        Assert.Single(numbers, line => line.StartsWith("• base,", StringComparison.Ordinal));
        Assert.Contains(numbers, line => line.StartsWith("• base part, Dec 2024", StringComparison.Ordinal));
        Assert.Contains(numbers, line => line.StartsWith("• current part, Dec 2025", StringComparison.Ordinal));
        Assert.Equal($"… and {26 - (numbers.Length - 1)} more numbers in `alerts explain`", numbers[^1]);
    }

    [Fact]
    public void The_text_names_the_event_because_a_message_may_show_twice() => Assert.Contains("evt_", Body("Terbium").GetProperty("text").GetString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("ab&amp;cd", 6, "ab…")]
    [InlineData("abcdefgh", 4, "abc…")]
    [InlineData("abc", 4, "abc")]
    public void An_escape_is_never_cut_in_two(string text, int longest, string cut) => Assert.Equal(cut, SlackMessages.Cut(text, longest));
}
