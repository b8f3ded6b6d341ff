using System.Globalization;

namespace Alerts.Core.Datasets;

/// <summary>The row of a table that names its columns: where each stands. A column without a name is called by its place: <c>#1</c>.</summary>
internal sealed class TableHeader
{
    private static readonly (char Delimiter, string Name)[] Delimiters = [(',', "comma"), (';', "semicolon"), ('\t', "tab"), ('|', "vertical bar")];

    private TableHeader(string file, int line, IReadOnlyList<string> names)
    {
        File = file;
        Line = line;
        Names = names;
    }

    public string File { get; }

    public int Line { get; }

    public IReadOnlyList<string> Names { get; }

    /// <summary>The same for messages: names of JSON stand on no line of their own.</summary>
    private int? At => Line == 0 ? null : Line;

    /// <param name="from">Line that it stands on; null: the first row that is not blank.</param>
    /// <returns>Null when every row, from there on, is blank.</returns>
    public static TableHeader? Next(string file, ITableRows rows, int? from = null)
    {
        while (rows.Next())
        {
            if (rows.Line < from || rows.IsBlank()) continue;
            var names = new string[rows.FieldCount];
            for (var at = 0; at < names.Length; at++) names[at] = rows.Field(at).Trim().ToString();
            return new(file, rows.Line, names);
        }
        return null;
    }

    /// <summary>Position of a column; -1 where there is none.</summary>
    public int Find(string name)
    {
        for (var at = 0; at < Names.Count; at++)
        {
            if (Names[at] == name) return at;
        }
        return ByPlace(name);
    }

    public bool Has(string name) => Find(name) >= 0;

    /// <summary>What forbids reading on: none of the columns wanted is there, one is missing, or one stands twice.</summary>
    /// <param name="delimiter">Of the dataset; null where the file needs none.</param>
    /// <returns>Null when each is there once.</returns>
    public FileReading? Fault(IReadOnlyCollection<string> wanted, char? delimiter) => Lacking(wanted, delimiter) ?? Doubled(wanted);

    /// <summary>The same where a column may stand twice.</summary>
    public FileReading? Lacking(IReadOnlyCollection<string> wanted, char? delimiter)
    {
        var missing = wanted.Where(name => !Has(name)).ToList();
        if (missing.Count == wanted.Count && wanted.Count > 0) return NotRecognised(wanted, delimiter);
        if (missing.Count > 0)
        {
            var what = $"no column {Quoted(missing)}; found {FoundNames()}";
            return Rejection.Of("missing-column", File, At, null, what, "file refused, correct the columns of the dataset or ask the publisher");
        }
        return null;
    }

    /// <summary>What forbids reading on when a column that may be absent stands twice; null otherwise.</summary>
    public FileReading? Doubled(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (Names.Count(other => other == name) < 2) continue;
            return Rejection.Of("duplicate-column", File, At, name, "the column stands more than once", "file refused, ask the publisher which one counts");
        }
        return null;
    }

    /// <summary>The file is not what the dataset says: none of its columns is there.</summary>
    public FileReading NotRecognised(IEnumerable<string> wanted, char? delimiter)
    {
        var what = $"header is not recognised: expected {Quoted(wanted)}, found {FoundNames()}";
        return Rejection.Of("header-not-recognised", File, At, null, what, $"file refused, {Advice(delimiter)}");
    }

    // Only where the header is blank, so that a column named "#1" is itself.
    private int ByPlace(string name) =>
        name is ['#', .. var place] && int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= Names.Count && Names[number - 1].Length == 0
            ? number - 1 : -1;

    private string Advice(char? delimiter)
    {
        if (delimiter is { } own && Names.Count == 1)
        {
            foreach (var (other, name) in Delimiters)
            {
                if (other != own && Names[0].Contains(other, StringComparison.Ordinal)) return $"its delimiter is the {name}: set the delimiter of the dataset";
            }
        }
        return "look whether it belongs to another dataset or has another encoding";
    }

    private string FoundNames()
    {
        const int shown = 20;
        var names = Names.Where(name => name.Length > 0).ToList();
        return names.Count > shown ? $"{Quoted(names.Take(shown))} and {names.Count - shown} more" : Quoted(names);
    }

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"\"{ReadingMessage.Shown(name)}\""));
}
