using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Gacc;
using Alerts.Core.Observations;

namespace Alerts.Core.Tests.Datasets;

/// <summary>Tables and datasets in memory.</summary>
internal static class SomeTable
{
    public static readonly DateTimeOffset Published = new(2025, 4, 1, 0, 0, 0, TimeSpan.FromHours(8));

    public static readonly TableLayout Long = new(
        Wide: false, "date", "code", "value", UnitColumn: null, "yyyy-MM-dd", "utf-8", Delimiter: ',', Decimal: '.', Sheet: null);

    public static readonly Dataset Prices = new(
        "prices", "", "csv", "*", Frequency.Daily, Long, Customs: null, Period: null, [Series("A", "a", "CNY/kg"), Series("B", "b", "CNY/kg")], "");

    private const string CustomsHeader = "数据年月|商品编码|贸易伙伴编码|贸易伙伴名称|第一数量|第一计量单位|人民币";

    public static DatasetSeries Series(string key, string id, string unit, CustomsBasket? basket = null) =>
        new(new(id, id, Unit.Parse(unit), Frequency.Daily, null, new Dictionary<string, string>(StringComparer.Ordinal), "", "", []), key, basket);

    public static Dataset Customs(string[] covered, params (string Id, string[] Hs)[] baskets) => new(
        "customs", "", "gacc", "*", Frequency.Monthly, null, new(Flow.Import, CustomsMeasure.FirstQuantity, ["106"], Codes(covered)), null,
        [.. baskets.Select(basket => Series(basket.Id, basket.Id, "t", new("106", Codes(basket.Hs))))], "");

    public static FileReading ReadTable(this Dataset dataset, params string[] lines) => TableReading.Read(dataset, "f.csv", new Rows(lines), ',', Published);

    public static FileReading ReadCustoms(this Dataset dataset, params string[] lines) => dataset.ReadCustomsUnder(CustomsHeader, lines);

    public static FileReading ReadCustomsUnder(this Dataset dataset, string header, params string[] lines) => GaccReading.Read(dataset, "f.csv", new Rows([header, .. lines]), Published);

    /// <summary>Values as <c>a 2025-01 5</c>.</summary>
    public static IEnumerable<string> Told(this FileReading reading) => reading.Values.Select(value => FormattableString.Invariant($"{value.Series} {value.Period} {value.Value}"));

    public static IEnumerable<string> Faults(this FileReading reading) => reading.SetAside.Select(row => $"{row.Line} {row.Reason}");

    private static HsCodes[] Codes(string[] texts) => [.. texts.Select(text => text.Split("..")).Select(ends => new HsCodes(ends[0], ends[^1]))];

    private sealed class Rows(string[] lines) : ITableRows
    {
        private string[] _fields = [];

        public int Line { get; private set; }

        public int FieldCount => _fields.Length;

        public int LengthBound => _fields.Max(text => text.Length);

        public bool IsMisquoted => false;

        public int? OpenQuoteLine => null;

        public ReadOnlySpan<char> Field(int index) => _fields[index];

        public bool Next()
        {
            if (Line >= lines.Length) return false;
            _fields = lines[Line++].Split('|');
            return true;
        }
    }
}
