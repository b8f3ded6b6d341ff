using Alerts.Adapters.Formats;
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
    public void What_is_no_workbook_of_the_dataset_has_no_cells()
    {
        var dataset = SomeDataset.Of("xlsx", SomeDataset.Long with { Sheet = "Prices" }, ("TXO", "terbium", "CNY/kg"));

        Assert.Null(SheetCells.Of(dataset, "p.csv", "date,code\n"u8.ToArray()));
        Assert.Null(SheetCells.Of(dataset, "p.xlsx", With("Other", [Text("date")])));
        Assert.Null(SheetCells.Of(dataset, "p.xlsx", "PK but no archive"u8.ToArray()));
    }
}
