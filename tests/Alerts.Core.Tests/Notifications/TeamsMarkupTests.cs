using Alerts.Core.Notifications;

namespace Alerts.Core.Tests.Notifications;

public sealed class TeamsMarkupTests
{
    private const string Markup = @"\`*_[]<>{}~|&#";

    /// <summary>Every letter that could be markup stands behind a backslash.</summary>
    internal static bool IsPlain(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\') at++;
            else if (Markup.Contains(text[at], StringComparison.Ordinal)) return false;
        }
        return !text.Any(char.IsControl) && (text.Length == 0 || text[0] is not ('-' or '+' or '='));
    }

    [Theory]
    [InlineData("**bold** and _that_", @"\*\*bold\*\* and \_that\_")]
    [InlineData("[click](https://example.com)", @"\[click\](https://example.com)")]
    [InlineData("<at>Everybody</at> &lt;", @"\<at\>Everybody\</at\> \&lt;")]
    [InlineData("{{DATE(2025-03-24T00:00:00Z)}}", @"\{\{DATE(2025-03-24T00:00:00Z)\}\}")]
    [InlineData("# heading", @"\# heading")]
    [InlineData("- item", @"\- item")]
    [InlineData("1. item", @"1\. item")]
    [InlineData("line\nbreak", "line break")]
    [InlineData(@"C:\*", @"C:\\\*")]
    [InlineData("氧化铽 👩‍👩‍👧‍👦 −3.2 %", "氧化铽 👩‍👩‍👧‍👦 −3.2 %")]
    public void What_looks_like_markup_is_shown_as_it_stands(string text, string escaped)
    {
        Assert.Equal(escaped, TeamsMarkup.Escaped(text));
        Assert.True(IsPlain(escaped));
    }

    [Fact]
    public void The_check_itself_sees_markup() => Assert.All(["*x*", "[x]", "- x", "a\nb"], text => Assert.False(IsPlain(text)));
}
