using System.Diagnostics;
using System.Globalization;
using System.Text;
using Alerts.Adapters.Formats;
using Alerts.Adapters.Sqlite;
using Alerts.Core.UseCases;
using Microsoft.Data.Sqlite;

namespace Alerts.Bench;

/// <summary>From a file into the store, and from the store through the rules.</summary>
internal static class StoreCases
{
    public static readonly IReadOnlyList<Case> All =
    [
        new("store-file", "a file end to end into SQLite: raw file, rows, vintages, sources", "rows", FirstTime),
        new("store-floor", "a bare sorted insert of rows of the same width, prepared, one transaction", "rows", Floor),
        new("store-again", "the same values in a file of other bytes, by a process that has not met them", "rows", Again),
        new("store-day", "a day's news over 10,000 series of 400 days, from the store: 20 rules each, changed states and events written; of the rules their instances in memory before, no value and no state", "evaluations", Day),
    ];

    private const int DaysKept = 400;

    // A new store in a folder of its own.
    private sealed class Parts : IDisposable
    {
        private readonly string _folder;
        private readonly EvaluateSeries _evaluate;

        public Parts(Plan plan, string name, int series, IEnumerable<string> rules)
        {
            _folder = Path.Combine(plan.Folder, name);
            Workspace = Workload.Load(Workload.Workspace(_folder, series, rules));
            Store = SqliteStore.Open(Path.Combine(_folder, ".alerts", "alerts.db"));
            _evaluate = new(Store, Store, TimeProvider.System);
        }

        public Workspace Workspace { get; }

        public SqliteStore Store { get; }

        public double Megabytes => Directory.EnumerateFiles(Path.Combine(_folder, ".alerts")).Sum(file => new FileInfo(file).Length) / 1e6;

        public async Task<FileRead> Read(string name, ReadOnlyMemory<byte> bytes)
        {
            var ingest = new IngestFile(new RawFileFolder(Path.Combine(_folder, ".alerts", "raw")), new FileReader(), Store, TimeProvider.System);
            return await ingest.Run(Workspace, name, bytes, IngestChoice.None, CancellationToken.None) as FileRead ?? throw new InvalidOperationException($"{name} was not read");
        }

        public async Task Evaluate()
        {
            await _evaluate.CatchUp(Workspace, CancellationToken.None);
            var newest = (await Store.Publications(CancellationToken.None))[^1].Sequence;
            await ((IWorkQueue)Store).Together(() => _evaluate.Run(Workspace, newest, CancellationToken.None), CancellationToken.None);
        }

        public void Dispose() => Store.Dispose();
    }

    private static Task<Result> FirstTime(Plan plan)
    {
        var file = ReadingCases.File(plan);
        return Stopwatches.Time(
            plan.Runs,
            () => Task.FromResult(new Parts(plan, "store", ReadingCases.Series, Workload.AlwaysFiring(1))),
            async parts => (await parts.Read(Path.GetFileName(file), await File.ReadAllBytesAsync(file))).Values.Added.Count,
            parts => [("store_mb", parts.Megabytes)]);
    }

    private static async Task<Result> Again(Plan plan)
    {
        var file = ReadingCases.File(plan);
        using var parts = new Parts(plan, "store-again", ReadingCases.Series, Workload.AlwaysFiring(1));
        var bytes = await File.ReadAllBytesAsync(file);
        await parts.Read(Path.GetFileName(file), bytes);
        var (run, written) = (0, 0);
        var result = await Stopwatches.Time(plan.Runs, () => Task.FromResult(Otherwise(bytes, ++run)), async other =>
        {
            var read = await parts.Read(Path.GetFileName(file), other);
            written += read.Values.Added.Count;
            return read.Values.Unchanged;
        });
        return result with { Notes = [("rows_written", written)] };
    }

    // Blank lines at the end say nothing, and make it another file.
    private static byte[] Otherwise(byte[] bytes, int blanks) => [.. bytes, .. Encoding.ASCII.GetBytes(new string('\n', blanks))];

