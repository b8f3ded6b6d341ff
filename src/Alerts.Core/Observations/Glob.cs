namespace Alerts.Core.Observations;

/// <summary>Patterns over whole names: <c>*</c> is any characters, dots included, <c>?</c> is one. Case counts (SEMANTICS §3.5).</summary>
public static class Glob
{
    public static bool IsGlob(string text) => text.AsSpan().ContainsAny('*', '?');

    public static bool Matches(string pattern, string text)
    {
        int at = 0, from = 0, star = -1, retry = 0;
        while (from < text.Length)
        {
            if (at < pattern.Length && (pattern[at] == '?' || (pattern[at] == text[from] && pattern[at] != '*')))
            {
                at++;
                from++;
            }
            else if (at < pattern.Length && pattern[at] == '*')
            {
                star = at++;
                retry = from;
            }
            else if (star >= 0)
            {
                at = star + 1;
                from = ++retry;
            }
            else
            {
                return false;
            }
        }
        while (at < pattern.Length && pattern[at] == '*') at++;
        return at == pattern.Length;
    }
}
