using System.Globalization;
using System.Text;
using Alerts.Adapters.Formats;
using Alerts.Adapters.Workspaces;
using Alerts.Core.Datasets.Recognition;
using Alerts.Core.Observations;
using FsCheck;
using FsCheck.Fluent;

namespace Alerts.Adapters.Tests.Workspaces;

/// <summary>However a table is written, what is recognised of it reads it back, or says what it could not know.</summary>
public sealed class RecognitionLaws
{
    private static readonly DateTimeOffset Published = new(2025, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Dates = ["yyyy-MM-dd", "yyyy/M/d", "dd/MM/yyyy", "M/d/yyyy", "dd.MM.yyyy", "d-MMM-yyyy", "yyyyMMdd", "yyyy年M月d日", "yyyy-MM", "MMM-yy", "yyyy'M'MM"];

    [Fact]
    public void A_table_in_any_dialect_reads_back_through_the_workspace_written_for_it() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll(Dialects(), dialect =>
        {
            var bytes = dialect.Bytes();
            var found = FileRecognition.Of("table.csv", bytes, new(2025, 6, 2));
            if (found is not RecognisedTable table) return false.Label($"{found} of\n{dialect.Text()}");
            var read = Read(bytes, table);
            var isNamed = table.Doubts.Any(doubt => doubt.Key is "date-format" or "decimal");
            return (read == dialect.Values() || isNamed).Label($"{read}\ninstead of\n{dialect.Values()}\nof\n{dialect.Text()}");
        }));

    private static string Read(byte[] bytes, RecognisedTable table)
    {
        using var folder = new Folder();
        File.Delete(Path.Combine(folder.Path, "datasets", "prices.yaml"));
        foreach (var (path, text) in WorkspaceDraft.Of("table.csv", table, unit: null).Files) folder.Write(path, text);
        var loaded = folder.Load();
        if (loaded.Workspace is not { Datasets: [var dataset] }) return string.Join('\n', loaded.Mistakes);
        var reading = new FileReader().Read(dataset, "table.csv", bytes, Published);
        var keys = dataset.Series.ToDictionary(series => series.Definition.Id, series => series.Key, StringComparer.Ordinal);
        return string.Join('\n', reading.Values.Select(value => string.Create(CultureInfo.InvariantCulture, $"{keys[value.Series]} {value.Period} {value.Value / 1.0000000000000000000000000000m} {value.Unit}")).Order(StringComparer.Ordinal)
            .Concat(reading.SetAside.Select(row => row.Message)));
    }

    private static Arbitrary<Dialect> Dialects() => (
        from delimiter in Gen.Elements(',', ';', '\t', '|')
        from mark in Gen.Elements('.', ',')
        from dates in Gen.Elements(Dates)
        from encoding in Gen.Elements("utf-8", "utf-8 bom", "utf-16", "gb18030", "windows-1252")
        from isWide in Gen.Elements(true, false)
        from titles in Gen.Choose(0, 2)
        from hasThousands in Gen.Elements(true, false)
        from count in Gen.Choose(3, 40)
        from first in Gen.Choose(0, 300)
        from numbers in Gen.ArrayOf(Gen.Choose(1, 99_999_999), 80)
        select new Dialect(delimiter, mark, dates, encoding, isWide, titles, hasThousands, count, first, numbers)).ToArbitrary();

    /// <summary>A way to write a table, and the numbers to write.</summary>
    private sealed record Dialect(char Delimiter, char Mark, string Dates, string Encoding, bool IsWide, int Titles, bool HasThousands, int Count, int First, int[] Numbers)
    {
        private bool IsChinese => Dates.Contains('年', StringComparison.Ordinal) || Encoding == "gb18030";

        private string Written => IsChinese && Encoding == "windows-1252" ? "utf-8" : Encoding;

        private string[] Names => IsChinese ? ["氧化铽", "氧化镝"] : Written == "windows-1252" ? ["Prüfgut", "Größe 2"] : ["Terbium oxide", "Nickel"];

        private string Unit => IsChinese ? "元/公斤" : "CNY/kg";

        private string[] Keys => IsWide ? [.. Names.Select(name => $"{name} ({Unit})")] : Names;

        private bool IsMonthly => !Dates.Contains('d', StringComparison.Ordinal);

        public byte[] Bytes() => Written switch
        {
            "utf-8 bom" => [0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(Text())],
            "utf-16" => [0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes(Text())],
            "utf-8" => System.Text.Encoding.UTF8.GetBytes(Text()),
            var other => CodePagesEncodingProvider.Instance.GetEncoding(other)!.GetBytes(Text()),
        };

        public string Text()
        {
            var lines = Enumerable.Range(1, Titles).Select(at => $"Remark {at}").ToList();
            lines.Add(Row(IsWide ? ["Date", .. Keys] : ["Date", "Item", "Price", "Unit"]));
            foreach (var (day, at) in Days().Select((day, at) => (day, at)))
            {
                var date = day.ToString(Dates, CultureInfo.InvariantCulture);
                if (IsWide) lines.Add(Row([date, Printed(Number(at, 0)), Printed(Number(at, 1))]));
                else lines.AddRange([Row([date, Keys[0], Printed(Number(at, 0)), Unit]), Row([date, Keys[1], Printed(Number(at, 1)), Unit])]);
            }
            return string.Join("\r\n", lines) + "\r\n";
        }

        public string Values() => string.Join('\n', Days().SelectMany((day, at) => Keys.Select((key, series) => string.Create(CultureInfo.InvariantCulture,
            $"{key} {(IsMonthly ? Period.Month(day.Year, day.Month) : Period.Day(day))} {Number(at, series) / 1.0000000000000000000000000000m} CNY/kg"))).Order(StringComparer.Ordinal));

        private IEnumerable<DateOnly> Days()
        {
            var day = new DateOnly(2020, 1, 1).AddDays(First);
            for (var at = 0; at < Count; at++)
            {
                yield return day;
                do day = IsMonthly ? new DateOnly(day.Year, day.Month, 1).AddMonths(1) : day.AddDays(1);
                while (!IsMonthly && day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
            }
        }

        private decimal Number(int at, int series) => Numbers[(at * 2) + series] / 100m;

        private string Printed(decimal number)
        {
            var text = number.ToString(HasThousands ? "#,##0.##" : "0.##", CultureInfo.InvariantCulture);
            return Mark == '.' ? text : string.Concat(text.Select(letter => letter switch { '.' => ',', ',' => '.', _ => letter }));
        }

        private string Row(IEnumerable<string> fields) => string.Join(Delimiter, fields.Select(field => field.Contains(Delimiter, StringComparison.Ordinal) ? $"\"{field}\"" : field));
    }
}
