namespace Alerts.Core.Datasets.UsCensus;

/// <summary>Where the fields of an answer of the US Census trade API stand (FORMATS §4). A field that was asked for and is a predicate too stands twice. -1: there is none.</summary>
internal sealed class UsCensusColumns
{
    public const string Partner = "CTY_CODE";
    public const string Time = "time";
    public const string Unit = "UNIT_QY1";

    private readonly TableHeader _header;

    public UsCensusColumns(TableHeader header, CustomsQuery query)
    {
        _header = header;
        CodeName = CodeOf(query.Flow);
        OtherCode = CodeOf(query.Flow == Flow.Import ? Flow.Export : Flow.Import);
        ValueName = query.Flow == Flow.Export ? "ALL_VAL_MO" : query.IsConsumption ? "CON_VAL_MO" : "GEN_VAL_MO";
        QuantityName = query.Flow == Flow.Export ? "QTY_1_MO" : query.IsConsumption ? "CON_QY1_MO" : "GEN_QY1_MO";
        AmountName = query.Measure == CustomsMeasure.Value ? ValueName : QuantityName;
        Code = header.Find(CodeName);
        PartnerAt = header.Find(Partner);
        TimeAt = header.Find(Time);
        UnitAt = header.Find(Unit);
        Value = header.Find(ValueName);
        Amount = header.Find(AmountName);
        Wanted = query.Measure == CustomsMeasure.Value ? [CodeName, Partner, ValueName, Time] : [CodeName, Partner, QuantityName, Unit, Time];
        Doubles = [.. header.Names.Select((name, at) => (First: IndexOf(name), At: at)).Where(pair => pair.First != pair.At)];
    }

    public string CodeName { get; }

    public string ValueName { get; }

    public string QuantityName { get; }

    public string AmountName { get; }

    public int Code { get; }

    public int PartnerAt { get; }

    public int TimeAt { get; }

    public int UnitAt { get; }

    public int Value { get; }

    public int Amount { get; }

    /// <summary>Fields that stand a second time, each with the first place of its name.</summary>
    public IReadOnlyList<(int First, int At)> Doubles { get; }

    private string OtherCode { get; }

    private string[] Wanted { get; }

    public string NameOf(int at) => _header.Names[at];

    /// <returns>What forbids reading the file; null when its fields are there.</returns>
    public FileReading? Fault()
    {
        if (Code >= 0 || !_header.Has(OtherCode)) return _header.Lacking(Wanted, null);
        return Rejection.Of("header-not-recognised", _header.File, null, OtherCode, $"the file holds the other flow: expected \"{CodeName}\"", "file refused, correct the flow of the dataset or the query");
    }

    public static string CodeOf(Flow flow) => flow == Flow.Import ? "I_COMMODITY" : "E_COMMODITY";

    private int IndexOf(string name)
    {
        for (var at = 0; at < _header.Names.Count; at++)
        {
            if (_header.Names[at] == name) return at;
        }
        return -1;
    }
}
