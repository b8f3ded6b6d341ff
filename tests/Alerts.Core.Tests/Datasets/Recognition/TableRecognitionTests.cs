using Alerts.Core.Datasets.Recognition;
using Alerts.Core.Observations;

namespace Alerts.Core.Tests.Datasets.Recognition;

public sealed class TableRecognitionTests
{
    private static readonly DateOnly Latest = new(2025, 4, 1);

    private static TableSample Sample(params string[] lines) => Sample(',', lines);

    // Fields are parted by vertical bars, whatever the file's own delimiter was.
    private static TableSample Sample(char delimiter, params string[] lines) =>
        new("csv", "utf-8", null, delimiter, null, [.. lines.Select((line, at) => new SampleRow(at + 1, [.. line.Split('|').Select(field => new SampleCell(field))]))], IsWhole: true);

    private static RecognisedTable Table(TableSample sample) => Assert.IsType<RecognisedTable>(TableRecognition.Of(sample, Latest));

    private static string Refusal(params string[] lines) => Assert.IsType<NotRecognised>(TableRecognition.Of(Sample(lines), Latest)).What;

    private static string DoubtOf(RecognisedTable table, string key) => Assert.Single(table.Doubts, doubt => doubt.Key == key).Text;

    [Fact]
    public void A_row_for_each_value_is_told_by_a_code_that_repeats()
    {
        var table = Table(Sample("date|code|name|average|unit", "2025-03-20|TXO|Terbium oxide|6500|yuan/kg", "2025-03-20|DXO|Dysprosium oxide|1665|元/公斤", "2025-03-21|TXO|Terbium oxide|6550|yuan/kg"));

        Assert.Equal((false, "date", "code", "average", "unit"), (table.Layout.Wide, table.Layout.PeriodColumn, table.Layout.SeriesColumn, table.Layout.ValueColumn, table.Layout.UnitColumn));
        Assert.Equal(["TXO Terbium oxide CNY/kg", "DXO Dysprosium oxide CNY/kg"], table.Series.Select(series => $"{series.Key} {series.Title} {series.Unit!.Unit}"));
    }

    [Fact]
    public void A_column_for_each_series_is_told_by_days_that_do_not_repeat()
    {
        var table = Table(Sample("日期|氧化铽（元/公斤）|Nickel, USD/mt|备注", "2025年3月20日|6500|15000|", "2025年3月21日|6550|15100|holiday"));

        Assert.Equal((true, "日期", "yyyy年M月d日"), (table.Layout.Wide, table.Layout.PeriodColumn, table.Layout.DateFormat));
        Assert.Equal(["氧化铽 CNY/kg", "Nickel USD/t"], table.Series.Select(series => $"{series.Title} {series.Unit!.Unit}"));
        Assert.Equal(["备注: it holds no plain numbers, such as \"holiday\""], table.LeftOut);
    }

    [Fact]
    public void A_heading_that_merely_holds_a_telling_word_is_a_series() =>
        Assert.Equal(["Product A", "Tons a day"], Table(Sample("date|Product A|Tons a day", "2025-03-20|1|2", "2025-03-21|3|4")).Series.Select(series => series.Key));

    [Fact]
    public void Several_columns_of_values_leave_open_which_one_counts() =>
        Assert.Equal("value could also be low, high", DoubtOf(Table(Sample("date|code|low|high|average", "2025-03-20|A|1|3|2", "2025-03-20|B|1|3|2")), "columns"));

    [Theory]
    [InlineData("2025-03-20|2025-03-21", "yyyy-MM-dd")]
    [InlineData("2025/3/5|2025/3/21", "yyyy/M/d")]
    [InlineData("20.3.2025|21.3.2025", "d.M.yyyy")]
    [InlineData("05.03.2025|21.03.2025", "dd.MM.yyyy")]
    [InlineData("3/20/2025|3/21/2025", "M/d/yyyy")]
    [InlineData("20/3/2025|21/3/2025", "d/M/yyyy")]
    [InlineData("20250320|20250321", "yyyyMMdd")]
    [InlineData("20-Mar-2025|21-Mar-2025", "d-MMM-yyyy")]
    [InlineData("2025/3/20 0:00|2025/3/21 0:00", "yyyy/M/d' 0:00'")]
    [InlineData("2025-02|2025-03", "yyyy-MM")]
    [InlineData("Feb-25|Mar-25", "MMM-yy")]
    [InlineData("2025M02|2025M03", "yyyy'M'MM")]
    [InlineData("2025年2月|2025年3月", "yyyy年M月")]
    public void Days_and_months_are_told_by_how_they_are_written(string dates, string format)
    {
        var (first, second) = (dates.Split('|')[0], dates.Split('|')[1]);

        var table = Table(Sample("period|price", $"{first}|5", $"{second}|6"));

        Assert.Equal(format, table.Layout.DateFormat);
        Assert.DoesNotContain(table.Doubts, doubt => doubt.Key == "date-format");
    }

    [Fact]
    public void A_date_that_reads_both_ways_is_named_and_the_days_that_follow_one_another_decide()
    {
        var table = Table(Sample("date|price", "02/03/2024|5", "03/03/2024|6", "04/03/2024|6", "05/03/2024|7"));

        Assert.Equal("dd/MM/yyyy", table.Layout.DateFormat);
        Assert.Equal("could also be M/d/yyyy: every date of the file reads both ways, such as 02/03/2024", DoubtOf(table, "date-format"));
    }

