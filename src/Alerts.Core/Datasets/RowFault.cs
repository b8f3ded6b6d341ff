namespace Alerts.Core.Datasets;

/// <summary>What is wrong with a row or a file: the keyword of FORMATS §0, and what to say and advise in its message.</summary>
/// <param name="What">Follows the place, with the offending text after it.</param>
/// <param name="ToDo">Follows the dash.</param>
public sealed record RowFault(string Reason, string What, string ToDo)
{
    public static readonly RowFault ControlCharacter = new("control-character", "text holds a control character", "row set aside, ask the publisher for a clean file");
    public static readonly RowFault FieldTooLong = new("field-too-long", $"field is longer than {TableLimits.FieldLength:#,##0} characters", "row set aside, look for a missing quote or delimiter");
    public static readonly RowFault Quotes = new("unterminated-quote", "text follows a closing quote", "row set aside, correct the quotes of the row");
    public static readonly RowFault FieldCount = new("field-count", "number of fields is not that of the header", "row set aside, look for a missing quote or delimiter");

    public static readonly RowFault NumberFormat = new("number-format", "is not a number", "row set aside, correct it or the decimal mark of the dataset");
    public static readonly RowFault NumberTooLong = new("number-format", $"number has more than {NumberText.MaxDigits} digits", "row set aside, correct it");
    public static readonly RowFault NumberNotFinite = new("number-not-finite", "number is not finite", "row set aside, ask the publisher for the value");
    public static readonly RowFault NegativeQuantity = new("negative-quantity", "quantity is negative", "row set aside, ask the publisher for the quantity");
    public static readonly RowFault PriceNotPositive = new("price-not-positive", "price is zero or below", "row set aside, ask the publisher, or say may-be-negative: true where the series can be");
    public static readonly RowFault RangeInverted = new("range-inverted", "low is above high", "row set aside, ask the publisher for the range");
    public static readonly RowFault ValueMissing = new("value-missing", "has no value", "row set aside, ask the publisher for the value");

    public static readonly RowFault DateMissing = new("date-invalid", "has no date", "row set aside, ask the publisher for the date");
    public static readonly RowFault DateNotTheFirst = new("date-invalid", "months are dated by their first day", "row set aside, look whether the series is daily: then say so with frequency");
    public static readonly RowFault DateInvalid = new("date-invalid", "no such date", "row set aside, correct the date");
    public static readonly RowFault DateFuture = new("date-future", "lies after the publication of the file", "row set aside, correct the date, or say with --published when the file came out");

    public static readonly RowFault UnitNotWeight = new("unit-not-weight", "unit is not a weight", "row set aside, ask the customs desk or leave the code out");
    public static readonly RowFault PartnerMismatch = new("partner-mismatch", "partner's code and name contradict each other", "row set aside, use the country codes of China customs, not UN M49");
    public static readonly RowFault PartnerCode = new("partner-mismatch", "is not a partner's code", "row set aside, fetch the file again");
    public static readonly RowFault UnitUnknown = new("unit-unknown", "unit is not known", "no value is read for it, say unit-in-file for the series");
    public static readonly RowFault PeriodsDisagree = new("date-invalid", "period and its month or year disagree", "row set aside, ask the publisher");
    public static readonly RowFault PartnerUnreadable = new("partner-mismatch", "is not a country code of China customs", "row set aside, export the file again");
    public static readonly RowFault HsCodeInvalid = new("hs-code-invalid", "is not an HS code of 2, 4, 6 or 8 digits", "row set aside, export the file again and keep it out of spreadsheets");
}
