using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.Comtrade;

/// <summary>Reads UN Comtrade records: those of one flow that are no breakdown of others.</summary>
internal sealed class ComtradeRows(ReadingDraft draft, ComtradeColumns columns, CustomsQuery query, CustomsBaskets baskets, DateText dates) : ICustomsRows
{
    private const decimal GramsInKilogram = 1_000;

    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _reporters = new(StringComparer.Ordinal);
    private readonly ComtradeEditions _editions = new(draft);
    private readonly MissingAmounts _missing = new(baskets, draft);
    private readonly string _flow = query.Flow == Flow.Import ? "M" : "X";
    private readonly int _amount = columns.AmountAt(query.Measure);
    private readonly string _amountName = ComtradeColumns.AmountName(query.Measure);

    public CustomsRows Rows { get; } = new();

    public bool AddUp => false;

    /// <inheritdoc cref="ComtradeEditions.Newest"/>
    public IReadOnlyDictionary<(string Partner, string Code), string> Editions => _editions.Newest;

    public FileReading? Refusal => _reporters.Count < 2 ? null : Rejection.Of(
        "partner-mismatch", draft.File, null, "reporterCode", $"the file holds statistics of several countries: {string.Join(", ", _reporters.Take(10))}", "file refused, say in the dataset which one is read, with reporter");

    public void Read(ITableRows row)
    {
        if (NotCounted(row) is { } why) Ignore(row, RowFate.Breakdown, why);
        else if (Text(row, columns.Code) is "TOTAL") Ignore(row, RowFate.Breakdown, "all codes together");
        else if (Fault(row, out var partner, out var code, out var period) is (var column, var fault, var found)) SetAside(row, column, fault, found, partner, code, period);
        else if (!baskets.Want(partner!, HsSpan.Under(code!))) Ignore(row, RowFate.NoSeries, null);
        else Count(row, partner!, code!, period!.Value);
    }

    public void Lose(ITableRows row, bool isWhole)
    {
        if (!isWhole)
        {
            baskets.Lose(null, null, null);
            return;
        }
        _ = Fault(row, out var partner, out var code, out var period);
        baskets.Lose(partner is null ? null : [partner], code, period);
    }

    // Another flow, another country, or a part of a cell that another row has whole.
    private string? NotCounted(ITableRows row)
    {
        if (Text(row, columns.Type) is var type && type is not ("" or "C")) return "no commodities";
        if (!Text(row, columns.Flow).SequenceEqual(_flow)) return "another flow";
        if (query.Reporter is { } reporter && columns.Reporter >= 0 && Number(Text(row, columns.Reporter)) is var own && !own.SequenceEqual(reporter)) return "another reporter";
        foreach (var (at, name, whole) in columns.Breakdowns)
        {
            var text = Text(row, at);
            if (text.Length > 0 && !text.SequenceEqual(whole)) return name;
        }
        return null;
    }

    private (string Column, RowFault Fault, string Found)? Fault(ITableRows row, out string? partner, out string? code, out Period? period)
    {
        (partner, code, period) = (null, null, null);
        var time = Text(row, columns.Period);
        var partnerText = Text(row, columns.Partner);
        var codeText = Text(row, columns.Code);
        var noPeriod = ComtradePeriod.Read(time, Text(row, columns.Frequency), Text(row, columns.Year), Text(row, columns.Month), out var read);
        if (noPeriod is null) period = read;
        if (noPeriod is null && dates.IsFuture(read)) noPeriod = RowFault.DateFuture;
        if (noPeriod is null) baskets.Cover(read);
        if (IsDigits(partnerText) && partnerText.Length <= 3) partner = Pooled(Number(partnerText));
        if (IsDigits(codeText) && codeText.Length is 2 or 4 or 6) code = Pooled(codeText);
        if (noPeriod is not null) return (noPeriod == RowFault.PeriodsDisagree && columns.Month >= 0 ? ComtradeColumns.MonthName : ComtradeColumns.PeriodName, noPeriod, noPeriod == RowFault.PeriodsDisagree ? $"{time}, {Text(row, columns.Month)}" : time.ToString());
        if (partner is null) return (ComtradeColumns.PartnerName, ControlText.IsIn(partnerText) ? RowFault.ControlCharacter : RowFault.PartnerCode, partnerText.ToString());
        if (code is null) return (ComtradeColumns.CodeName, ControlText.IsIn(codeText) ? RowFault.ControlCharacter : RowFault.HsCodeInvalid, codeText.ToString());
        return null;
    }

