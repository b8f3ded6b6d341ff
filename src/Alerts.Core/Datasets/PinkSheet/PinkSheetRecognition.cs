using Alerts.Core.Datasets.Recognition;

namespace Alerts.Core.Datasets.PinkSheet;

/// <summary>Tells a Pink Sheet by the title in its first row.</summary>
public static class PinkSheetRecognition
{
    public const string Title = "World Bank Commodity Price Data";

    /// <returns>Null where the sheet has not its title and codes.</returns>
    public static Recognised? Of(TableSample sheet)
    {
        if (sheet.Rows.Count == 0 || !sheet.Rows[0][0].Text.StartsWith(Title, StringComparison.Ordinal)) return null;
        var head = PinkSheetHead.Of(new SampleRows(sheet));
        var columns = Enumerable.Range(1, Math.Max(0, head.Width - 1)).Where(at => head.Code(at).Length > 0).ToList();
        if (columns.Count == 0) return null;
        var known = columns.Where(at => PinkSheetUnits.Find(head.Unit(at)) is not null).ToList();
        return new RecognisedFormat("pink-sheet", "World Bank", [],
            [.. known.Select(at => new FoundKeyedSeries(head.Code(at), head.Label(at).Trim(' ', '*'), PinkSheetUnits.Find(head.Unit(at))!.Unit.Text))],
            [.. columns.Except(known).Select(at => $"{head.Code(at)}: its unit, {head.Unit(at)}, is none that rules can compare")]);
    }
}
