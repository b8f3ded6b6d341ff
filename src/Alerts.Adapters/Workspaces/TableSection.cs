using System.Globalization;
using System.Text;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads how a csv, xlsx or json file is laid out.</summary>
internal static class TableSection
{
    private const string Usual = "utf-8";

    public static TableLayout? Read(Section section, Frequency frequency)
    {
        var isWide = section.Choice("layout", 0, "long", "wide") == 1;
        if (section.Mapping("columns") is not { } mapping)
        {
            if (section.Child("columns") is null) section.Wrong("columns", "missing-key", "'columns' is missing in a dataset", "{ period: …, series: …, value: … }");
            return null;
        }
        var columns = Section.Open(section.File, mapping, Shapes.Columns, section.All);
        var (period, series, value) = (columns.Text("period"), columns.Text("series"), columns.Text("value"));
        if (!isWide && series is null) columns.Wrong("series", "missing-key", "'series' is missing in columns: a long file names the series in a column");
        if (!isWide && value is null) columns.Wrong("value", "missing-key", "'value' is missing in columns: a long file has one column of values");
        if (isWide && series is not null) columns.Wrong("series", "wrong-key", "a wide file has a column for each series: columns names only the period");
        if (isWide && value is not null) columns.Wrong("value", "wrong-key", "a wide file has a column for each series: columns names only the period");
        var (low, high) = (columns.Text("low"), columns.Text("high"));
        if (isWide && (low ?? high) is not null) columns.Wrong(low is null ? "high" : "low", "wrong-key", "a wide file has a column for each series: columns names only the period");
        if (!isWide && low is null != high is null) columns.Wrong(low is null ? "high" : "low", "missing-key", "low and high belong together", "columns: { …, low: low, high: high }");
        return new(isWide, period ?? "", series, value, columns.Text("unit"), DateFormat(section, frequency), Encoding(section), Delimiter(section), section.Choice("decimal", 0, ".", ",") == 1 ? ',' : '.', section.Text("sheet"),
            Row(section, "header-row"), FirstRow(section), section.Child("missing") is null ? null : [.. section.List("missing").Select(node => section.Text(node, "missing")).OfType<string>().Select(text => text.Trim(' '))], section.Text("records"))
        {
            LowColumn = low,
            HighColumn = high,
        };
    }

    private static int? FirstRow(Section section)
    {
        var first = Row(section, "first-row");
        if (first is { } row && section.Child("header-row") is not null && Row(section, "header-row") >= row) section.Wrong("first-row", "wrong-value", "values stand below the header", "a row after header-row");
        return first;
    }

    private static int? Row(Section section, string key)
    {
        if (section.Text(key) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var row) && row >= 1) return row;
        section.Wrong(key, "wrong-value", $"'{text}' is no row", "a whole number, the first row is 1");
        return null;
    }

    private static string DateFormat(Section section, Frequency frequency)
    {
        var usual = frequency == Frequency.Monthly ? "yyyy-MM" : "yyyy-MM-dd";
        if (section.Text("date-format") is not { } format) return usual;
        var day = new DateOnly(2025, 11, 23);
        try
        {
            var text = day.ToString(format, CultureInfo.InvariantCulture);
            var isRead = DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read);
            var tells = frequency == Frequency.Monthly ? (read.Year, read.Month) == (day.Year, day.Month) : read == day;
            if (isRead && tells) return format;
        }
        catch (FormatException)
        {
            // Said below, with the formats that do not tell a date.
        }
        section.Wrong("date-format", "wrong-value", $"'{format}' is no date format that tells {(frequency == Frequency.Monthly ? "a month" : "a day")}", $"such as {usual}");
        return usual;
    }

    private static string Encoding(Section section)
    {
        if (section.Text("encoding") is not { } name || name == Usual) return Usual;
        try
        {
            _ = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? System.Text.Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            section.Wrong("encoding", "unknown-encoding", $"unknown encoding '{name}'", "such as utf-8, gb18030 or windows-1252", Core.Rules.Nearest.Name(name, ["utf-8", "utf-16", "gb18030", "gbk", "windows-1252", "iso-8859-1", "us-ascii"]));
        }
        return name;
    }

    private static char Delimiter(Section section)
    {
        if (section.Text("delimiter") is not { } text) return ',';
        if (text is "tab" or "\\t") return '\t';
        if (text.Length == 1 && text[0] is not ('"' or '\r' or '\n')) return text[0];
        section.Wrong("delimiter", "wrong-value", $"'{text}' is no delimiter", "one character, or tab");
        return ',';
    }
}
