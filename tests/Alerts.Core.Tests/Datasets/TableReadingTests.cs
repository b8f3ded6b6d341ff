using Alerts.Core.Datasets;
using Alerts.Core.Observations;

namespace Alerts.Core.Tests.Datasets;

public sealed class TableReadingTests
{
    [Fact]
    public void A_blank_value_is_no_observation_and_no_error()
    {
        var reading = SomeTable.Prices.ReadTable("date|code|value", "2025-03-20|A| ", "|A|", "2025-03-21|A|5");

        Assert.Equal(ReadingOutcome.Accepted, reading.Outcome);
        Assert.Equal(["a 2025-03-21 5"], reading.Told());
        Assert.Equal(1, reading.Accepted);
    }

    [Fact]
    public void A_key_of_no_series_is_counted_and_not_read()
    {
        var reading = SomeTable.Prices.ReadTable("date|code|value", "2025-03-20|A|5", "yesterday|Z|much", "2025-03-20|Z|");

        Assert.Equal((2, 1), (reading.Accepted, reading.Ignored));
        Assert.Equal(ReadingOutcome.Accepted, reading.Outcome);
    }

    [Fact]
    public void Equal_rows_are_one_value_and_a_warning()
    {
        var reading = SomeTable.Prices.ReadTable("date|code|value", "2025-03-20|A|5", "2025-03-20|B|5", "2025-03-20|A|5.0");

        Assert.Equal(["a 2025-03-20 5", "b 2025-03-20 5"], reading.Told());
        Assert.Equal(("duplicate-identical", 4), (reading.Warnings[0].Reason, reading.Warnings[0].Line));
        Assert.Equal(2, reading.Accepted);
    }

    [Fact]
    public void Where_rows_of_one_period_differ_all_of_them_are_quarantined()
    {
        var reading = SomeTable.Prices.ReadTable("date|code|value", "2025-03-20|A|5", "2025-03-20|A|5", "2025-03-21|A|7", "2025-03-20|A|6");

        Assert.Equal(["a 2025-03-21 7"], reading.Told());
        Assert.Equal(["2 duplicate-conflict", "3 duplicate-conflict", "5 duplicate-conflict"], reading.Faults());
        Assert.Equal((1, 3), (reading.Accepted, reading.Quarantined));
        Assert.Empty(reading.Warnings);
    }

    [Fact]
    public void A_month_and_the_combined_period_that_ends_with_it_are_two_periods()
    {
        var monthly = SomeTable.Prices with { Frequency = Frequency.Monthly, Layout = SomeTable.Long with { DateFormat = "yyyy-MM" } };

        Assert.Equal(["a 2025-02 5", "a 2025-01..2025-02 9"], monthly.ReadTable("date|code|value", "2025-02|A|5", "2025-01..2025-02|A|9").Told());
    }

    [Fact]
    public void A_number_that_grows_out_of_a_decimal_is_set_aside()
    {
        var dataset = SomeTable.Prices with { Layout = SomeTable.Long with { UnitColumn = "unit" } };

        var reading = dataset.ReadTable("date|code|value|unit", "2025-03-20|A|9999999999999999999999999999|万元/吨", "2025-03-21|A|655|万元/吨");

        Assert.Equal(["2 number-format"], reading.Faults());
        Assert.Equal(["a 2025-03-21 6550"], reading.Told());
    }

    [Fact]
    public void Columns_of_a_file_may_stand_in_any_order_and_others_among_them()
    {
        Assert.Equal(["a 2025-03-20 5"], SomeTable.Prices.ReadTable("note|value|code|note|date", "x|5|A|y|2025-03-20").Told());
    }

    [Fact]
    public void A_wide_file_without_a_column_of_the_dataset_warns()
    {
        var wide = SomeTable.Prices with { Layout = SomeTable.Long with { Wide = true } };

        var reading = wide.ReadTable("date|A", "2025-03-20|5");

        Assert.Equal(["a 2025-03-20 5"], reading.Told());
        Assert.Equal(("missing-column", "B"), (reading.Warnings[0].Reason, reading.Warnings[0].Column));
    }

    [Fact]
    public void A_wide_file_without_any_column_of_the_dataset_is_refused()
    {
        var wide = SomeTable.Prices with { Layout = SomeTable.Long with { Wide = true } };

        Assert.Equal("missing-column", wide.ReadTable("date|C", "2025-03-20|5").Reason);
        Assert.Equal("duplicate-column", wide.ReadTable("date|A|A", "2025-03-20|5|6").Reason);
    }

    [Fact]
    public void A_row_of_a_wide_file_loses_only_the_cell_at_fault()
    {
        var wide = SomeTable.Prices with { Layout = SomeTable.Long with { Wide = true } };

        var reading = wide.ReadTable("date|A|B", "2025-03-20|five|6", "2025-02-30|5|6", "2025-02-31||");

        Assert.Equal(["b 2025-03-20 6"], reading.Told());
        Assert.Equal(["2 number-format", "3 date-invalid"], reading.Faults());
        Assert.Equal("A", reading.SetAside[0].Column);
    }

    [Fact]
    public void Text_in_a_message_is_cut_to_eighty_characters()
    {
        var row = Assert.Single(SomeTable.Prices.ReadTable("date|code|value", $"2025-03-20|A|{new string('x', 500)}").SetAside);

        Assert.Equal(80, row.Found.Length);
    }

    [Fact]
    public void A_header_may_stand_below_titles_and_above_units()
    {
        var dataset = SomeTable.Prices with { Layout = SomeTable.Long with { HeaderRow = 3, FirstRow = 5 } };

        var reading = dataset.ReadTable("Our prices", "date|code|value", "date|code|value", "||CNY/kg", "2025-03-20|A|5");

        Assert.Equal(["a 2025-03-20 5"], reading.Told());
        Assert.Empty(reading.SetAside);
    }

    [Fact]
    public void A_file_that_ends_above_its_header_is_refused() =>
        Assert.Equal("header-not-recognised", (SomeTable.Prices with { Layout = SomeTable.Long with { HeaderRow = 3 } }).ReadTable("date|code|value", "2025-03-20|A|5").Reason);

    [Fact]
    public void A_word_for_no_value_is_no_observation_and_no_error()
    {
        var dataset = SomeTable.Prices with { Layout = SomeTable.Long with { Missing = [".", "n/a"] } };

        var reading = dataset.ReadTable("date|code|value", "2025-03-20|A|.", "2025-03-21|A| n/a ", "2025-03-24|A|-", "2025-03-25|A|5");

        Assert.Equal(["a 2025-03-25 5"], reading.Told());
        Assert.Equal(["4 number-format"], reading.Faults());
    }

    [Fact]
    public void A_column_without_a_name_is_called_by_its_place()
    {
        var dataset = SomeTable.Prices with { Layout = SomeTable.Long with { PeriodColumn = "#1" } };

        Assert.Equal(["a 2025-03-20 5"], dataset.ReadTable("|code|value", "2025-03-20|A|5").Told());
        Assert.Equal("missing-column", dataset.ReadTable("date|code|value", "2025-03-20|A|5").Reason);
    }

    [Fact]
    public void A_unit_that_only_the_dataset_tells_is_converted()
    {
        var dataset = SomeTable.Prices with { Series = [SomeTable.Series("A", "a", "CNY/kg") with { InFile = FileUnit.Find("万元/吨") }] };

        Assert.Equal(["a 2025-03-20 6550"], dataset.ReadTable("date|code|value", "2025-03-20|A|655").Told());
    }
}
