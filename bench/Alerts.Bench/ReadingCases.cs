using System.Buffers.Text;
using Alerts.Adapters.Formats;
using CsvHelper;

namespace Alerts.Bench;

/// <summary>A file of a million rows into values, beside others' ways to read the same file.</summary>
internal static class ReadingCases
{
    public static readonly IReadOnlyList<Case> All =
    [
        new("csv-read", "csv into checked values, with lines and units", "rows", Ours),
        new("csv-read-csvhelper", "the same file by CsvHelper's typed records", "rows", Records),
        new("csv-read-floor", "the same file by a bare span parse: no quotes, no checks, nothing kept", "rows", Floor),
    ];

    public const int Series = 1_000;

    public static string File(Plan plan) => Workload.Csv(plan.Folder, Series, plan.Of(1_000));

    private static Task<Result> Ours(Plan plan)
    {
        var file = File(plan);
        var workspace = Workload.Load(Workload.Workspace(Path.Combine(plan.Folder, "reading"), Series, Workload.AlwaysFiring(1)));
        var reader = new FileReader();
        return Stopwatches.Time(plan.Runs, () =>
        {
            var reading = reader.Read(workspace.Datasets[0], Path.GetFileName(file), System.IO.File.ReadAllBytes(file), workspace.Midnight(new(2035, 1, 1)));
            return reading.SetAside.Count == 0 ? reading.Values.Count : throw new InvalidOperationException(reading.SetAside[0].Message);
        });
    }

    private static Task<Result> Records(Plan plan)
    {
        var file = File(plan);
        return Stopwatches.Time(plan.Runs, () =>
        {
            using var reader = CsvReader.FromFile(file, new CsvReaderOptions { HasHeader = true, PoolStrings = true, FormatProvider = System.Globalization.CultureInfo.InvariantCulture });
            return reader.GetRecords<PriceRow>().LongCount(row => row.Date != default && row.Value > 0);
        });
    }

    private static Task<Result> Floor(Plan plan)
    {
        var file = File(plan);
        return Stopwatches.Time(plan.Runs, () =>
        {
            var rest = System.IO.File.ReadAllBytes(file).AsSpan();
            rest = rest[(rest.IndexOf((byte)'\n') + 1)..];
            long rows = 0;
            var series = new Dictionary<int, int>();
            while (!rest.IsEmpty)
            {
                var line = rest[..rest.IndexOf((byte)'\n')];
                rest = rest[(line.Length + 1)..];
                var date = line[..line.IndexOf((byte)',')];
                line = line[(date.Length + 1)..];
                var name = line[..line.IndexOf((byte)',')];
                var text = line[(name.Length + 1)..];
                var day = new DateOnly(Digits(date[..4]), Digits(date[5..7]), Digits(date[8..10]));
                if (!Utf8Parser.TryParse(text[..text.IndexOf((byte)',')], out decimal value, out _) || value <= 0 || day == default) throw new InvalidOperationException("the workload has a bad row");
                series.TryAdd(Digits(name[1..]), 0);
                rows++;
            }
            return rows;
        });
    }

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var number = 0;
        foreach (var digit in text) number = (number * 10) + digit - '0';
        return number;
    }
}

[CsvRecord]
internal sealed partial class PriceRow
{
    [CsvColumn("date")]
    public DateOnly Date { get; set; }

    [CsvColumn("series")]
    public string Series { get; set; } = "";

    [CsvColumn("value")]
    public decimal Value { get; set; }

    [CsvColumn("unit")]
    public string Unit { get; set; } = "";
}
