using System.Text;

namespace Alerts.Adapters.Tests.Formats.Mutants;

/// <summary>What broken disks, programs and people do to a text file.</summary>
internal static class TextMutations
{
    public const string CutOff = "cut off";

    private static readonly string[] Fields =
    [
        "", " ", "\"", "\"\"", "-", "--1", "+5", "=1+1", "0", "-0", "00", "1e5", "1e309", "-1E-400", "NaN", "Infinity", "∞", "#N/A", "..", "…", "1 234,5", "1.234,56", "1,23,4", "1'234", "0x1F", "１２３", "٣", "½",
        "45740", "2025-02-30", "2025-13-01", "0000-00-00", "9999-12-31", "24.03.2025", "03/24/2025", "2025-03-24T00:00:00Z", "99999999999999999999999999999999999999", "0.00000000000000000000000000000000000001", "Total", "合计",
        "\0", "a\u2028b", "\u200B6550", "6550\u00A0", "６５５０", new('9', 400), new('A', 10_001), new('"', 9), "<html>", "'; DROP TABLE values; --",
    ];

    public static Mutation[] All { get; } =
    [
        new(CutOff, (bytes, random) => bytes[..random.Next(bytes.Length)]),
        new(CutOff, (bytes, random) => bytes[..random.Next(bytes.Length * 9 / 10, bytes.Length)]),
        new("a bit flipped", (bytes, random) => Changed(bytes, random, (copy, at) => copy[at] ^= (byte)(1 << random.Next(8)))),
        new("a byte changed", (bytes, random) => Changed(bytes, random, (copy, at) => copy[at] = (byte)random.Next(256))),
        new("bytes put in", (bytes, random) => Spliced(bytes, random.Next(bytes.Length + 1), 0, Random(random))),
        new("bytes taken out", (bytes, random) => Spliced(bytes, random.Next(bytes.Length), random.Next(1, 40), [])),
        new("a block doubled", (bytes, random) => random.Next(bytes.Length) is var at ? Spliced(bytes, at, 0, bytes[at..Math.Min(bytes.Length, at + random.Next(1, 400))]) : bytes),
        new("a block zeroed", (bytes, random) => random.Next(bytes.Length) is var at ? Spliced(bytes, at, 64, new byte[64]) : bytes),
        new("head and tail spliced", (bytes, random) => [.. bytes[..random.Next(bytes.Length)], .. bytes[random.Next(bytes.Length)..]]),
        new("a BOM in the middle", (bytes, random) => Spliced(bytes, random.Next(bytes.Length), 0, [0xEF, 0xBB, 0xBF])),
        new("half a character", (bytes, random) => Spliced(bytes, random.Next(bytes.Length), 0, [(byte)random.Next(0x80, 0x100)])),
        new("a quote opened", (bytes, random) => Spliced(bytes, random.Next(bytes.Length), 0, "\""u8.ToArray())),
        new("a field replaced", (bytes, random) => Lines(bytes, lines => WithField(lines, random, _ => Fields[random.Next(Fields.Length)]))),
        new("two fields swapped", (bytes, random) => Lines(bytes, lines => WithFields(lines, random, fields => Swap(fields, random)))),
        new("a field left out", (bytes, random) => Lines(bytes, lines => WithFields(lines, random, fields => fields.RemoveAt(random.Next(fields.Count))))),
        new("two lines swapped", (bytes, random) => Lines(bytes, lines => Swap(lines, random))),
        new("a line doubled", (bytes, random) => Lines(bytes, lines => lines.Insert(random.Next(lines.Count), lines[random.Next(lines.Count)]))),
        new("a line left out", (bytes, random) => Lines(bytes, lines => lines.RemoveAt(random.Next(lines.Count)))),
        new("the header again", (bytes, random) => Lines(bytes, lines => lines.Insert(random.Next(lines.Count), lines[0]))),
        new("a total at the end", (bytes, random) => Lines(bytes, lines => lines.Insert(lines.Count - 1, $"Total,,{random.Next(1000)}"))),
        new("other line ends", (bytes, random) => Lines(bytes, lines => WithLine(lines, random, line => line + "\r"))),
        new("other delimiters", (bytes, random) => Lines(bytes, lines => WithLine(lines, random, line => line.Replace(',', ";\t|"[random.Next(3)])))),
        new("saved as UTF-16", (bytes, random) => [.. random.Next(2) == 0 ? Encoding.Unicode.GetPreamble() : [], .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(bytes))]),
    ];

    private static byte[] Changed(byte[] bytes, Random random, Action<byte[], int> change)
    {
        var copy = bytes.ToArray();
        change(copy, random.Next(copy.Length));
        return copy;
    }

    private static byte[] Spliced(byte[] bytes, int at, int removed, byte[] added) => [.. bytes[..at], .. added, .. bytes[Math.Min(bytes.Length, at + removed)..]];

    private static byte[] Random(Random random)
    {
        var bytes = new byte[random.Next(1, 40)];
        random.NextBytes(bytes);
        return bytes;
    }

    // Latin-1 keeps every byte as it is, whatever the encoding of the file.
    private static byte[] Lines(byte[] bytes, Action<List<string>> change)
    {
        var lines = Encoding.Latin1.GetString(bytes).Split('\n').ToList();
        if (lines.Count > 2) change(lines);
        var text = string.Join('\n', lines);
        return text.All(letter => letter < 256) ? Encoding.Latin1.GetBytes(text) : [.. text.SelectMany(letter => letter < 256 ? [(byte)letter] : Encoding.UTF8.GetBytes([letter]))];
    }

    private static void WithLine(List<string> lines, Random random, Func<string, string> change)
    {
        var at = random.Next(lines.Count);
        lines[at] = change(lines[at]);
    }

    private static void WithField(List<string> lines, Random random, Func<string, string> change) => WithFields(lines, random, fields =>
    {
        var at = random.Next(fields.Count);
        fields[at] = fields[at].StartsWith('"') && random.Next(2) == 0 ? $"\"{change(fields[at])}\"" : change(fields[at]);
    });

    private static void WithFields(List<string> lines, Random random, Action<List<string>> change)
    {
        var line = random.Next(lines.Count - 1);
        var fields = lines[line].Split(',').ToList();
        change(fields);
        lines[line] = string.Join(',', fields);
    }

    private static void Swap(List<string> list, Random random)
    {
        var (one, other) = (random.Next(list.Count), random.Next(list.Count));
        (list[one], list[other]) = (list[other], list[one]);
    }
}
