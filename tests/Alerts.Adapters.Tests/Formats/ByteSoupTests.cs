using System.Globalization;
using Alerts.Core.Datasets;
using static Alerts.Adapters.Tests.Formats.SomeWorkbook;

namespace Alerts.Adapters.Tests.Formats;

/// <summary>Whatever the bytes, there is an outcome: no exception, and no value in a file that is refused. The seeds are fixed, so that a failure comes back.</summary>
public sealed class ByteSoupTests
{
    private static readonly Dataset Customs = SomeDataset.Customs(("compounds", "t", ["2846"]));

    private static readonly Dataset Workbook = SomeDataset.Of("xlsx", SomeDataset.Long with { Sheet = "Prices", UnitColumn = null }, ("TXO", "terbium", "CNY/kg"));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_bytes_have_an_outcome(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            AssertSound(bytes);
        }
    }

    [Theory]
    [InlineData("bad/bom_utf8.csv", 1)]
    [InlineData("bad/quote_unclosed.csv", 2)]
    [InlineData("bad/header_injection_code.csv", 3)]
    [InlineData("bad/gacc_units.csv", 4)]
    [InlineData("bad/utf16le_bom.csv", 5)]
    public void A_file_with_bytes_changed_cut_or_doubled_has_an_outcome(string file, int seed) => Mutate(DataFile.Bytes(file), seed, 500);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_workbook_with_bytes_changed_cut_or_doubled_has_an_outcome(int seed) =>
        Mutate(With("Prices", [Text("date"), Text("code"), Text("average")], [Date(45740), Text("TXO"), Number("6550")], [Text("2025-03-25"), Text("TXO"), Error("#N/A")]), seed, 300);

    [Fact]
    public void A_workbook_with_its_XML_changed_has_an_outcome()
    {
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var cell = new string([.. Enumerable.Range(0, 12).Select(_ => "<>/c rv=\"t1sA&;e9-."[random.Next(19)])]);
            AssertSound(With("Prices", [Text("date"), Text("code"), Text("average")], [cell, Text("TXO"), Number(cell.Replace('<', '1'))]));
        }
    }

    private static void Mutate(byte[] original, int seed, int rounds)
    {
        var random = new Random(seed);
        for (var round = 0; round < rounds; round++)
        {
            var bytes = original.ToList();
            for (var change = random.Next(1, 5); change > 0 && bytes.Count > 0; change--)
            {
                var at = random.Next(bytes.Count);
                var length = Math.Min(random.Next(1, 20), bytes.Count - at);
                if (random.Next(3) == 0) bytes.RemoveRange(at, length);
                else if (random.Next(2) == 0) bytes.InsertRange(at, bytes.GetRange(at, length));
                else bytes[at] = (byte)random.Next(256);
            }
            AssertSound([.. bytes]);
        }
    }

    private static void AssertSound(byte[] bytes)
    {
        foreach (var dataset in new[] { SomeDataset.Prices, Customs, Workbook })
        {
            var reading = dataset.Read("soup", bytes);
            if (reading.Outcome == ReadingOutcome.Rejected) Assert.True(reading is { Reason: not null, Message: not null, Values: [] }, string.Create(CultureInfo.InvariantCulture, $"{dataset.Format}: {Convert.ToHexString(bytes)}"));
            else Assert.Equal(reading.SetAside.Count == 0, reading.Outcome == ReadingOutcome.Accepted);
        }
    }
}
