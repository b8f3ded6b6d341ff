namespace Alerts.Core.Rules;

internal enum TokenKind
{
    /// <summary>A name, a unit, a number, a date: what a token is depends on where it stands.</summary>
    Word,
    Operator,
    Percent,
    Open,
    Close,
    Comma,
    Unknown,
    End,
}

internal sealed record Token(TokenKind Kind, string Text, int Offset)
{
    public int Length => Math.Max(1, Text.Length);
}

/// <summary>Cuts a rule's text into tokens, each with its place. Never fails: what it does not know is a token too.</summary>
internal static class RuleTokens
{
    public static List<Token> Of(string text)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }
            var token = One(text, at);
            tokens.Add(token);
            at += token.Length;
        }
        tokens.Add(new(TokenKind.End, "", text.Length));
        return tokens;
    }

    private static Token One(string text, int at)
    {
        var rest = text.AsSpan(at);
        switch (rest[0])
        {
            case '(': return new(TokenKind.Open, "(", at);
            case ')': return new(TokenKind.Close, ")", at);
            case ',': return new(TokenKind.Comma, ",", at);
            case '%': return new(TokenKind.Percent, "%", at);
            case '<' or '>': return new(TokenKind.Operator, rest.Length > 1 && rest[1] == '=' ? text.Substring(at, 2) : text.Substring(at, 1), at);
        }
        var end = 0;
        while (end < rest.Length && IsOfWord(rest[end])) end++;
        if (end > 0) return new(TokenKind.Word, text.Substring(at, end), at);
        return new(TokenKind.Unknown, text.Substring(at, at + 1 < text.Length && char.IsSurrogatePair(text, at) ? 2 : 1), at);
    }

    private static bool IsOfWord(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '-' or '*' or '?' or '/';
}
