using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Alerts.Contracts;
using Alerts.Core.Alerting;
using Alerts.Core.Notifications;
using Alerts.Core.Observations;
using FsCheck;
using FsCheck.Fluent;

namespace Alerts.Core.Tests.Notifications;

/// <summary>Whatever the texts and however many the numbers: every form is within its channel's limits, well formed, whole in its characters, and begins with what matters.</summary>
public sealed partial class FittingLaws
{
    private static readonly string[] Letters =
        ["a", "Ä", "e\u0301", "氧", "铽", "化", "𠮷", "👩‍👩‍👧‍👦", "🇨🇳", "👍🏽", "क्षि", "&", "<", ">", "\"", "'", "\\", "*", "_", "[", "]", "(", ")", "`", "#", "|", "{", "}", "~", "!", "@", "=", "-", "+", "\n", "\r", "\t", "\u0001", "\u2028", "\u202E", " ", "<script>", "<img src=x onerror=alert(1)>", "\" onload=\"x", "</td>", "<!--", "<!channel>", "<@U1>", "[x](https://example.com)", "{{DATE(2025-03-24T00:00:00Z)}}", "<at>x</at>"];

    private static readonly Gen<string> AnyText =
        from length in Gen.Frequency((3, Gen.Choose(0, 60)), (2, Gen.Choose(100, 400)), (1, Gen.Choose(2000, 5000)))
        from some in Gen.ListOf(Gen.Elements(Letters), 12)
        select string.Concat(Enumerable.Range(0, length).Select(at => some.Count == 0 ? "" : some[at % some.Count]));

    private static readonly Gen<MessageFacts> AnyFacts =
        from title in AnyText
        from text in AnyText
        from parts in Gen.Frequency((3, Gen.Choose(0, 10)), (1, Gen.Choose(100, 400)))
        from steps in Gen.Choose(1, 40)
        select Facts(title, text, parts, steps);

    private static MessageFacts Facts(string title, string text, int parts, int steps)
    {
        var told = Some.Event(new(1, Some.Midnight("2025-03-24"), "smm-prices", text.Length == 0 ? "f" : text, Some.Sha(1)));
        var (current, change) = (told.Explanation[0], told.Explanation[2]);
        var part = current with { Name = "current part" };
        var series = new Dictionary<string, SeriesDefinition> { ["smm.terbium-oxide"] = Story.Daily("smm.terbium-oxide") with { Title = title, Basis = text, Publisher = title } };
        return new(title, told with
        {
            Title = title,
            When = text,
            Explanation = [.. Enumerable.Repeat(part, parts), .. told.Explanation.Take(2), .. Enumerable.Repeat(change with { Formula = text }, steps)],
        }, title, series, [(Period.Parse("2025-03-23"), 5), (Period.Parse("2025-03-24"), 6550)], "buyers", text);
    }

    private static Config Quick => Config.QuickThrowOnFailure.WithMaxTest(120).WithReplay(new Replay(new Rnd(20250324, 9), null));

    private static void Holds(Func<MessageFacts, bool> law) => Check.One(Quick, Prop.ForAll(AnyFacts.ToArbitrary(), law));

