using System.Globalization;
using Alerts.Core.Datasets;
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

    private static Arbitrary<string[]> Tables() => Gen.ArrayOf(Gen.ArrayOf(Gen.Elements(Pieces)).Select(fields => string.Join('|', fields))).ToArbitrary();
}
