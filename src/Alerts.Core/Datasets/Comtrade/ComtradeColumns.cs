namespace Alerts.Core.Datasets.Comtrade;

/// <summary>Where the 47 fields of a UN Comtrade record stand (FORMATS §2). -1: the file has none.</summary>
internal sealed class ComtradeColumns(TableHeader header)
{
    public const string PeriodName = "period";
    public const string PartnerName = "partnerCode";
    public const string CodeName = "cmdCode";
    public const string FlowName = "flowCode";
    public const string MonthName = "refMonth";

    /// <summary>The one that tells such files from others.</summary>
    public const string TypeName = "typeCode";

    private const string ValueName = "primaryValue";

    public int Type { get; } = header.Find(TypeName);

    public int Frequency { get; } = header.Find("freqCode");

    public int Year { get; } = header.Find("refYear");

    public int Month { get; } = header.Find(MonthName);

    public int Period { get; } = header.Find(PeriodName);

    public int Reporter { get; } = header.Find("reporterCode");

    public int Flow { get; } = header.Find(FlowName);

    public int Partner { get; } = header.Find(PartnerName);

    public int Code { get; } = header.Find(CodeName);

    public int Classification { get; } = header.Find("classificationCode");

    public int Unit { get; } = header.Find("qtyUnitAbbr");

    public int Value { get; } = header.Find(ValueName);

    /// <summary>What parts a cell, each with the code that stands for all of it: other rows are breakdowns, and would count it twice.</summary>
    public IReadOnlyList<(int At, string Name, string Whole)> Breakdowns { get; } =
        [.. new[] { ("partner2Code", "0"), ("customsCode", "C00"), ("motCode", "0"), ("mosCode", "0") }.Select(one => (header.Find(one.Item1), one.Item1, one.Item2))];

    public int AmountAt(CustomsMeasure measure) => header.Find(AmountName(measure));

    public static string AmountName(CustomsMeasure measure) => measure switch
    {
        CustomsMeasure.Value => ValueName,
        CustomsMeasure.FirstQuantity => "qty",
        _ => "netWgt",
    };

    /// <returns>What forbids reading the file; null when its fields are there.</returns>
    public FileReading? Fault(CustomsMeasure measure, char? delimiter)
    {
        string[] wanted = [PeriodName, FlowName, PartnerName, CodeName, AmountName(measure)];
        return header.Fault(measure == CustomsMeasure.FirstQuantity ? [.. wanted, "qtyUnitAbbr"] : wanted, delimiter)
            ?? header.Doubled(header.Names.Where(name => name.Length > 0));
    }
}
