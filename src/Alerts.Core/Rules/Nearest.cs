namespace Alerts.Core.Rules;

/// <summary>Suggests what somebody meant to write.</summary>
public static class Nearest
{
    /// <returns>The name with the fewest edits, the first of equals; null where every name differs in more than a third of its letters (two edits for a short one).</returns>
    public static string? Name(string written, IEnumerable<string> names)
    {
        string? best = null;
        var fewest = int.MaxValue;
        foreach (var name in names)
        {
            var edits = Edits(written, name);
            if (edits >= fewest || edits > Math.Max(2, Math.Max(written.Length, name.Length) / 3)) continue;
            (best, fewest) = (name, edits);
        }
        return best;
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
