using System.Globalization;
using System.Text;

namespace Alerts.Adapters.Tests.Formats.Mutants;

/// <summary>Records of a text file, read another way than the product does: letter by letter, without a library.</summary>
internal static class NaiveText
{
    public sealed record Row(int Line, List<string> Fields, bool IsOdd)
    {
        public bool IsBlank => Fields.TrueForAll(text => text.Trim().Length == 0);
    }

    /// <returns>The text as its bytes say; null where they do not decode.</returns>
    public static string? Decoded(byte[] bytes, string encoding)
    {
        try
        {
            if (bytes is [0xEF, 0xBB, 0xBF, ..]) return new UTF8Encoding(false, true).GetString(bytes[3..]);
            if (bytes is [0xFF, 0xFE, ..]) return new UnicodeEncoding(false, false, true).GetString(bytes[2..]);
            if (bytes is [0xFE, 0xFF, ..]) return new UnicodeEncoding(true, false, true).GetString(bytes[2..]);
            return CodePagesEncodingProvider.Instance.GetEncoding(encoding, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback) is { } known
                ? known.GetString(bytes)
                : new UTF8Encoding(false, true).GetString(bytes);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <returns>Whether a quote is left open at the end.</returns>
    public static bool Read(string text, List<Row> rows)
    {
        var (line, started, at) = (1, 1, 0);
        var (fields, field, isOdd) = (new List<string>(), new StringBuilder(), false);
        while (at <= text.Length)
        {
            if (at == text.Length || text[at] is '\n' or '\r')
            {
                fields.Add(field.ToString());
                if (fields.Count > 1 || fields[0].Length > 0) rows.Add(new(started, fields, isOdd));
                if (at < text.Length) at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
                else at++;
                (fields, field, isOdd, started) = ([], new(), false, ++line);
            }
            else if (text[at] == ',')
            {
                fields.Add(field.ToString());
                field = new();
                at++;
            }
            else if (text[at] == '"' && field.Length == 0 && StartsField(text, at))
            {
                if (!Quoted(text, ref at, field, ref line)) return true;
                isOdd |= at < text.Length && text[at] is not (',' or '\n' or '\r');
            }
            else
            {
                field.Append(text[at++]);
            }
        }
        return false;
    }

    /// <returns>A number as FORMATS §0 allows it; null otherwise.</returns>
    public static decimal? Number(string text)
    {
        var bare = text.Trim(' ');
        var digits = bare.TrimStart('-');
        if (bare.Length - digits.Length > 1 || digits.Length == 0 || digits.Any(letter => !char.IsAscii(letter))) return null;
        var parts = digits.Split('.');
        if (parts.Length > 2 || parts.Any(part => part.Length == 0)) return null;
        var groups = parts[0].Split(',');
        if (groups.Length > 1 && (groups[0].Length is 0 or > 3 || groups.Skip(1).Any(group => group.Length != 3))) return null;
        return decimal.TryParse(bare.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static bool StartsField(string text, int at) => at == 0 || text[at - 1] is ',' or '\n' or '\r';

    private static bool Quoted(string text, ref int at, StringBuilder field, ref int line)
    {
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                if (at + 1 == text.Length || text[at + 1] != '"')
                {
                    at++;
                    return true;
                }
                at++;
            }
            else if (text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.Length || text[at + 1] != '\n')))
            {
                line++;
            }
            field.Append(text[at]);
        }
        return false;
    }
}
