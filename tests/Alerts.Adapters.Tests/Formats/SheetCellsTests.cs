using Alerts.Adapters.Formats;
using Alerts.Core.Observations;
using static Alerts.Adapters.Tests.Formats.SomeWorkbook;

namespace Alerts.Adapters.Tests.Formats;

/// <summary>A number of a workbook is found again in its cell.</summary>
public sealed class SheetCellsTests
{
    [Fact]
    public void A_value_of_a_wide_sheet_stands_in_the_column_of_its_series()
    {
        var dataset = SomeDataset.Of("xlsx", SomeDataset.Wide with { Sheet = "Monthly Prices", HeaderRow = 3 }, ("TXO", "terbium", "CNY/kg"), ("DXO", "dysprosium", "CNY/kg"), ("NXO", "neodymium", "CNY/kg"));
        var cells = SheetCells.Of(dataset, "p.xlsx", With("Monthly Prices", [Text("A title")], null, [Text("Date"), Text("TXO"), Text("DXO")], [Date(45740), Number("1"), Number("2")]));

        Assert.Equal(("'Monthly Prices'!B4", "'Monthly Prices'!C4", null), (cells!.Cell("terbium", 4), cells.Cell("dysprosium", 4), cells.Cell("neodymium", 4)));
    }

    [Fact]
    public void A_value_of_a_long_sheet_stands_in_the_column_of_values()
    {
        var dataset = SomeDataset.Of("xlsx", SomeDataset.Long with { Sheet = "Prices", UnitColumn = null }, ("TXO", "terbium", "CNY/kg"));

        Assert.Equal("Prices!C2", SheetCells.Of(dataset, "p.xlsx", With("Prices", [Text("date"), Text("code"), Text("average")], [Date(45740), Text("TXO"), Number("1")]))!.Cell("terbium", 2));
    }

    [Fact]
    public void Columns_behind_Z_have_two_letters()
    {
        var dataset = SomeDataset.Of("xlsx", SomeDataset.Wide with { Sheet = "Prices" }, ("TXO", "terbium", "CNY/kg"));
        string[] header = [Text("Date"), .. Enumerable.Range(1, 26).Select(at => Text($"c{at}")), Text("TXO")];

        Assert.Equal("Prices!AB2", SheetCells.Of(dataset, "p.xlsx", With("Prices", header))!.Cell("terbium", 2));
    }

    [Fact]
    public void A_price_of_the_Pink_Sheet_stands_in_the_column_of_its_code()
    {
        var dataset = SomeDataset.Fixed("pink-sheet", Frequency.Monthly, ("COPPER", "copper", "USD/t"), ("Tin", "tin", "USD/t"), ("LEAD", "lead", "USD/t"));
        var cells = SheetCells.Of(dataset, "p.xlsx", With("Monthly Prices",
            [Text("World Bank Commodity Price Data (The Pink Sheet)")], null, null, null, [Blank(), Text("Copper"), Text("Tin")], [Blank(), Text("($/mt)"), Text("($/mt)")], [Blank(), Text("COPPER"), Text("Tin")], [Text("2025M01"), Number("9000"), Number("28000")]));

        Assert.Equal(("'Monthly Prices'!B8", "'Monthly Prices'!C8", null), (cells!.Cell("copper", 8), cells.Cell("tin", 8), cells.Cell("lead", 8)));
    }

    [Theory]
    [InlineData("2021-09-02")]
    [InlineData("2025-12-02")]
    public void The_cell_of_a_price_holds_the_price_in_a_published_file(string day)
    {
        var (path, dataset) = ($"real/worldbank-pinksheet-monthly-{day}.xlsx", SomeDataset.Fixed("pink-sheet", Frequency.Monthly, ("COPPER", "copper", "USD/t"), ("Tin", "tin", "USD/t")));
        var (raw, cells) = (new RawPinkSheet(path), SheetCells.Of(dataset, path, DataFile.Bytes(path)));

        foreach (var value in dataset.Read(path).Values)
        {
            var cell = cells!.Cell(value.Series, value.Rows[0])!;
            Assert.Equal(value.Value, raw.Cell(cell[(cell.IndexOf('!', StringComparison.Ordinal) + 1)..]));
        }
    }

    [Fact]
    public void What_is_no_workbook_of_the_dataset_has_no_cells()
    {
        var dataset = SomeDataset.Of("xlsx", SomeDataset.Long with { Sheet = "Prices" }, ("TXO", "terbium", "CNY/kg"));

        Assert.Null(SheetCells.Of(dataset, "p.csv", "date,code\n"u8.ToArray()));
        Assert.Null(SheetCells.Of(dataset, "p.xlsx", With("Other", [Text("date")])));
        Assert.Null(SheetCells.Of(dataset, "p.xlsx", "PK but no archive"u8.ToArray()));
    }
}
