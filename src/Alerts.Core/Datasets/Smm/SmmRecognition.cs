using Alerts.Core.Datasets.Recognition;

namespace Alerts.Core.Datasets.Smm;

/// <summary>Tells daily prices of Shanghai Metals Market by the columns of one of their three layouts.</summary>
public static class SmmRecognition
{
    private const string CodePrefix = "SMM-";
    private static readonly string[] Long = ["date", "code", "low", "high", "average", "unit"];

    /// <returns>Null where the first row is the header of none of them.</returns>
    public static Recognised? Of(TableSample sample)
    {
        if (sample.Rows.Count < 2) return null;
        var names = sample.Rows[0].Cells.Select(cell => cell.Text.Trim()).ToList();
        var lower = names.ConvertAll(name => name.ToLowerInvariant());
        if (Long.All(lower.Contains)) return Found(sample, lower.IndexOf("date"), OfCodes(sample, lower));
        if (names.Contains(SmmChineseRows.Day) && names.Exists(name => name.EndsWith(SmmChineseRows.AverageOf, StringComparison.Ordinal))) return Found(sample, names.IndexOf(SmmChineseRows.Day), OfProducts(names));
        if (lower.Contains("date") && names.Count > 1 && names.Where(name => !name.Equals("date", StringComparison.OrdinalIgnoreCase)).All(name => name.StartsWith(CodePrefix, StringComparison.Ordinal)))
            return Found(sample, lower.IndexOf("date"), [.. names.Where(name => name.StartsWith(CodePrefix, StringComparison.Ordinal)).Distinct().Select(code => new FoundKeyedSeries(code, code, null))]);
        return null;
    }

    private static RecognisedFormat Found(TableSample sample, int day, List<FoundKeyedSeries> series) =>
        new("smm", "Shanghai Metals Market", [FrequencyKey.Of(sample.Rows.Skip(1), day, "yyyy-MM-dd")], series, []);

    private static List<FoundKeyedSeries> OfCodes(TableSample sample, List<string> names)
    {
        var (code, name, unit) = (names.IndexOf("code"), names.IndexOf("name"), names.IndexOf("unit"));
        return [.. sample.Rows.Skip(1).Where(row => row[code].Text.Trim(' ').Length > 0 && !ControlText.IsIn(row[code].Text)).GroupBy(row => row[code].Text.Trim(' '), StringComparer.Ordinal).Take(RecognisedFormat.MostSeries).Select(rows => new FoundKeyedSeries(
            rows.Key, name < 0 || rows.First()[name].Text.Trim().Length == 0 ? rows.Key : rows.First()[name].Text.Trim(), rows.Select(row => FileUnit.Find(row[unit].Text)).FirstOrDefault(found => found is not null)?.Unit.Text))];
    }

    private static List<FoundKeyedSeries> OfProducts(List<string> names) =>
        [.. names.Where(name => name.EndsWith(SmmChineseRows.AverageOf, StringComparison.Ordinal)).Select(name => name[..^SmmChineseRows.AverageOf.Length]).Distinct().Select(product => new FoundKeyedSeries(product, product, "CNY/kg", "万元/吨"))];
}