    private static async Task<Result> Day(Plan plan)
    {
        var series = plan.Of(10_000);
        var day = DaysKept;
        using var parts = new Parts(plan, "store-day", series, Workload.TwentyRules());
        var reading = new Stopwatch();
        await Load(parts, series);
        var loaded = Usage.PeakMegabytes();
        var result = await Stopwatches.Time(
            plan.Runs,
            async () =>
            {
                reading.Restart();
                await parts.Read(FormattableString.Invariant($"{Workload.FirstDay.AddDays(day):yyyy-MM-dd}-prices.csv"), OneDay(series, day));
                reading.Stop();
                return day++;
            },
            async _ =>
            {
                await parts.Evaluate();
                return series * 20L;
            });
        return result with { Notes = [("read_file_s", reading.Elapsed.TotalSeconds), ("first_load_peak_mb", loaded), ("events", (await parts.Store.Events(CancellationToken.None)).Count)] };
    }

    // In files of a few series each: as many as the rows of one read at a time.
    private static async Task Load(Parts parts, int series)
    {
        const int SeriesInAFile = 500;
        for (var from = 0; from < series; from += SeriesInAFile)
        {
            var rows = new StringBuilder("date,series,value,unit\n");
            for (var one = from; one < Math.Min(series, from + SeriesInAFile); one++)
                for (var day = 0; day < DaysKept; day++) rows.Append(Row(one, day));
            await parts.Read(string.Create(CultureInfo.InvariantCulture, $"2016-02-04-prices-{from}.csv"), Encoding.UTF8.GetBytes(rows.ToString()));
        }
        await parts.Evaluate();
    }

    private static string Row(int series, int day) => string.Create(CultureInfo.InvariantCulture, $"{Workload.FirstDay.AddDays(day):yyyy-MM-dd},s{series:D5},{Workload.Value(series, day, -1):F3},USD/t\n");

    private static byte[] OneDay(int series, int day) => Encoding.UTF8.GetBytes("date,series,value,unit\n" + string.Concat(Enumerable.Range(0, series).Select(one => Row(one, day))));

    private static Task<Result> Floor(Plan plan)
    {
        var days = plan.Of(1_000);
        var path = Path.Combine(plan.Folder, "floor.db");
        return Stopwatches.Time(
            plan.Runs,
            () =>
            {
                foreach (var file in Directory.EnumerateFiles(plan.Folder, "floor.db*")) File.Delete(file);
                return Task.FromResult(new SqliteConnection($"Data Source={path};Pooling=False"));
            },
            connection => Task.FromResult(Insert(connection, ReadingCases.Series, days)));
    }

    private static long Insert(SqliteConnection connection, int series, int days)
    {
        connection.Open();
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
        Execute(connection, "CREATE TABLE o (series_number INTEGER NOT NULL, last_day INTEGER NOT NULL, months INTEGER NOT NULL, sequence INTEGER NOT NULL, value TEXT NOT NULL, unit_number INTEGER NOT NULL, rows NOT NULL, PRIMARY KEY (series_number, last_day, months DESC, sequence)) WITHOUT ROWID");
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = "INSERT INTO o VALUES ($0, $1, 0, 1, $2, 1, $3)";
        var given = Enumerable.Range(0, 4).Select(at => insert.Parameters.Add($"${at.ToString(CultureInfo.InvariantCulture)}", at == 2 ? SqliteType.Text : SqliteType.Integer)).ToArray();
        insert.Prepare();
        for (var one = 0; one < series; one++)
        {
            for (var day = 0; day < days; day++)
            {
                given[0].Value = one;
                given[1].Value = 16_436 + day;
                given[2].Value = "123.456";
                given[3].Value = 1_234_567;
                insert.ExecuteNonQuery();
            }
        }
        transaction.Commit();
        return (long)series * days;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
