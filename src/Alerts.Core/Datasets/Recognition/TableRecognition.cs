using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.Recognition;

/// <summary>Tells from the rows of a file how a dataset of the format csv or xlsx would read it.</summary>
public static class TableRecognition
{
    /// <summary>Of several ways to read a file the one that finds most values; where none finds any, the first one's reason.</summary>
    /// <param name="latest">No day of the file can lie after it.</param>
    public static (TableSample Sample, Recognised Found) Best(IReadOnlyList<TableSample> samples, DateOnly latest)
    {
        var all = samples.Select(sample => (Sample: sample, Found: Of(sample, latest))).ToList();
        var best = all.MaxBy(one => one.Found is RecognisedTable table ? table.Values : one.Found is NotRecognised { What: Nothing } ? -1 : 0);
        var others = all.Where(one => one != best && one.Sample.Format == "xlsx" && one.Found is RecognisedTable).Select(one => one.Sample.Sheet ?? "the first sheet").ToList();
        if (best.Found is not RecognisedTable chosen || others.Count == 0) return best;
        return (best.Sample, chosen with { Doubts = [new Doubt("sheet", $"could also be {string.Join(", ", others)}"), .. chosen.Doubts] });
    }

    private const string Nothing = "no column holds days or months";

    /// <summary>What one way to read it finds.</summary>
    public static Recognised Of(TableSample sample, DateOnly latest)
    {
        if (PeriodColumn.Find(sample) is not { } period) return TableFaults.NoPeriods(sample, Nothing);
        var dated = sample.Rows.Skip(period.First).Where(row => period.Reads(row[period.At], out _)).ToList();
        var columns = Enumerable.Range(0, sample.Width).Where(at => at != period.At && dated.Exists(row => !row[at].IsBlank)).ToList();
        if (columns.Count == 0) return new NotRecognised("nothing stands beside its days or months", "give it a column of values");
        if (TableHead.Find([.. sample.Rows.Take(period.First)], period, columns) is not { } head) return TableFaults.NoHeader(sample, period);

        var isContinental = sample.Delimiter == ';';
        var numbers = NumberColumns.Of(dated, columns, isContinental);
        if (numbers.At.Count == 0) return TableFaults.NoNumbers(dated, columns, head);
        var (format, doubt) = Settled(period, dated, latest, isContinental || numbers.Mark == ',');
        period = period with { Format = format };
        dated = [.. dated.Where(row => period.Reads(row[period.At], out _))];
        var periods = dated.ConvertAll(row => period.Reads(row[period.At], out var read) ? read : default);
        if (TableShape.Of(head, columns, numbers, dated, periods) is not { } shape) return TableFaults.NothingTellsApart(periods, head);
        return new Found(sample, period, head, numbers, shape, doubt).Table(dated, periods, columns);
    }

    private static (PeriodFormat?, string?) Settled(PeriodColumn period, List<SampleRow> dated, DateOnly latest, bool isContinental)
    {
        if (period.Format is not { } format) return (null, null);
        var texts = dated.Where(row => row[period.At].Kind != CellKind.Date).Select(row => row[period.At].Text.Trim()).ToList();
        var (settled, doubt) = DayOrMonthFirst.Settle(format, texts, latest, isContinental);
        if (settled.Exchanged is not null && texts.Count < dated.Count) doubt ??= "some dates are text, others dates of the workbook: a spreadsheet may have exchanged day and month of those";
        return (settled, doubt);
    }

    /// <summary>What was found, on its way to a layout.</summary>
    private sealed record Found(TableSample Sample, PeriodColumn Period, TableHead Head, NumberColumns Numbers, TableShape Shape, string? DateDoubt)
    {
        public Recognised Table(List<SampleRow> dated, List<Period> periods, List<int> columns)
        {
            var series = FoundSeries.In(Head, Shape, Numbers, dated, columns);
            if (series.All.Count == 0) return new NotRecognised($"no column can be a series: {string.Join("; ", series.LeftOut)}", "correct the file, or write the dataset by hand");
            var (frequency, doubt) = Period.Format?.IsMonthly == true ? (Frequency.Monthly, null) : FileFrequency.Of(periods.Select(period => period.First));
            var doubts = new List<Doubt>(Shape.Doubts);
            if (doubt is not null) doubts.Add(new("frequency", doubt));
            if (DateDoubt is not null) doubts.Add(new("date-format", DateDoubt));
            if (Sample.EncodingDoubt is { } encoding) doubts.Add(new("encoding", encoding));
            if (Numbers.Doubt is { } mark) doubts.Add(new("decimal", mark));
            if (!Sample.IsWhole) series.LeftOut.Add($"the file goes on after line {Sample.Rows[^1].Line}: series that begin later were not seen");
            var keys = series.All.Select(one => one.Key).ToHashSet(StringComparer.Ordinal);
            var values = Shape.IsWide
                ? columns.Where(at => keys.Contains(Head.Header[at].Text.Trim())).Sum(at => dated.Count(row => !row[at].IsBlank))
                : dated.Count(row => !row[Shape.Value].IsBlank);
            return new RecognisedTable(Sample.Format, Layout(dated, frequency), frequency, series.All, doubts, series.LeftOut, values);
        }

        private TableLayout Layout(List<SampleRow> dated, Frequency frequency)
        {
            var texts = dated.Where(row => row[Period.At].Kind != CellKind.Date).Select(row => row[Period.At].Text.Trim()).ToList();
            var firstNotBlank = Sample.Rows.First(row => !row.IsBlank).Line;
            var below = Sample.Rows.FirstOrDefault(row => row.Line > Head.Header.Line && !row.IsBlank);
            var first = Sample.Rows[Period.First].Line;
            return new(
                Shape.IsWide, Name(Period.At), Shape.IsWide ? null : Name(Shape.Key), Shape.IsWide ? null : Name(Shape.Value), Shape.Unit < 0 ? null : Name(Shape.Unit),
                Period.Format?.Told(texts) ?? (frequency == Frequency.Monthly ? "yyyy-MM" : "yyyy-MM-dd"), Sample.Encoding, Sample.Delimiter, Numbers.Mark, Sample.Sheet,
                Head.Header.Line == firstNotBlank ? null : Head.Header.Line, below?.Line == first ? null : first, Numbers.Missing.Count == 0 ? null : Numbers.Missing);
        }

        private string Name(int at) => Head.Header[at].Text.Trim() is { Length: > 0 } name ? name : $"#{at + 1}";
    }
}
