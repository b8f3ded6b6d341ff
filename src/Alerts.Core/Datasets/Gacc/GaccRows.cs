using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.Gacc;

/// <summary>Reads the rows of a customs export, and says of each that is set aside which sums it leaves unknown.</summary>
internal sealed class GaccRows(ReadingDraft draft, GaccColumns columns, CustomsMeasure measure, CustomsBaskets baskets, DateText months, Period? period) : ICustomsRows
{
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _names = new Dictionary<string, string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    // Neighbouring rows are mostly of the same month and partner.
    private readonly LastText _monthText = new();
    private readonly LastText _partnerText = new();
    private readonly LastText _nameText = new();
    private (RowFault? Fault, Period Month) _month;
    private string[] _partner = [];

    /// <summary>Rows of codes and partners that a series counts.</summary>
    public CustomsRows Rows { get; } = new();

    public bool AddUp => columns.IsBrokenDown;

    public void Read(ITableRows row)
    {
        var at = new Place();
        ReadMonth(row, ref at);
        ReadPartner(row, ref at);
        ReadCode(row, ref at);
        var isWanted = at.Fault is null && baskets.Want(at.Partners![0], at.Code!.Span);
        var amount = at.Fault is null ? ReadAmount(row, isWanted, ref at) : 0;
        if (at.Fault is { } fault)
        {
            draft.SetAside(row.Line, at.Column, fault, at.Found);
            baskets.Lose(at.Partners, at.Code?.Text, at.Month);
            return;
        }
        draft.Accepted++;
        if (isWanted) Rows.Add(row.Line, at.Month!.Value, at.Partners![0], at.Code!, amount, row.Field(columns.AmountAt(measure)).Trim(' '));
        else draft.Ignored++;
        if (draft.Explains && !isWanted) draft.Note(new(row.Line, $"{at.Partners![0]} {at.Code!.Text}", RowFate.NoSeries, null, at.Month, null, null));
    }

    /// <summary>A row that was set aside before its fields were read: what it would have counted in is not known.</summary>
    /// <param name="isWhole">Its fields stand where the header says.</param>
    public void Lose(ITableRows row, bool isWhole)
    {
        var at = new Place();
        if (isWhole)
        {
            ReadMonth(row, ref at);
            ReadPartner(row, ref at);
            ReadCode(row, ref at);
        }
        baskets.Lose(at.Partners, at.Code?.Text, at.Month);
    }

    private void ReadMonth(ITableRows row, ref Place at)
    {
        if (columns.Month < 0)
        {
            at.Month = period;
            return;
        }
        var text = row.Field(columns.Month);
        if (!_monthText.Is(text)) _month = (months.Read(text, out var read) ?? (read.Kind == PeriodKind.Month ? null : RowFault.DateInvalid), read);
        var (fault, month) = _month;
        // A month to come is readable, but no query covers it.
        if (fault is null || (fault == RowFault.DateFuture && month.Kind == PeriodKind.Month)) at.Month = month;
        if (fault is null) baskets.Cover(month);
        // The export has one way to write a month: what is not yyyyMM is no month at all.
        else at.Refuse(columns.MonthHeader, fault.Reason == "date-format" ? RowFault.DateInvalid : fault, text);
    }

    private void ReadPartner(ITableRows row, ref Place at)
    {
        var text = row.Field(columns.PartnerAt).Trim(' ');
        if (text.Length is < 1 or > 4 || text.ContainsAnyExceptInRange('0', '9'))
        {
            at.Refuse(GaccColumns.Partner, ControlText.IsIn(text) ? RowFault.ControlCharacter : RowFault.PartnerUnreadable, text);
            return;
        }
        var name = columns.NameAt < 0 ? default : row.Field(columns.NameAt).Trim();
        if (_partnerText.Is(text) & _nameText.Is(name) && _partner.Length == 1)
        {
            at.Partners = _partner;
            return;
        }
        var code = int.Parse(text, null);
        at.Partners = _partner = [Pooled(text.TrimStart('0'))];
        if (GaccPartners.Agree(code, Pooled(name))) return;
        _partner = [];
        at.Partners = GaccPartners.Meant(code, name.ToString());
        at.Refuse(GaccColumns.Partner, RowFault.PartnerMismatch, $"{text} {name}");
    }

    private void ReadCode(ITableRows row, ref Place at)
    {
        var text = row.Field(columns.CodeAt).Trim(' ');
        if (text.Length is 2 or 4 or 6 or 8 && !text.ContainsAnyExceptInRange('0', '9')) at.Code = Rows.Code(text);
        else at.Refuse(GaccColumns.Code, ControlText.IsIn(text) ? RowFault.ControlCharacter : RowFault.HsCodeInvalid, text);
    }

    private decimal ReadAmount(ITableRows row, bool isWanted, ref Place at)
    {
        var column = columns.AmountHeader(measure);
        var text = row.Field(columns.AmountAt(measure)).Trim(' ');
        if (text.IsEmpty) return at.Refuse(column, RowFault.ValueMissing, text);
        if (NumberText.Read(text, '.', out var amount) is { } fault) return at.Refuse(column, fault, text);
        if (amount < 0) return at.Refuse(column, RowFault.NegativeQuantity, text);
        if (isWanted && measure == CustomsMeasure.FirstQuantity)
        {
            var unit = row.Field(columns.UnitAt);
            if (Grams(unit) is not { } grams) return at.Refuse(GaccColumns.Unit, ControlText.IsIn(unit) ? RowFault.ControlCharacter : RowFault.UnitNotWeight, unit);
            if (amount < CustomsRow.TooMuch) amount *= grams;
        }
        return amount < CustomsRow.TooMuch ? amount : at.Refuse(column, RowFault.NumberTooLong, text);
    }

    private static decimal? Grams(ReadOnlySpan<char> unit) => unit.Trim(' ') switch
    {
        "克" => 1,
        "千克" => 1_000,
        "吨" => 1_000_000,
        _ => null,
    };

    // Codes and names of partners repeat on every row.
    private string Pooled(ReadOnlySpan<char> text)
    {
        if (_names.TryGetValue(text, out var known)) return known;
        var own = text.ToString();
        return _names[own] = own;
    }

    /// <summary>Where a row belongs, as far as it can be read, and the first fault that was found. Null: unreadable.</summary>
    private ref struct Place
    {
        public Period? Month;
        public IReadOnlyList<string>? Partners;
        public HsCode? Code;
        public RowFault? Fault;
        public string? Column;
        public ReadOnlySpan<char> Found;

        public decimal Refuse(string column, RowFault fault, ReadOnlySpan<char> found)
        {
            if (Fault is not null) return 0;
            Fault = fault;
            Column = column;
            Found = found;
            return 0;
        }
    }
}
