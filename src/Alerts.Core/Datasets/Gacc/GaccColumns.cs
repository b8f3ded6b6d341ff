namespace Alerts.Core.Datasets.Gacc;

/// <summary>Where the columns of a customs export stand: in the order in which somebody picked the fields of the query (FORMATS §1). -1: the file has none.</summary>
internal sealed class GaccColumns
{
    public const string Code = "商品编码";
    public const string Partner = "贸易伙伴编码";
    public const string Quantity = "第一数量";
    public const string Unit = "第一计量单位";

    private static readonly string[] Months = ["数据年月", "月份"];
    private static readonly string[] Required = [Code, Partner, Quantity, Unit];
    private static readonly string[] Breakdowns = ["贸易方式编码", "贸易方式名称", "注册地编码", "注册地名称"];
    private static readonly (string Header, string Currency)[] Currencies = [("人民币", "CNY"), ("美元", "USD")];

    private readonly TableHeader _header;
    private readonly List<(string Header, string Currency)> _money;
    private readonly int _quantity;
    private readonly int _moneyAt;

    public GaccColumns(TableHeader header)
    {
        _header = header;
        MonthHeader = Months.FirstOrDefault(header.Has) ?? Months[0];
        Month = header.Find(MonthHeader);
        CodeAt = header.Find(Code);
        PartnerAt = header.Find(Partner);
        NameAt = header.Find("贸易伙伴名称");
        _quantity = header.Find(Quantity);
        UnitAt = header.Find(Unit);
        IsBrokenDown = Breakdowns.Any(header.Has);
        _money = [.. Currencies.Where(money => header.Has(money.Header))];
        _moneyAt = _money.Count == 1 ? header.Find(_money[0].Header) : -1;
    }

    public string MonthHeader { get; }

    public int Month { get; }

    public int CodeAt { get; }

    public int PartnerAt { get; }

    public int NameAt { get; }

    public int UnitAt { get; }

    /// <summary>Header of the value column: the currency stands only there. Null where there is none.</summary>
    public string? MoneyHeader => _money.Count == 1 ? _money[0].Header : null;

    /// <summary>ISO 4217 code of the values; null where there is no value column.</summary>
    public string? Currency => _money.Count == 1 ? _money[0].Currency : null;

    /// <summary>True where a month has many rows for a code and partner, which add up.</summary>
    public bool IsBrokenDown { get; }

    public int AmountAt(CustomsMeasure measure) => measure == CustomsMeasure.Value ? _moneyAt : _quantity;

    /// <summary>Header of the column that is added up.</summary>
    public string AmountHeader(CustomsMeasure measure) => measure == CustomsMeasure.Value ? MoneyHeader ?? "" : Quantity;

    /// <param name="hasPeriod">The dataset tells the period of a file that has no month column.</param>
    /// <returns>What forbids reading the file; null when its columns are there.</returns>
    public FileReading? Fault(bool hasPeriod)
    {
        if (!Required.Any(_header.Has) && Month < 0) return _header.NotRecognised([MonthHeader, .. Required], ',');
        if (_header.Fault(Required, ',') is { } fault) return fault;
        if (_header.Doubled([.. Months, "贸易伙伴名称", .. Currencies.Select(money => money.Header)]) is { } doubled) return doubled;
        if (_money.Count > 1) return Refused("currency-ambiguous", $"values stand in two currencies: {string.Join(", ", _money.Select(money => money.Header))}", "file refused, export it with one of them");
        if (Month < 0 && !hasPeriod) return Refused("missing-column", $"no column \"{Months[0]}\" that tells the month", "file refused, give the period in the dataset or with --period");
        return null;
    }

    public FileReading Refused(string reason, string what, string toDo) => Rejection.Of(reason, _header.File, _header.Line, null, what, toDo);
}