    private void Count(ITableRows row, string partner, string code, Period period)
    {
        if (columns.Reporter >= 0 && query.Reporter is null) _reporters.Add(Pooled(Text(row, columns.Reporter)));
        if (columns.Classification >= 0) _editions.Add(row, partner, code, period, Text(row, columns.Classification));
        var text = Text(row, _amount);
        decimal amount = 0;
        if (text.Length > 0 && NumberText.Read(text, '.', out amount) is { } fault) SetAside(row, _amountName, fault, text.ToString(), partner, code, period);
        else if (amount < 0) SetAside(row, _amountName, RowFault.NegativeQuantity, text.ToString(), partner, code, period);
        else if (query.Measure == CustomsMeasure.Value && text.IsEmpty) SetAside(row, _amountName, RowFault.ValueMissing, "", partner, code, period);
        else if (query.Measure != CustomsMeasure.Value && amount == 0 && IsMissing(row, text)) Missing(row, partner, code, period, text);
        else if (query.Measure == CustomsMeasure.FirstQuantity && Text(row, columns.Unit) is var unit && unit is not "kg") SetAside(row, "qtyUnitAbbr", RowFault.UnitNotWeight, unit.ToString(), partner, code, period);
        else if (amount >= CustomsRow.TooMuch / GramsInKilogram) SetAside(row, _amountName, RowFault.NumberTooLong, text.ToString(), partner, code, period);
        else Add(row, partner, code, period, query.Measure == CustomsMeasure.Value ? amount : amount * GramsInKilogram, text);
    }

    // No weight at all, or none beside a value: some are published as 0.
    private bool IsMissing(ITableRows row, ReadOnlySpan<char> text) =>
        text.IsEmpty || (columns.Value >= 0 && NumberText.Read(Text(row, columns.Value), '.', out var value) is null && value > 0);

    private void Add(ITableRows row, string partner, string code, Period period, decimal amount, ReadOnlySpan<char> text)
    {
        draft.Accepted++;
        Rows.Add(row.Line, period, partner, Rows.Code(code), amount, text);
    }

    private void Missing(ITableRows row, string partner, string code, Period period, ReadOnlySpan<char> text)
    {
        draft.Accepted++;
        _missing.Add(row, _amountName, partner, code, period, text);
    }

    private void SetAside(ITableRows row, string column, RowFault fault, string found, string? partner, string? code, Period? period)
    {
        draft.SetAside(row.Line, column, fault, found);
        baskets.Lose(partner is null ? null : [partner], code, period);
    }

    private void Ignore(ITableRows row, RowFate fate, string? why)
    {
        draft.Accepted++;
        draft.Ignored++;
        if (draft.Explains) draft.Note(new(row.Line, $"{Text(row, columns.Partner)} {Text(row, columns.Code)}", fate, null, null, Text(row, _amount).ToString(), why));
    }

    private static ReadOnlySpan<char> Text(ITableRows row, int at) => at < 0 || at >= row.FieldCount ? default : row.Field(at).Trim(' ');

    private static bool IsDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');

    // "008" and 8 are one country.
    private static ReadOnlySpan<char> Number(ReadOnlySpan<char> text) => text.TrimStart('0') is { Length: > 0 } rest ? rest : text.Length == 0 ? text : "0";

    private string Pooled(ReadOnlySpan<char> text)
    {
        var lookup = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(text, out var known)) return known;
        var own = text.ToString();
        return _texts[own] = own;
    }
}
