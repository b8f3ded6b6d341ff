namespace Alerts.Core.Rules;

/// <summary>Suggests what somebody meant to write.</summary>
public static class Nearest
{
    private const int ShortestBeginning = 3;

    /// <returns>
    /// The name with the fewest edits, the first of equals, where it differs in at most a third of its letters (two edits for a
    /// short one); else the first that begins with what was written; else null.
    /// </returns>
    public static string? Name(string written, IEnumerable<string> names)
    {
        var all = names as IReadOnlyCollection<string> ?? [.. names];
        string? best = null;
        var fewest = int.MaxValue;
        foreach (var name in all)
        {
            var edits = Edits(written, name);
            var length = Math.Max(written.Length, name.Length);
            if (edits >= fewest || edits >= length || edits > Math.Max(2, length / 3)) continue;
            (best, fewest) = (name, edits);
        }
        return best ?? (written.Length >= ShortestBeginning ? all.FirstOrDefault(name => name.StartsWith(written, StringComparison.OrdinalIgnoreCase)) : null);
    }

    // Damerau-Levenshtein, optimal string alignment: a swapped pair is one edit. Letter case is half a mistake, so it is none here.
    private static int Edits(string a, string b)
    {
        int[] before = new int[b.Length + 1], row = new int[b.Length + 1], next = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            next[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]);
                next[j] = Math.Min(Math.Min(next[j - 1], row[j]) + 1, row[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) next[j] = Math.Min(next[j], before[j - 2] + 1);
            }
            (before, row, next) = (row, next, before);
        }
        return row[b.Length];
    }
}
