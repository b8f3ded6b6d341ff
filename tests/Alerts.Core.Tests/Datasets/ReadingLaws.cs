using System.Globalization;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;
using FsCheck;
using FsCheck.Fluent;

namespace Alerts.Core.Tests.Datasets;

/// <summary>True of every number and of every text, so both are generated.</summary>
public sealed class ReadingLaws
{
    private static readonly string[] Pieces = ["2025-03-20", "2025-02-30", "A", "B", "5", "6.5", "-1", "1,000", "NaN", "", " ", "\0", "\n", "🜚", "\uD800", "kg", "yuan/mt", "202501", "202513", "28469015", "2846", "106", "缅甸", "千克", "date", "code", "value"];

    [Fact]
    public void A_number_printed_with_separators_reads_back() =>
        Prop.ForAll(Numbers(), number => ReadsBack(number, '.', number.ToString("#,##0.############################", CultureInfo.InvariantCulture))
            && ReadsBack(number, '.', number.ToString(CultureInfo.InvariantCulture))
            && ReadsBack(number, ',', Swapped(number.ToString("#,##0.############################", CultureInfo.InvariantCulture)))).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_read_as_a_number_is_what_a_decimal_says() =>
        Prop.ForAll(Texts(), text => NumberText.Read(text, '.', out var value) is not null || decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture) == value).QuickCheckThrowOnFailure();

    [Fact]
    public void A_number_is_read_the_same_by_the_short_way_and_by_the_way_for_all() =>
        Prop.ForAll(Gen.OneOf(Texts().Generator, ShortNumbers()).ToArbitrary(), text => "., ".All(mark =>
            NumberText.Read(text, mark, out var one) == NumberText.ReadAny(text.Trim(' '), mark, out var other) && decimal.GetBits(one).SequenceEqual(decimal.GetBits(other)))).QuickCheckThrowOnFailure();

    [Fact]
    public void A_day_is_read_the_same_by_the_short_way_and_by_the_way_for_all() =>
        Prop.ForAll(Days().ToArbitrary(), text =>
        {
            var dates = new DateText("yyyy-MM-dd", Frequency.Daily, SomeTable.Published);
            return dates.Read(text, out var one) == dates.ReadAny(text.Trim(' '), out var other) && one == other;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Rows_in_any_order_give_each_period_once_and_set_aside_what_contradicts_itself() =>
        Prop.ForAll(Gen.ArrayOf(from day in Gen.Choose(1, 9) from code in Gen.Elements("A", "B") from value in Gen.Choose(1, 2) select (day, code, value)).ToArbitrary(), rows =>
        {
            var reading = SomeTable.Prices.ReadTable(["date|code|value", .. rows.Select(row => $"2025-03-{row.day:00}|{row.code}|{row.value}"), "2025-03-31|A|7"]);
            var byPeriod = rows.Select((row, at) => (row.day, row.code, row.value, Line: at + 2)).GroupBy(row => (row.day, row.code)).ToLookup(group => group.Select(row => row.value).Distinct().Count() == 1);
            return reading.Told().SequenceEqual([.. byPeriod[true].Select(group => group.First()).OrderBy(row => row.Line).Select(row => $"{row.code.ToLowerInvariant()} 2025-03-{row.day:00} {row.value}"), "a 2025-03-31 7"])
                && reading.Faults().SequenceEqual(byPeriod[false].SelectMany(group => group).OrderBy(row => row.Line).Select(row => $"{row.Line} duplicate-conflict"))
                && reading.Warnings.Select(warning => warning.Line ?? 0).SequenceEqual(byPeriod[true].SelectMany(group => group.Skip(1)).Select(row => row.Line).Order());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_values_of_each_series_come_in_order_of_period_and_say_where_they_stand() =>
        Prop.ForAll(Gen.ArrayOf(from month in Gen.Choose(1, 12) from series in Gen.Elements("m", "a", "x") select new ReadValue(series, Period.Month(2025, month), month, Unit.One, [1])).ToArbitrary(), values =>
        {
            var bySeries = SeriesValues.Of(values);
            return bySeries.Select(series => series.Series).SequenceEqual(values.Select(value => value.Series).Distinct())
                && bySeries.All(series => series.SequenceEqual(values.Where(value => value.Series == series.Series).OrderBy(value => value.Period)))
                && bySeries.All(series => Enumerable.Range(0, series.Count).All(at => values[series.Position(at)] == series[at]))
                && bySeries.SelectMany(series => Enumerable.Range(0, series.Count).Select(series.Position)).Order().SequenceEqual(Enumerable.Range(0, values.Length));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_has_an_outcome_and_counts_each_row_once() =>
        Prop.ForAll(Tables(), lines =>
        {
            var table = SomeTable.Prices.ReadTable(["date|code|value", .. lines]);
            var customs = SomeTable.Customs(["2846"], ("compounds", ["2846"])).ReadCustoms(lines);
            return IsSound(table, lines.Length) && IsSound(customs, lines.Length);
        }).QuickCheckThrowOnFailure();

    private static bool IsSound(FileReading reading, int rows) =>
        reading.Outcome == ReadingOutcome.Rejected
            ? reading.Reason is not null && reading.Values.Count == 0
            : reading.Accepted + reading.SetAside.Count <= rows && reading.SetAside.All(row => !row.Message.Contains('\n', StringComparison.Ordinal));

    private static bool ReadsBack(decimal number, char mark, string text) => NumberText.Read(text, mark, out var value) is null && value == number;

    private static string Swapped(string text) => new([.. text.Select(character => character switch { ',' => '.', '.' => ',', _ => character })]);

    private static Arbitrary<decimal> Numbers() => Gen.Zip(ArbMap.Default.GeneratorFor<long>(), Gen.Choose(0, 18))
        .Select(pair => pair.Item1 / (decimal)Math.Pow(10, pair.Item2)).ToArbitrary();

    private static Arbitrary<string> Texts() => Gen.ArrayOf(Gen.Elements('0', '1', '9', '.', ',', '-', ' ', '５', 'e')).Select(characters => new string(characters)).ToArbitrary();

    private static Gen<string> ShortNumbers() =>
        from whole in Gen.Choose(0, 99_999) from decimals in Gen.Elements("", ".", ".0", ".50", ".123456789012", ",5", ".5.5") from sign in Gen.Elements("", "-", "--", " ", "0") select $"{sign}{whole}{decimals}";

    private static Gen<string> Days() =>
        from year in Gen.OneOf(Gen.Choose(0, 9999), Gen.Choose(2023, 2026))
        from month in Gen.Choose(0, 13)
        from day in Gen.Choose(0, 32)
        from at in Gen.Choose(0, 9)
        from other in Gen.Elements('\0', '-', '0', '9', ' ', '３', 'x')
        from isOther in Gen.Elements(true, false, false)
        let text = $"{year:0000}-{month:00}-{day:00}"
        select isOther ? string.Concat(text.AsSpan(0, at), $"{other}", text.AsSpan(at + 1)) : text;

    private static Arbitrary<string[]> Tables() => Gen.ArrayOf(Gen.ArrayOf(Gen.Elements(Pieces)).Select(fields => string.Join('|', fields))).ToArbitrary();
}
