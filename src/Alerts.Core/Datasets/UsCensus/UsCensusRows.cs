using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.UsCensus;

/// <summary>Reads the rows of an answer of the US Census trade API. Totals and groups of countries are partners of their own, and never added to countries.</summary>
internal sealed class UsCensusRows(ReadingDraft draft, UsCensusColumns columns, CustomsQuery query, CustomsBaskets baskets, DateText months) : ICustomsRows
{
    private static readonly RowFault Disagree = new("duplicate-column", "the field stands twice, with different texts", "row set aside, correct the query");

    private readonly MissingAmounts _missing = new(baskets, draft);

    public CustomsRows Rows { get; } = new();

    public bool AddUp => false;

    public void Read(ITableRows row)
    {
        if (Fault(row, out var partner, out var code, out var month) is (var column, var fault, var found)) SetAside(row, column, fault, found, partner, code, month);
        else if (baskets.Want(partner!, HsSpan.Under(code!))) Count(row, partner!, code!, month!.Value);
        else Ignore(row);
    }

    public void Lose(ITableRows row, bool isWhole)
    {
        string? partner = null, code = null;
        Period? month = null;
        if (isWhole) _ = Fault(row, out partner, out code, out month);
        baskets.Lose(partner is null ? null : [partner], code, month);
    }

    private (string Column, RowFault Fault, string Found)? Fault(ITableRows row, out string? partner, out string? code, out Period? month)
    {
        (partner, code, month) = (null, null, null);
        var time = Text(row, columns.TimeAt);
        var partnerText = Text(row, columns.PartnerAt);
        var codeText = Text(row, columns.Code);
        var noMonth = months.Read(time, out var read);
        if (noMonth is null && read.Kind != PeriodKind.Month) noMonth = RowFault.DateInvalid;
        if (noMonth is null) baskets.Cover(read);
        if (noMonth is null || noMonth == RowFault.DateFuture) month = read;
        if (partnerText.Length is > 0 and <= 8 && !ControlText.IsIn(partnerText)) partner = partnerText.ToString();
        if (codeText.Length is 2 or 4 or 6 or 10 && !codeText.ContainsAnyExceptInRange('0', '9')) code = codeText.ToString();
        foreach (var (first, at) in columns.Doubles)
        {
            if (!Text(row, first).SequenceEqual(Text(row, at))) return (columns.NameOf(at), Disagree, $"{Text(row, first)}, {Text(row, at)}");
        }
        if (noMonth is not null) return (UsCensusColumns.Time, noMonth, time.ToString());
        if (partner is null) return (UsCensusColumns.Partner, ControlText.IsIn(partnerText) ? RowFault.ControlCharacter : RowFault.PartnerCode, partnerText.ToString());
        if (code is null) return (columns.CodeName, ControlText.IsIn(codeText) ? RowFault.ControlCharacter : RowFault.HsCodeInvalid with { What = "is not an HS code of 2, 4, 6 or 10 digits" }, codeText.ToString());
        return null;
    }

    private void Count(ITableRows row, string partner, string code, Period month)
    {
        var text = Text(row, columns.Amount);
        var unit = Text(row, columns.UnitAt);
        decimal amount = 0;
        if (text.Length > 0 && text is not "-" && NumberText.Read(text, '.', out amount) is { } fault) SetAside(row, columns.AmountName, fault, text.ToString(), partner, code, month);
        else if (amount < 0) SetAside(row, columns.AmountName, RowFault.NegativeQuantity, text.ToString(), partner, code, month);
        else if (query.Measure == CustomsMeasure.Value && text is "" or "-") SetAside(row, columns.AmountName, RowFault.ValueMissing, text.ToString(), partner, code, month);
        else if (query.Measure == CustomsMeasure.Value) Add(row, partner, code, month, amount, text);
        else if (text is "" or "-" || unit is "" or "-" || (amount == 0 && HasValue(row))) Missing(row, partner, code, month, text);
        else if (Grams(unit) is not { } grams) SetAside(row, UsCensusColumns.Unit, ControlText.IsIn(unit) ? RowFault.ControlCharacter : RowFault.UnitNotWeight, unit.ToString(), partner, code, month);
        else if (amount >= CustomsRow.TooMuch / grams) SetAside(row, columns.AmountName, RowFault.NumberTooLong, text.ToString(), partner, code, month);
        else Add(row, partner, code, month, amount * grams, text);
    }

    private void Add(ITableRows row, string partner, string code, Period month, decimal amount, ReadOnlySpan<char> text)
    {
        if (amount >= CustomsRow.TooMuch)
        {
            SetAside(row, columns.AmountName, RowFault.NumberTooLong, text.ToString(), partner, code, month);
            return;
        }
        draft.Accepted++;
        Rows.Add(row.Line, month, partner, Rows.Code(code), amount, text);
    }

    private void Missing(ITableRows row, string partner, string code, Period month, ReadOnlySpan<char> text)
    {
        draft.Accepted++;
        _missing.Add(row, columns.AmountName, partner, code, month, text);
    }

    private void Ignore(ITableRows row)
    {
        draft.Accepted++;
        draft.Ignored++;
        if (draft.Explains) draft.Note(new(row.Line, $"{Text(row, columns.PartnerAt)} {Text(row, columns.Code)}", RowFate.NoSeries, null, null, Text(row, columns.Amount).ToString(), null));
    }

    private void SetAside(ITableRows row, string column, RowFault fault, string found, string? partner, string? code, Period? month)
    {
        draft.SetAside(row.Line, column, fault, found);
        baskets.Lose(partner is null ? null : [partner], code, month);
    }

    private bool HasValue(ITableRows row) => columns.Value < 0 || NumberText.Read(Text(row, columns.Value), '.', out var value) is not null || value > 0;

    // The Census counts in kilograms, grams and tonnes where it weighs.
    private static decimal? Grams(ReadOnlySpan<char> unit) => unit switch { "KG" => 1_000, "GM" => 1, "G" => 1, "T" => 1_000_000, _ => null };

    private static ReadOnlySpan<char> Text(ITableRows row, int at) => at < 0 || at >= row.FieldCount ? default : row.Field(at).Trim(' ');
}
