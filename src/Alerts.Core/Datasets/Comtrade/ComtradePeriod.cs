using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.Comtrade;

/// <summary>The period of a UN Comtrade record: a month, or a year of months. A year has 52 for its month, and is no December.</summary>
internal static class ComtradePeriod
{
    private const string WholeYear = "52";

    private static readonly RowFault OtherShape = new("date-format", "is no month (202502) and no year (2024)", "row set aside, look at the query");

    /// <param name="frequency"><c>M</c> or <c>A</c>; blank where the file does not say.</param>
    /// <param name="year">Of the same record, as its month: blank where the file has none.</param>
    /// <returns>Null where it is a period on which all fields agree.</returns>
    public static RowFault? Read(ReadOnlySpan<char> text, ReadOnlySpan<char> frequency, ReadOnlySpan<char> year, ReadOnlySpan<char> month, out Period period)
    {
        period = default;
        if (ControlText.IsIn(text)) return RowFault.ControlCharacter;
        if (text.Length is not (4 or 6) || text.ContainsAnyExceptInRange('0', '9')) return OtherShape;
        var (ofYear, isAnnual) = (int.Parse(text[..4], null), text.Length == 4);
        var ofMonth = isAnnual ? 0 : int.Parse(text[4..], null);
        if (ofYear < 1 || (!isAnnual && ofMonth is < 1 or > 12)) return RowFault.DateInvalid;
        if (frequency.Length > 0 && !frequency.SequenceEqual(isAnnual ? "A" : "M")) return RowFault.PeriodsDisagree;
        if (year.Length > 0 && !(int.TryParse(year, out var saidYear) && saidYear == ofYear)) return RowFault.PeriodsDisagree;
        if (month.Length > 0 && !(isAnnual ? month is WholeYear or "0" : int.TryParse(month, out var said) && said == ofMonth)) return RowFault.PeriodsDisagree;
        period = isAnnual ? Period.Months(Period.MonthNumber(ofYear, 1), Period.MonthNumber(ofYear, 12)) : Period.Month(ofYear, ofMonth);
        return null;
    }
}
