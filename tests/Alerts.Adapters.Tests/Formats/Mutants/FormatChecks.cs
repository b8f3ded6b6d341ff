using System.Globalization;
using System.Text.Json;
using Alerts.Core.Datasets;

namespace Alerts.Adapters.Tests.Formats.Mutants;

/// <summary>What must hold of a publisher's file that was not refused: each value is one that its line or record shows, and JSON that was cut off is never read.</summary>
internal static class FormatChecks
{
    private static readonly decimal[] Scales = [1m, 10m, 0.001m, 1_000m, 1_000_000m];

    public static void InItsLine(Mutant mutant, FileReading reading)
    {
        var rows = Rows(mutant, "utf-8");
        foreach (var read in reading.Values)
        {
            var row = rows[Assert.Single(read.Rows)];
            Assert.True(row.Fields.Exists(field => NaiveText.Number(field) is { } number && Scales.Any(scale => number * scale == read.Value)), string.Create(CultureInfo.InvariantCulture, $"{read.Series} {read.Period} {read.Value} does not stand on line {read.Rows[0]}: {string.Join('|', row.Fields)}"));
        }
        Cut(mutant, reading);
    }

    public static void Bulk(Mutant mutant, FileReading reading)
    {
        var rows = Rows(mutant, System.Text.Unicode.Utf8.IsValid(mutant.Bytes) ? "utf-8" : "windows-1252");
        var header = rows.Values.First().Fields.ConvertAll(name => name.Trim());
        foreach (var read in reading.Values) Assert.Equal(read.Rows.Sum(line => NaiveText.Number(rows[line].Fields[header.IndexOf("netWgt")])), read.Value);
        foreach (var read in reading.Values) Assert.All(read.Rows, line => Assert.Equal("104", rows[line].Fields[header.IndexOf("partnerCode")].Trim().TrimStart('0')));
        Cut(mutant, reading);
    }

    public static void Comtrade(Mutant mutant, FileReading reading)
    {
        using var document = Parsed(mutant);
        var records = document.RootElement.GetProperty("data").EnumerateArray().ToList();
        Assert.Equal(document.RootElement.TryGetProperty("count", out var count) ? count.ToString() : $"{records.Count}", $"{records.Count}");
        foreach (var read in reading.Values)
        {
            Assert.Equal(read.Rows.Sum(line => Number(records[line - 1].GetProperty("netWgt"))), read.Value);
            Assert.All(read.Rows, line => Assert.Equal(read.Period.ToString().Replace("-", "", StringComparison.Ordinal), records[line - 1].GetProperty("period").ToString()));
            Assert.All(read.Rows, line => Assert.Equal("104", records[line - 1].GetProperty("partnerCode").ToString()));
        }
    }

    public static void Census(Mutant mutant, FileReading reading)
    {
        using var document = Parsed(mutant);
        var records = document.RootElement.EnumerateArray().Select(record => record.EnumerateArray().ToList()).ToList();
        var quantity = records[0].FindIndex(name => name.ToString() == "GEN_QY1_MO");
        foreach (var read in reading.Values) Assert.Equal(read.Rows.Sum(line => Number(records[line][quantity])), read.Value);
    }

    public static void Records(Mutant mutant, FileReading reading)
    {
        using var document = Parsed(mutant);
        var records = document.RootElement.GetProperty("data").GetProperty("items").EnumerateArray().ToList();
        foreach (var read in reading.Values)
        {
            var record = records[Assert.Single(read.Rows) - 1];
            Assert.Equal((Number(record.GetProperty("average")), record.GetProperty("date").GetString()!.Trim(' ')), (read.Value, read.Period.ToString()));
        }
    }

    // What a strict parser of another kind makes of it; a file that it refuses was cut off or broken.
    private static JsonDocument Parsed(Mutant mutant)
    {
        try
        {
            return JsonDocument.Parse(NaiveText.Decoded(mutant.Bytes, "utf-8") ?? throw new JsonException("no text"));
        }
        catch (JsonException fault)
        {
            Assert.Fail($"{mutant.How}: it is no whole JSON, and was read: {fault.Message}");
            throw;
        }
    }

    private static decimal? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => decimal.Parse(value.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture),
        JsonValueKind.String => NaiveText.Number(value.GetString()!),
        _ => null,
    };

    private static Dictionary<int, NaiveText.Row> Rows(Mutant mutant, string encoding)
    {
        var rows = new List<NaiveText.Row>();
        Assert.False(NaiveText.Read(NaiveText.Decoded(mutant.Bytes, encoding) ?? throw new InvalidOperationException("bytes that do not decode were read"), rows), "a quote is left open, and the file was read");
        return rows.ToDictionary(row => row.Line);
    }

    // A file that ends within a line was cut off; what is left of that line must not pass for the whole without a word.
    private static void Cut(Mutant mutant, FileReading reading)
    {
        if (mutant.How != TextMutations.CutOff || reading.Outcome != ReadingOutcome.Accepted || mutant.Bytes is [.., (byte)'\n' or (byte)'\r' or (byte)'"']) return;
        Assert.Contains(reading.Warnings, warning => warning.Reason == "line-unfinished");
    }
}
