using System.Net;
using System.Text.RegularExpressions;
using Alerts.Contracts;
using Alerts.Core.Alerting;
using Alerts.Core.Notifications;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.Tests.Notifications;

public sealed partial class EmailMessagesTests
{
    private static readonly Dictionary<string, SeriesDefinition> Series = Story.Known(
        Story.Daily("smm.terbium-oxide") with { Title = "Terbium oxide", Basis = "ex works China, incl. VAT", Publisher = "Shanghai Metals Market" },
        Story.Monthly("cn.imports") with { Title = "Imports of rare earths from Myanmar", Publisher = "General Administration of Customs of China" });

    private const string Year2024 = "cn.imports 2024-01 6018, cn.imports 2024-02 2827, cn.imports 2024-03 7293, cn.imports 2024-04 7547";

    private static Message Message(AlertEvent told, Dictionary<string, SeriesDefinition>? series = null, IReadOnlyList<(Period, decimal)>? history = null) => EmailMessages.Of(new(
        "Rare earths desk", told, "The rule's title", series ?? Series, history ?? [], "magnet-buyers", "they are told of everything"));

    private static void Approve(AlertEvent told, string name, IReadOnlyList<(Period, decimal)>? history = null)
    {
        var message = Message(told, history: history);
        Approved.Matches($"Subject: {message.Subject}\n\n{message.Text}", $"{name}.txt");
        Approved.Matches(message.Html, $"{name}.html");
    }

    private static Story Terbium()
    {
        var story = Story.Over(Series, "change(smm.terbium-oxide, 6 months) > 20%", clear: "15%", again: "10%");
        story.Publish("2024-09-24", "smm.terbium-oxide 2024-09-24 5373");
        story.Publish("2025-03-24", "smm.terbium-oxide 2025-03-24 6550");
        return story;
    }

    private static Story Myanmar(string when, string? again = null)
    {
        var story = Story.Over(Series, when, again: again);
        story.Publish("2025-01-20", Year2024);
        story.Publish("2025-03-20", "cn.imports 2025-01 2279, cn.imports 2025-02 311");
        return story;
    }

    [Fact]
    public void A_price_that_fires() => Approve(Terbium().Told[0], "terbium-firing", [(Period.Parse("2024-09-24"), 5373), (Period.Parse("2024-12-24"), 5700), (Period.Parse("2025-03-24"), 6550)]);

    [Fact]
    public void A_price_that_escalates_and_one_that_is_over()
    {
        var story = Terbium();
        story.Publish("2025-03-25", "smm.terbium-oxide 2025-03-25 7200, smm.terbium-oxide 2025-03-26 7300");
        story.Publish("2025-03-27", "smm.terbium-oxide 2025-03-27 5600");

        Approve(story.Told[1], "terbium-escalated");
        Approve(story.Told[^1], "terbium-resolved");
    }

    [Fact]
    public void A_month_against_the_same_month_a_year_before() => Approve(Myanmar("yoy(cn.imports) < -50%").Told[0], "myanmar-firing");

    [Fact]
    public void A_year_to_date_with_its_months() => Approve(Myanmar("ytd_yoy(cn.imports) <= -40%").Told[^1], "myanmar-year-firing");

    [Fact]
    public void An_alert_that_is_taken_back()
    {
        var story = Myanmar("yoy(cn.imports) <= -80%");
        story.Publish("2025-07-20", "cn.imports 2025-02 622");

        Approve(story.Told[^1], "myanmar-retracted");
    }

    [Fact]
    public void A_number_that_was_revised()
    {
        var story = Myanmar("yoy(cn.imports) < -50%", again: "period");
        story.Publish("2025-07-20", "cn.imports 2025-02 622");

        Approve(story.Told[^1], "myanmar-corrected");
    }

    [Fact]
    public void A_rule_of_several_comparisons()
    {
        var story = Story.Over(Series, "smm.terbium-oxide > 6000 CNY/kg and yoy(cn.imports) < -50%");
        story.Publish("2025-03-19", "smm.terbium-oxide 2025-02-28 6550");
        story.Publish("2025-03-20", Year2024 + ", cn.imports 2025-02 311");

        Approve(story.Told[^1], "compound-firing");
    }

    [GeneratedRegex("[0-9][0-9,.]*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbers();

    [GeneratedRegex("<style>.*?</style>|<[^>]*>", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Markup();

    [Fact]
    public void Both_forms_say_the_same_numbers()
    {
        foreach (var told in Terbium().Told.Concat(Myanmar("ytd_yoy(cn.imports) <= -40%").Told))
        {
            var message = Message(told);
            var html = WebUtility.HtmlDecode(Markup().Replace(message.Html, " "));

            Assert.Equal(Numbers().Matches(message.Text).Select(match => match.Value).Distinct().Order(), Numbers().Matches(html).Select(match => match.Value).Distinct().Order());
        }
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\" onmouseover=\"alert(1)")]
    [InlineData("A\r\nBcc: everybody@example.com")]
    [InlineData("=HYPERLINK(\"http://example.com\")")]
    [InlineData("\u202Etxet desrever\u2028")]
    public void Hostile_titles_break_neither_the_subject_nor_the_page(string title)
    {
        var series = new Dictionary<string, SeriesDefinition>(Series) { ["smm.terbium-oxide"] = Series["smm.terbium-oxide"] with { Title = title, Basis = title, Publisher = title } };
        var story = Story.Over(series, "smm.terbium-oxide > 20 CNY/kg");
        story.Publish("2025-03-24", "smm.terbium-oxide 2025-03-24 6550");

        var message = Message(story.Told[0], series);

        Assert.DoesNotContain(message.Subject, char.IsControl);
        Assert.DoesNotContain("<script", message.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\" onmouseover", message.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_subject_is_cut_between_characters()
    {
        var subject = EmailMessages.Subject(string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 100)));

        Assert.EndsWith("👩‍👩‍👧‍👦…", subject, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_in_a_message_is_loaded_from_anywhere() => Assert.DoesNotContain("http", Message(Terbium().Told[0]).Html, StringComparison.OrdinalIgnoreCase);
}
