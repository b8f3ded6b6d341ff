using Alerts.Core.Delivery;
using FsCheck;
using FsCheck.Fluent;

namespace Alerts.Core.Tests.Delivery;

public sealed class SignedLinksTests
{
    private const string Secret = "a secret of thirty-two bytes or more";
    private const string Other = "another secret of thirty-two bytes or more";
    private static readonly DateTimeOffset Now = new(2025, 3, 24, 9, 0, 0, TimeSpan.Zero);
    private static readonly LinkGrant Grant = new("confirm", "magnet-buyers", "buyer@example.com", Now.AddDays(1));
    private static readonly SignedLinks Links = new(Secret);

    [Fact]
    public void A_link_grants_what_was_signed_until_it_expires()
    {
        var token = Links.Token(Grant);

        Assert.Equal(new LinkReading(Grant, null), Links.Read(token, "confirm", Now));
        Assert.Equal(new LinkReading(Grant, null), Links.Read(token, "confirm", Grant.Expires.AddSeconds(-1)));
        Assert.Equal(new LinkReading(null, LinkFault.Expired), Links.Read(token, "confirm", Grant.Expires));
        Assert.All(token, letter => Assert.True(char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'));
    }

    [Fact]
    public void A_link_for_one_thing_does_no_other() => Assert.Equal(new LinkReading(null, LinkFault.OtherPurpose), Links.Read(Links.Token(Grant), "unsubscribe", Now));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a.b.c")]
    [InlineData("Zm9v.YmFy")]
    [InlineData("%00.%00")]
    [InlineData("ÿÿÿÿ.ÿÿÿÿ")]
    public void What_is_no_token_is_not_ours(string token) => Assert.Equal(new LinkReading(null, LinkFault.NotOurs), Links.Read(token, "confirm", Now));

    [Fact]
    public void No_letter_of_a_token_can_be_changed_added_or_taken_away()
    {
        var token = Links.Token(Grant);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll((from at in Gen.Choose(0, token.Length - 1) from letter in Gen.Elements("ABCabc019-_.=+/ ".ToCharArray()) from how in Gen.Choose(0, 2) select (at, letter, how)).ToArbitrary(), change =>
        {
            var changed = change.how switch { 0 => token[..change.at] + change.letter + token[(change.at + 1)..], 1 => token.Insert(change.at, $"{change.letter}"), _ => token.Remove(change.at, 1) };
            return changed == token || Links.Read(changed, "confirm", Now).Grant is null;
        }));
    }

    [Fact]
    public void A_secret_can_be_changed_while_links_are_out()
    {
        var token = Links.Token(Grant);

        Assert.Equal(Grant, new SignedLinks(Other, Secret).Read(token, "confirm", Now).Grant);
        Assert.Equal(LinkFault.NotOurs, new SignedLinks(Other).Read(token, "confirm", Now).Fault);
    }

    [Fact]
    public void A_short_secret_and_a_text_of_two_lines_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new SignedLinks("short"));
        Assert.Throws<ArgumentException>(() => new SignedLinks());
        Assert.Throws<ArgumentException>(() => Links.Token(Grant with { Subscriber = "a\nb@example.com" }));
    }

    [Theory]
    [InlineData("secret", "secret", true)]
    [InlineData("secreT", "secret", false)]
    [InlineData("", "secret", false)]
    [InlineData("secret and more", "secret", false)]
    public void A_secret_is_compared_whole_and_in_constant_time(string given, string secret, bool isEqual)
    {
        Assert.Equal(isEqual, ConstantTime.Equal(given, secret));
        Assert.Equal(isEqual, ConstantTime.IsAny(given, ["other", secret]));
    }

    [Fact]
    public void An_unsubscribe_token_is_that_of_its_receiver_alone()
    {
        var links = new UnsubscribeLinks("https://alerts.example/u/", null, Secret);
        var token = links.Token("magnet-buyers", "Buyer@example.com");

        Assert.True(links.IsToken(token, "magnet-buyers", "buyer@example.com"));
        Assert.False(links.IsToken(token, "magnet-buyers", "other@example.com"));
        Assert.False(links.IsToken(token, "others", "buyer@example.com"));
        Assert.False(links.IsToken("", "magnet-buyers", "buyer@example.com"));
    }
}
