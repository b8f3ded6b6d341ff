using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Alerts.Core.Datasets.Recognition;

/// <summary>Names that follow from a file's: of a dataset, of series, and the glob for the files that come after it.</summary>
public static partial class FileNaming
{
    [GeneratedRegex(@"(?<![A-Za-z])(january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|märz|mai|juni|juli|oktober|dezember|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)(?![A-Za-z])|[0-9]{4,}([-_. ]?[0-9]+)*|(?<![0-9])[0-9]{1,2}([-_. ][0-9]+)+|[0-9]+年([0-9]+月)?([0-9]+日)?|[0-9]+月", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Dates();

    private static readonly FrozenDictionary<char, string> Plain = new Dictionary<char, string>
    {
        ['ä'] = "ae",
        ['ö'] = "oe",
        ['ü'] = "ue",
        ['ß'] = "ss",
        ['å'] = "a",
        ['á'] = "a",
        ['à'] = "a",
        ['â'] = "a",
        ['ã'] = "a",
        ['é'] = "e",
        ['è'] = "e",
        ['ê'] = "e",
        ['í'] = "i",
        ['î'] = "i",
        ['ó'] = "o",
        ['ô'] = "o",
        ['õ'] = "o",
        ['ú'] = "u",
        ['û'] = "u",
        ['ñ'] = "n",
        ['ç'] = "c",
    }.ToFrozenDictionary();

    /// <summary>A glob that matches the file, and next month's: what looks like a date may be another one.</summary>
    public static string Glob(string file)
    {
        var (stem, extension) = (Path.GetFileNameWithoutExtension(file), Path.GetExtension(file));
        var open = string.Concat(Dates().Replace(stem, "*").Select(letter => letter is '?' or '\\' or '$' || char.IsControl(letter) ? '?' : letter));
        while (open.Contains("**", StringComparison.Ordinal) || open.Contains("* *", StringComparison.Ordinal)) open = open.Replace("* *", "*", StringComparison.Ordinal).Replace("**", "*", StringComparison.Ordinal);
        return open.Trim('*', ' ', '-', '_', '.') is { Length: > 0 } rest ? $"*{rest}*{extension}" : $"*{extension}";
    }

    /// <summary>An id: lower case, digits and <c>-</c>. Null where nothing of the text can stand in one.</summary>
    public static string? Id(string text)
    {
        var id = string.Concat(text.ToLowerInvariant().Select(letter => Plain.GetValueOrDefault(letter) ?? (char.IsAsciiLetterOrDigit(letter) ? $"{letter}" : "-")));
        while (id.Contains("--", StringComparison.Ordinal)) id = id.Replace("--", "-", StringComparison.Ordinal);
        id = id.Trim('-');
        return id.Length == 0 ? null : id[..Math.Min(id.Length, 60)].TrimEnd('-');
    }

    /// <summary>Of the dataset: the file's name without what looks like a date.</summary>
    public static string DatasetId(string file) => Id(Dates().Replace(Path.GetFileNameWithoutExtension(file), " ")) ?? "data";

    /// <summary>An id for each title, no two alike; where nothing of it can stand in one, its number.</summary>
    public static IReadOnlyList<string> SeriesIds(string dataset, IEnumerable<string> titles)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var ids = new List<string>();
        foreach (var title in titles)
        {
            var name = Id(title) ?? $"series-{ids.Count + 1}";
            var id = $"{dataset}.{name}";
            for (var again = 2; !taken.Add(id); again++) id = $"{dataset}.{name}-{again}";
            ids.Add(id);
        }
        return ids;
    }
}
