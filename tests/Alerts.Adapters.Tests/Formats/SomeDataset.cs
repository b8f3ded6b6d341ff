using Alerts.Core.Datasets;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Tests.Formats;

/// <summary>Datasets as a workspace would describe them.</summary>
internal static class SomeDataset
{
    public static readonly DateTimeOffset Published = new(2025, 4, 1, 0, 0, 0, TimeSpan.FromHours(8));

    public static readonly TableLayout Long = new(
        Wide: false, "date", "code", "average", "unit", "yyyy-MM-dd", "utf-8", Delimiter: ',', Decimal: '.', Sheet: null);

    public static readonly TableLayout Wide = Long with { Wide = true, PeriodColumn = "Date", SeriesColumn = null, ValueColumn = null, UnitColumn = null };

    /// <summary>Prices by the three codes that the malformed files use.</summary>
    public static readonly Dataset Prices = Of("csv", Long,
        ("SMM-REO-TXO", "smm.terbium-oxide", "CNY/kg"),
        ("SMM-REO-DXO", "smm.dysprosium-oxide", "CNY/kg"),
        ("SMM-REO-CXO", "smm.cerium-oxide", "CNY/kg"));

    public static Dataset Of(string format, TableLayout layout, params (string Key, string Id, string Unit)[] series) => new(
        "smm-prices", "Shanghai Metals Market", format, "*smm*", Frequency.BusinessDaily, layout, Customs: null, Period: null,
        [.. series.Select(one => new DatasetSeries(Definition(one.Id, one.Unit, Frequency.BusinessDaily), one.Key, Basket: null))], "");

    /// <summary>First quantities from Myanmar, with everything under 2846 and 280530 asked for.</summary>
    public static Dataset Customs(params (string Id, string Unit, string[] Hs)[] series) => CustomsFrom("106", series);

    public static Dataset CustomsFrom(string partner, params (string Id, string Unit, string[] Hs)[] series) => new(
        "cn-customs", "General Administration of Customs of China", "gacc", "*gacc*", Frequency.Monthly, Layout: null,
        new(Flow.Import, CustomsMeasure.FirstQuantity, ["106"], Codes("2846", "280530")), Period: null,
        [.. series.Select(one => new DatasetSeries(Definition(one.Id, one.Unit, Frequency.Monthly), one.Id, new(partner, Codes(one.Hs))))], "");

    /// <summary>A dataset of a format that fixes its layout.</summary>
    public static Dataset Fixed(string format, Frequency frequency, params (string Key, string Id, string Unit)[] series)
    {
        var dataset = Of(format, Long, series);
        return dataset with { Layout = null, Frequency = frequency, Series = [.. dataset.Series.Select(one => one with { MayBeNegative = format != "smm" })] };
    }

    /// <summary>Trade statistics: imports of some codes from some partners.</summary>
    public static Dataset Trade(string format, CustomsMeasure measure, params (string Id, string Partner, string Unit, string[] Hs)[] series) => new(
        "trade", "", format, "*", Frequency.Monthly, Layout: null, new(Flow.Import, measure, [], []), Period: null,
        [.. series.Select(one => new DatasetSeries(Definition(one.Id, one.Unit, Frequency.Monthly), "", new(one.Partner, Codes(one.Hs))))], "");

    public static HsCodes[] Codes(params string[] texts) => [.. texts.Select(text => text.Split("..")).Select(ends => new HsCodes(ends[0], ends[^1]))];

    private static SeriesDefinition Definition(string id, string unit, Frequency frequency) =>
        new(id, id, Unit.Parse(unit), frequency, null, new Dictionary<string, string>(StringComparer.Ordinal), "", "", []);
}