    [Fact]
    public void One_row_further_down_settles_what_is_day_and_what_is_month()
    {
        string[] rows = [.. Enumerable.Range(0, 400).Select(at => $"{(at % 12) + 1}/{(at % 11) + 1}/{2000 + (at / 20)}|{at}")];

        var table = Table(Sample(["date|price", .. rows, "12/31/2024|5"]));

        Assert.Equal("M/d/yyyy", table.Layout.DateFormat);
        Assert.DoesNotContain(table.Doubts, doubt => doubt.Key == "date-format");
    }

    [Fact]
    public void Days_after_the_publication_cannot_be_meant() =>
        Assert.Equal("MM/dd/yyyy", Table(Sample("date|price", "03/12/2025|5", "03/11/2025|6")).Layout.DateFormat);

    [Theory]
    [InlineData("1.234,50", ',')]
    [InlineData("1,234.50", '.')]
    [InlineData("12,5", ',')]
    [InlineData("12", '.')]
    public void The_decimal_mark_is_the_one_that_reads_the_numbers(string number, char mark)
    {
        var table = Table(Sample("date|price", $"2025-03-20|{number}", "2025-03-21|7"));

        Assert.Equal(mark, table.Layout.Decimal);
        Assert.DoesNotContain(table.Doubts, doubt => doubt.Key == "decimal");
    }

    [Theory]
    [InlineData(',', '.')]
    [InlineData(';', ',')]
    public void A_number_that_reads_both_ways_is_named_and_the_delimiter_decides(char delimiter, char mark)
    {
        var table = Table(Sample(delimiter, "date|tons", "2025-03-20|1,234", "2025-03-21|2,345"));

        Assert.Equal(mark, table.Layout.Decimal);
        Assert.Contains("such as 1,234 read both ways, a thousand times apart", DoubtOf(table, "decimal"), StringComparison.Ordinal);
    }

    [Fact]
    public void Titles_above_and_units_below_the_header_are_told_apart()
    {
        var table = Table(Sample("Our prices|", "as of today|", "Date|Nickel|Cobalt", "|USD/t|($/lb)", "2025-03-20|15000|10.5", "2025-03-21|15100|n/a"));

        Assert.Equal((3, 5), (table.Layout.HeaderRow, table.Layout.FirstRow));
        Assert.Equal(["USD/t", "USD/lb"], table.Series.Select(series => series.Unit!.Unit.Text));
        Assert.Equal(["n/a"], table.Layout.Missing);
    }

    [Fact]
    public void A_unit_for_the_whole_table_stands_above_it() =>
        Assert.Equal("万元/吨", Table(Sample("单位：万元/吨|", "日期|氧化铽", "2025-03-20|650", "2025-03-21|655")).Series.Single().Unit!.Name);

    [Fact]
    public void A_column_of_days_without_a_header_is_named_by_its_place() =>
        Assert.Equal("#1", Table(Sample("|Nickel", "2025-03-20|15000", "2025-03-21|15100")).Layout.PeriodColumn);

    [Fact]
    public void A_unit_that_the_file_does_not_tell_stays_open() =>
        Assert.Null(Table(Sample("date|WTI", "2025-03-20|68.07", "2025-03-21|68.28")).Series.Single().Unit);

    [Theory]
    [InlineData("2025-01-01,2025-02-01,2025-03-01", Frequency.Monthly)]
    [InlineData("2025-01-31,2025-02-28,2025-03-31", Frequency.Monthly)]
    [InlineData("2025-03-17,2025-03-18,2025-03-19,2025-03-20,2025-03-21", Frequency.BusinessDaily)]
    [InlineData("2025-03-20,2025-03-21,2025-03-22,2025-03-23,2025-03-24", Frequency.Daily)]
    public void The_frequency_is_told_by_the_days(string days, Frequency frequency)
    {
        var table = Table(Sample(["date|price", .. days.Split(',').Select(day => $"{day}|5")]));

        Assert.Equal(frequency, table.Frequency);
        Assert.Empty(table.Doubts);
    }

    [Fact]
    public void Few_days_leave_the_frequency_open() =>
        Assert.Equal("could also be daily: the file has few days", DoubtOf(Table(Sample("date|price", "2025-03-20|5", "2025-03-21|6")), "frequency"));

    [Fact]
    public void What_no_dataset_can_hold_is_refused_in_words_that_help()
    {
        Assert.Equal("no column holds days or months", Refusal("name|price", "A|5", "B|6"));
        Assert.Equal("its periods are years, and series are daily or monthly", Refusal("year|price", "2023|5", "2024|6"));
        Assert.Equal("its periods are quarters, and series are daily or monthly", Refusal("quarter|price", "2024Q1|5", "2024Q2|6"));
        Assert.Equal("it has a column for each day or month, and a row for each series", Refusal("item|2025-01|2025-02|2025-03", "Nickel|5|6|7"));
        Assert.Equal("it has no header: line 1 is a row of values already", Refusal("2025-03-20|5", "2025-03-21|6"));
        Assert.Equal("no column holds plain numbers; \"price\" has \"$5\"", Refusal("date|price", "2025-03-20|$5", "2025-03-21|$6"));
        Assert.StartsWith("2 rows stand for 2025-03-20, and no one column tells them apart", Refusal("date|a|b", "2025-03-20|5|6", "2025-03-20|7|8"), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_delimiters_the_one_that_finds_values_wins()
    {
        var (chosen, _) = TableRecognition.Best([Sample(',', "Datum;Preis", "20.03.2025;5", "21.03.2025;6"), Sample(';', "Datum|Preis", "20.03.2025|5", "21.03.2025|6")], Latest);

        Assert.Equal(';', chosen.Delimiter);
    }
}
