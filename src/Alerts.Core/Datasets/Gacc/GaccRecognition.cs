using System.Globalization;

using Alerts.Core.Datasets.Recognition;

namespace Alerts.Core.Datasets.Gacc;

/// <summary>Tells the query export of China customs by its columns (FORMATS §1), and what it holds.</summary>
public static class GaccRecognition
{
    private static readonly string[] Names = ["数据年月", "月份"];
    private static readonly string[] Weights = ["千克", "克", "吨"];

    /// <returns>Null where the first row has not its columns.</returns>
    public static RecognisedCustoms? Of(TableSample sample)
    {
        if (sample.Rows.Count == 0) return null;
        var header = sample.Rows[0].Cells.Select(cell => cell.Text.Trim()).ToList();
        var (code, partner, unit) = (header.IndexOf(GaccColumns.Code), header.IndexOf(GaccColumns.Partner), header.IndexOf(GaccColumns.Unit));
        if (code < 0 || partner < 0 || unit < 0 || !header.Contains(GaccColumns.Quantity)) return null;
        var name = header.IndexOf("贸易伙伴名称");
        var rows = sample.Rows.Skip(1).Where(row => IsPartner(row[partner].Text) && row[code].Text.Length >= 4 && row[code].Text.All(char.IsAsciiDigit)).ToList();
        var groups = rows.GroupBy(row => (Partner: int.Parse(row[partner].Text, CultureInfo.InvariantCulture), Hs: row[code].Text[..4])).ToList();
        var weights = groups.Where(group => group.All(row => Weights.Contains(row[unit].Text.Trim()))).ToList();
        var leftOut = groups.Except(weights).Select(group => group.Key).Select(group => $"HS {group.Hs}, partner {group.Partner}: not all of its quantities are weights").ToList();
        return new(header.Exists(Names.Contains), [.. weights.Select(Heading).OrderBy(heading => heading.Partner).ThenBy(heading => heading.Hs, StringComparer.Ordinal)],
            [.. groups.Select(group => group.Key.Partner).Distinct().Order()], [.. groups.Select(group => group.Key.Hs).Distinct().Order(StringComparer.Ordinal)], leftOut);

        CustomsHeading Heading(IGrouping<(int Partner, string Hs), SampleRow> group) => new(group.Key.Partner, name < 0 ? "" : group.First()[name].Text.Trim(), group.Key.Hs, group.Count());
    }

    private static bool IsPartner(string text) => text.Length is > 0 and < 4 && text.All(char.IsAsciiDigit) && text != "0";
}
