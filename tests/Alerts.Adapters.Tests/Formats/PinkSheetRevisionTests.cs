using System.Text.Json;
using Alerts.Adapters.Formats;
using Alerts.Contracts;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Tests.Formats;

/// <summary>Four vintages of the Pink Sheet, one after the other: each revision is found, and each is one that the cells themselves show.</summary>
public sealed class PinkSheetRevisionTests
{
    private static readonly string[] Days = ["2021-09-02", "2022-03-02", "2023-04-04", "2025-12-02"];
    private static readonly JsonElement Expected = JsonDocument.Parse(DataFile.Text("real/expected_checks.json")).RootElement.GetProperty("pink_sheet_revisions");
    private static readonly Dictionary<string, RawPinkSheet> Raw = Days.ToDictionary(day => day, day => new RawPinkSheet(File(day)));
    private static readonly Dataset All = SomeDataset.Fixed("pink-sheet", Frequency.Monthly, [.. RealFileTests.PinkSheetUnitsOf(Raw[Days[0]])]) with { Files = "*.xlsx" };

    private readonly InMemoryStore _store = new();
    private readonly IngestFile _ingest;

    public PinkSheetRevisionTests() => _ingest = new(_store, new FileReader(), _store, new FakeClock(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));

    [Fact]
    public async Task Every_revision_between_two_vintages_is_found_and_no_other()
    {
        FileRead? before = null;
        for (var at = 0; at < Days.Length; at++)
        {
            var read = await Read(Days[at]);
            if (before is not null)
            {
                var (old, fresh) = (Raw[Days[at - 1]], Raw[Days[at]]);
                // What fell silent is still what it was: a publisher cannot take a value back by leaving it out.
                var known = Days.Take(at).Reverse().SelectMany(day => Raw[day].Values).DistinctBy(value => value.Key).ToDictionary();
                var changed = fresh.Values.Where(value => IsRead(value.Key.Code) && known.TryGetValue(value.Key, out var earlier) && earlier != value.Value)
                    .Select(value => $"{value.Key.Code} {value.Key.Period}: {Plain(known[value.Key])} to {Plain(value.Value)}");
                Assert.Equal(changed.Order(StringComparer.Ordinal), read.Values.Revised.Select(Told).Order(StringComparer.Ordinal));
                Assert.Equal(fresh.Values.Count(value => IsRead(value.Key.Code) && !known.ContainsKey(value.Key)), read.Values.Added.Count - read.Values.Revised.Count);
                Assert.NotEqual(old.Updated, fresh.Updated);
            }
            before = read;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_revisions_are_as_many_and_as_large_as_was_counted_by_hand(int step)
    {
        var expected = Expected[step];
        _ = await Read(Days[step]);
        var read = await Read(Days[step + 1]);

        var notable = read.Values.Revised.Where(value => Math.Abs((value.Value.Value - value.Before.Value) / value.Before.Value) > 0.001m).ToList();
        var byHand = expected.GetProperty("series_changed").EnumerateObject().Where(series => IsRead(series.Name)).ToDictionary(series => series.Name, series => series.Value.GetInt32(), StringComparer.Ordinal);
        Assert.Equal(byHand.OrderBy(one => one.Key, StringComparer.Ordinal), notable.GroupBy(value => value.Value.Series).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal).OrderBy(one => one.Key, StringComparer.Ordinal));
        foreach (var largest in expected.GetProperty("largest").EnumerateArray())
        {
            var revised = notable.Single(value => value.Value.Series == largest.GetProperty("code").GetString() && value.Value.Period.ToString() == Iso(largest.GetProperty("period")));
            Assert.InRange(revised.Value.Value - largest.GetProperty("new").GetDecimal(), -0.000001m, 0.000001m);
            Assert.InRange(revised.Before.Value - largest.GetProperty("old").GetDecimal(), -0.000001m, 0.000001m);
        }
        foreach (var missing in expected.GetProperty("value_became_missing").EnumerateObject())
        {
            var (old, fresh) = (Raw[Days[step]], Raw[Days[step + 1]]);
            Assert.Equal(missing.Value.GetInt32(), old.Values.Keys.Count(key => key.Code == missing.Name && !fresh.Values.ContainsKey(key)));
            Assert.DoesNotContain(await History(missing.Name), value => value.Vintage == read.Published && !fresh.Values.ContainsKey((missing.Name, value.Period.ToString().Replace("-", "M", StringComparison.Ordinal))));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_changed_label_of_a_known_code_is_a_warning(int step)
    {
        _ = await Read(Days[step]);
        var read = await Read(Days[step + 1]);

        var expected = Expected[step].GetProperty("label_changed_same_code").EnumerateObject().Select(label => label.Name).Where(IsRead).Order(StringComparer.Ordinal);
        Assert.Equal(expected, read.Reading.Warnings.Where(warning => warning.Reason == "label-changed").Select(warning => warning.Column).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_old_vintage_that_is_read_again_late_never_becomes_current()
    {
        foreach (var day in new[] { Days[3], Days[1], Days[0], Days[2] }) _ = await Read(day);

        var potash = await History("POTASH");
        decimal? KnownAt(string instant) => Vintages.KnownAt(potash.Where(value => value.Period.ToString() == "2021-12"), DateTimeOffset.Parse($"{instant}T12:00:00Z", System.Globalization.CultureInfo.InvariantCulture))?.Value;

        Assert.Equal([null, 221m, 807.5m, 807.5m], new[] { "2021-10-01", "2022-04-01", "2023-05-01", "2026-01-01" }.Select(KnownAt));
        var fresh = Raw[Days[3]];
        foreach (var code in All.Series.Select(series => series.Key))
        {
            var history = await History(code);
            foreach (var period in history.Select(value => value.Period).Distinct())
            {
                var key = (code, period.ToString().Replace("-", "M", StringComparison.Ordinal));
                if (fresh.Values.TryGetValue(key, out var now)) Assert.Equal(now, Vintages.KnownAt(history.Where(value => value.Period == period), DateTimeOffset.MaxValue)!.Value);
            }
        }
    }

    [Fact]
    public async Task A_file_whose_name_tells_no_date_was_published_on_the_day_that_it_tells_itself()
    {
        var read = Assert.IsType<FileRead>(await _ingest.Run(Desk, "CMO-Historical-Data-Monthly.xlsx", DataFile.Bytes(File(Days[2])), IngestChoice.None, default));

        Assert.Equal(new DateTimeOffset(2023, 4, 4, 0, 0, 0, TimeSpan.Zero), read.Published);
    }

    [Fact]
    public async Task The_name_of_a_file_and_the_call_come_before_what_it_tells_itself()
    {
        var bytes = DataFile.Bytes(File(Days[2]));
        var named = Assert.IsType<FileRead>(await _ingest.Run(Desk, "2023-04-06-pink.xlsx", bytes, IngestChoice.None, default));
        var other = new InMemoryStore();
        var called = Assert.IsType<FileRead>(await new IngestFile(other, new FileReader(), other, new FakeClock(default)).Run(Desk, "2023-04-06-pink.xlsx", bytes, new(Published: new(2023, 4, 7, 0, 0, 0, TimeSpan.Zero)), default));

        Assert.Equal((6, 7), (named.Published.Day, called.Published.Day));
    }

    private static Workspace Desk { get; } = new("", "", TimeZoneInfo.Utc, null, null, "", "", null, [], [All], All.Series.ToDictionary(series => series.Definition.Id, series => series.Definition, StringComparer.Ordinal), [], []);

    private async Task<FileRead> Read(string day) => Assert.IsType<FileRead>(await _ingest.Run(Desk, Path.GetFileName(File(day)), DataFile.Bytes(File(day)), IngestChoice.None, default));

    private async Task<IReadOnlyList<Observation>> History(string series) => await _store.History([series], default);

    private static bool IsRead(string code) => All.Series.Any(series => series.Key == code);

    private static string File(string day) => $"real/worldbank-pinksheet-monthly-{day}.xlsx";

    private static string Told(RevisedValue value) => $"{value.Value.Series} {value.Value.Period.ToString().Replace("-", "M", StringComparison.Ordinal)}: {Plain(value.Before.Value)} to {Plain(value.Value.Value)}";

    private static string Plain(decimal value) => (value / 1.0000000000000000000000000000m).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Iso(JsonElement period) => period.GetString()!.Replace("M", "-", StringComparison.Ordinal);
}
