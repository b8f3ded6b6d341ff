using System.Globalization;
using System.Text.Json;
using Alerts.Adapters.Formats;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Tests.Formats;

/// <summary>Published files come to the figures that were read from them by hand.</summary>
public sealed class RealFileTests
{
    private static readonly DateTimeOffset Published = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly JsonElement Checks = JsonDocument.Parse(DataFile.Text("real/expected_checks.json")).RootElement;
    private static readonly Dataset Metals = SomeDataset.Fixed("pink-sheet", Frequency.Monthly, ("COPPER", "COPPER", "USD/t"), ("Tin", "Tin", "USD/t"), ("NICKEL", "NICKEL", "USD/t"), ("Zinc", "Zinc", "USD/t"), ("CRUDE_BRENT", "CRUDE_BRENT", "USD/bbl"));

    public static TheoryData<string> PinkSheets => [.. Checks.GetProperty("pink_sheet").EnumerateArray().Select(file => file.GetProperty("file").GetString()!)];

    public static TheoryData<string> FredFiles => [.. Checks.GetProperty("fred").EnumerateArray().Select(file => file.GetProperty("file").GetString()!)];

    [Theory]
    [MemberData(nameof(PinkSheets))]
    public void A_pink_sheet_gives_every_value_and_the_changes_of_its_metals(string file)
    {
        var expected = Checks.GetProperty("pink_sheet").EnumerateArray().Single(one => one.GetProperty("file").GetString() == file);

        var reading = Metals.Read($"real/{file}", Published);

        Assert.Equal(ReadingOutcome.Accepted, reading.Outcome);
        Assert.Equal(expected.GetProperty("observations").GetInt32(), reading.Accepted);
        Assert.Equal(expected.GetProperty("series").GetInt32(), reading.Labels.Count);
        Assert.Equal(Iso(expected.GetProperty("last_period")), reading.Values.Max(value => value.Period).ToString());
        foreach (var sample in expected.GetProperty("samples").EnumerateArray())
        {
            var code = sample.GetProperty("code").GetString()!;
            var (value, before) = (Value(reading, code, Iso(sample.GetProperty("period"))), Value(reading, code, Iso(sample.GetProperty("base_period"))));
            Assert.Equal((sample.GetProperty("value").GetDecimal(), sample.GetProperty("base_value").GetDecimal()), (value, before));
            Assert.Equal(sample.GetProperty("change_pct_1dp").GetDecimal(), Math.Round((value - before) / before * 100, 1, MidpointRounding.AwayFromZero));
        }
    }

    [Theory]
    [MemberData(nameof(PinkSheets))]
    public void A_pink_sheet_says_when_it_was_updated(string file) =>
        Assert.Equal(PublicationDate.In(file), new FileReader().PublicationDay(Metals, DataFile.Bytes($"real/{file}")));

    [Theory]
    [MemberData(nameof(PinkSheets))]
    public void Each_value_of_a_pink_sheet_is_the_one_in_its_cell(string file)
    {
        var raw = new RawPinkSheet($"real/{file}");
        var reading = SomeDataset.Fixed("pink-sheet", Frequency.Monthly, [.. PinkSheetUnitsOf(raw)]).Read($"real/{file}", Published);

        Assert.Empty(reading.SetAside);
        Assert.Equal(
            raw.Values.Where(value => Unit(raw.Units[value.Key.Code]) is not null).Select(value => $"{value.Key.Code} {value.Key.Period} {value.Value / 1.0000000000000000m}").Order(StringComparer.Ordinal),
            reading.Values.Select(value => $"{value.Series} {value.Period.ToString().Replace("-", "M", StringComparison.Ordinal)} {value.Value / 1.0000000000000000m}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_workbook_of_another_kind_is_refused_with_the_names_of_its_sheets()
    {
        var reading = Metals.Read("real/usgs-ds140-lithium.xlsx", Published);

        Assert.Equal("sheet-missing", reading.Reason);
        Assert.Contains("Lithium statistics", reading.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(FredFiles))]
    public void A_download_of_FRED_gives_every_value_and_no_missing_one(string file)
    {
        var expected = Checks.GetProperty("fred").EnumerateArray().Single(one => one.GetProperty("file").GetString() == file);

        var reading = Wti(mayBeNegative: true).Read($"real/{file}", Published);

        Assert.Equal((expected.GetProperty("observations").GetInt32(), 0), (reading.Values.Count, reading.SetAside.Count));
        foreach (var (name, value) in new[] { ("first", reading.Values[0]), ("last", reading.Values[^1]), ("min", reading.Values.MinBy(value => value.Value)), ("max", reading.Values.MaxBy(value => value.Value)) })
            Assert.Equal((expected.GetProperty(name)[0].GetString(), expected.GetProperty(name)[1].GetDecimal()), (value.Period.ToString(), value.Value));
    }

    [Fact]
    public void A_negative_price_is_one_unless_the_series_says_that_it_cannot_be()
    {
        var row = Assert.Single(Wti(mayBeNegative: false).Read("real/fred-DCOILWTICO-2020-2026.csv", Published).SetAside);

        Assert.Equal(("price-not-positive", "-36.98"), (row.Reason, row.Found));
    }

    [Fact]
    public void A_year_to_date_of_USA_Trade_is_no_year()
    {
        var expected = Checks.GetProperty("census_usatrade");
        var key = "All States / 212 Minerals & Ores / China";

        var reading = SomeDataset.Fixed("usa-trade", Frequency.Monthly, (key, "ores", "USD")).Read("real/census-usatrade-state-imports-excerpt.csv", Published);

        Assert.Equal((ReadingOutcome.Accepted, expected.GetProperty("data_lines").GetInt32()), (reading.Outcome, reading.Accepted));
        Assert.Equal(
            expected.GetProperty("sample").EnumerateArray().Select(row => decimal.Parse(row[4].GetString()!, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)),
            reading.Values.Select(value => value.Value));
        Assert.Equal(["2020-01..2020-12", "2021-01..2021-12", "2022-01..2022-12", "2023-01..2023-12", "2024-01..2024-12", "2025-01..2025-12", "2026-01"], reading.Values.Select(value => value.Period.ToString()));
    }

    internal static IEnumerable<(string Key, string Id, string Unit)> PinkSheetUnitsOf(RawPinkSheet raw) =>
        raw.Units.Select(unit => (unit.Key, unit.Key, Unit(unit.Value))).Where(series => series.Item3 is not null).Select(series => (series.Item1, series.Item2, series.Item3!));

    private static string? Unit(string text) => text.Trim() switch
    {
        "($/bbl)" => "USD/bbl",
        "($/mt)" => "USD/t",
        "($/kg)" => "USD/kg",
        "($/mmbtu)" => "USD/mmbtu",
        "($/dmtu)" => "USD/dmtu",
        "($/troy oz)" => "USD/ozt",
        "(2010=100)" => "index",
        _ => null,
    };

    private static Dataset Wti(bool mayBeNegative)
    {
        var dataset = SomeDataset.Fixed("fred", Frequency.Daily, ("DCOILWTICO", "wti", "USD/bbl"));
        return dataset with { Series = [.. dataset.Series.Select(series => series with { MayBeNegative = mayBeNegative })] };
    }

    private static string Iso(JsonElement period) => period.GetString()!.Replace("M", "-", StringComparison.Ordinal);

    private static decimal Value(FileReading reading, string series, string period) =>
        Assert.Single(reading.Values, value => value.Series == series && value.Period.ToString() == period).Value;
}