    private static bool IsWhole(string text) => text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);

    [Fact]
    public void A_text_is_cut_between_characters_and_says_so() => Check.One(Quick, Prop.ForAll((from text in AnyText from longest in Gen.Choose(1, 300) select (text, longest)).ToArbitrary(), sample =>
    {
        var cut = Fitting.Cut(sample.text, sample.longest);
        if (sample.text.Length <= sample.longest) return cut == sample.text;
        var kept = cut[..^1];
        return cut.Length <= sample.longest && cut.EndsWith('…') && sample.text.StartsWith(kept, StringComparison.Ordinal) && (kept.Length == 0 || StringInfo.ParseCombiningCharacters(sample.text).Contains(kept.Length));
    }));

    [Fact]
    public void An_email_is_within_what_mail_programs_show_and_its_subject_is_one_line() => Holds(facts =>
    {
        var message = EmailMessages.Of(facts);
        return message.Subject.Length <= 160 && !message.Subject.Any(char.IsControl) && IsWhole(message.Html)
            && Encoding.UTF8.GetByteCount(message.Html) <= EmailMessages.Largest
            && message.Text.Contains("current: ", StringComparison.Ordinal) && message.Text.Contains("base: ", StringComparison.Ordinal) && message.Text.Contains("change = ", StringComparison.Ordinal);
    });

    [GeneratedRegex("<(?<tag>[^>]*)>?", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Tags();

    [GeneratedRegex("^/?(!doctype html|html|head|meta|title|style|body|div|table|tr|td|p|span|br)( (lang|charset|name|content|class|style|role|width|cellpadding|cellspacing|align|valign|aria-label)=\"[^\"]*\")*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Ours();

    [Fact]
    public void No_text_is_markup_in_a_mail() => Holds(facts => Tags().Matches(EmailMessages.Of(facts).Html).All(tag => Ours().IsMatch(tag.Groups["tag"].Value)));

    [Fact]
    public void The_check_itself_sees_markup() => Assert.All(["<script>", "<p onclick=\"x\">", "<p class=\"a\" \" onload=\"x\">", "<img src=x>", "<a"], html => Assert.DoesNotMatch(Ours(), Tags().Match(html).Groups["tag"].Value));

    [Fact]
    public void The_short_form_of_a_mail_is_cut_between_characters() => Check.One(Quick, Prop.ForAll(AnyText.ToArbitrary(), text =>
        new Message("s", text, "h").Short() is var small && small.Html.Length == 0 && (text.Length <= 1500 || StringInfo.ParseCombiningCharacters(text).Contains(small.Text.IndexOf("… the whole", StringComparison.Ordinal)))));

    [Fact]
    public void A_slack_message_is_within_the_limits_of_block_kit() => Holds(facts =>
    {
        using var body = JsonDocument.Parse(SlackMessages.Of(facts).Text);
        var blocks = body.RootElement.GetProperty("blocks").EnumerateArray().Select(block => (Type: block.GetProperty("type").GetString(), Text: block.GetProperty("text").GetProperty("text").GetString()!)).ToList();
        return body.RootElement.GetProperty("text").GetString()!.Length <= SlackMessages.LongestText && blocks.Count <= SlackMessages.MostBlocks
            && blocks.All(block => IsWhole(block.Text) && block.Text.Length <= (block.Type == "header" ? SlackMessages.LongestHeader : SlackMessages.LongestSection))
            // Nothing in data calls anybody or is a link; & only begins an escape.
            && blocks.Where(block => block.Type == "section").All(block => !block.Text.Contains('<', StringComparison.Ordinal) && !block.Text.Contains('>', StringComparison.Ordinal)
                && block.Text.Split('&').Skip(1).All(rest => rest.StartsWith("amp;", StringComparison.Ordinal) || rest.StartsWith("lt;", StringComparison.Ordinal) || rest.StartsWith("gt;", StringComparison.Ordinal)));
    });

    [Fact]
    public void A_card_for_teams_is_within_its_ceiling_and_has_the_news_the_arithmetic_and_the_totals() => Holds(facts =>
    {
        var body = TeamsMessages.Of(facts).Text;
        using var json = JsonDocument.Parse(body);
        var card = json.RootElement.GetProperty("attachments").EnumerateArray().Single().GetProperty("content");
        var texts = Texts(card).ToList();
        var numbers = card.GetProperty("body").EnumerateArray().First(item => item.GetProperty("type").GetString() == "FactSet").GetProperty("facts").EnumerateArray().Select(fact => fact.GetProperty("title").GetString()!).ToList();
        return Encoding.UTF8.GetByteCount(body) <= TeamsMessages.Largest && texts.All(IsWhole)
            && numbers is [var first, var second, ..] && first.StartsWith("current,", StringComparison.Ordinal) && second.StartsWith("base,", StringComparison.Ordinal)
            && texts.Exists(text => text.StartsWith("change = ", StringComparison.Ordinal))
            && texts.TrueForAll(TeamsMarkupTests.IsPlain);
    });

    [Fact]
    public void A_webhook_is_within_its_ceiling_however_many_numbers_an_event_has() => Check.One(Quick.WithMaxTest(20), Prop.ForAll((from parts in Gen.Choose(0, 3000) from text in AnyText select Facts("铽👩‍👩‍👧‍👦", text[..Math.Min(text.Length, 400)], parts, 3)).ToArbitrary(), facts =>
    {
        var body = WebhookMessages.Of(facts.Event, []).Text;
        using var json = JsonDocument.Parse(body);
        return Encoding.UTF8.GetByteCount(body) <= WebhookMessages.Largest && json.RootElement.GetProperty("data").GetProperty("id").GetString() == facts.Event.Id.Text;
    }));

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => property.Value.ValueKind == JsonValueKind.String && property.Name is "text" or "title" or "value" ? [property.Value.GetString()!] : Texts(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
        _ => [],
    };
}
