using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Quality;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Contracts;

/// <summary>What every store of observations promises.</summary>
public abstract class ObservationStoreContract
{
    /// <summary>An empty store, whose queue is the second one.</summary>
    protected abstract (IObservationStore Observations, IWorkQueue Queue) Empty();

    private static string Text(Observation observation) => $"{observation.Series} {observation.Period} {observation.Value} {observation.Unit} seq {observation.Publication.Sequence} rows {string.Join('+', observation.Rows)}";

    private static string Text(KnownValue known) => $"{known.Period} {known.Value} {known.Unit} {known.Vintage:yyyy-MM-dd}";

    [SkippableFact]
    public async Task What_was_appended_is_read_back_exactly()
    {
        var (store, _) = Empty();
        var publication = await store.Append(Some.File(), [Some.Value(value: 0.1234567890123456789012345678m, rows: 273)], default);

        var observation = (await store.History(["smm.terbium-oxide"], default)).Single();

        Assert.Equal((0.1234567890123456789012345678m, "CNY/kg", Some.Midnight("2025-03-24"), publication), (observation.Value, observation.Unit.Text, observation.Vintage, observation.Publication));
        Assert.Equal([273], observation.Rows);
        Assert.Equal(TimeSpan.FromHours(8), observation.Vintage.Offset);
    }

    [SkippableFact]
    public async Task Where_a_file_was_fetched_is_known_of_each_of_its_values()
    {
        var (store, _) = Empty();
        var origin = new FileOrigin("https://data.example.com/prices?key=${KEY}&month=202503", Some.Morning, [Some.Sha(7), Some.Sha(8)]);
        var publication = await store.Append(Some.File() with { Origin = origin }, [Some.Value()], default);
        await store.Append(Some.File(2, "2025-03-25"), [Some.Value(period: "2025-03-25")], default);

        Assert.Equal([origin, null], (await store.History(["smm.terbium-oxide"], default)).Select(observation => observation.Publication.Origin));
        Assert.Equal((origin, origin), (publication.Origin, (await store.Find(Some.Sha(1), default))!.Origin));
        Assert.Equal([origin, null], (await store.Publications(default)).Select(known => known.Origin));
        Assert.Equal([origin], (await store.Added(1, default)).Select(observation => observation.Publication.Origin));
    }

    [SkippableFact]
    public async Task Every_file_is_listed_in_the_order_read_rejected_ones_too()
    {
        var (store, _) = Empty();
        await store.Append(Some.File(1, setAside: Some.Rejected()), [Some.Value()], default);
        await store.Append(Some.File(2, outcome: ReadingOutcome.Rejected), [], default);
        await store.Append(Some.File(3, "2025-03-20"), [], default);

        Assert.Equal([(1, Some.Sha(1), "accepted"), (2, Some.Sha(2), "rejected"), (3, Some.Sha(3), "accepted")], (await store.Files(default)).Select(file => (file.Sequence, file.Sha256, file.Outcome.ToString().ToLowerInvariant())));
    }

    [SkippableFact]
    public async Task Every_vintage_is_kept_in_order_of_series_as_asked_period_and_vintage()
    {
        var (store, _) = Empty();
        await store.Append(Some.File(1, "2025-07-20"), [Some.Value("m", "2025-02", 622, "t", 2, 5), Some.Value("a", "2025-01..2025-02", 7, "t")], default);
        await store.Append(Some.File(2, "2025-03-20"), [Some.Value("m", "2025-02", 311, "t", 9), Some.Value("m", "2025-01", 5, "t"), Some.Value("m", "2025-01..2025-02", 316, "t")], default);

        Assert.Equal(
            ["m 2025-01 5 t seq 2 rows ", "m 2025-01..2025-02 316 t seq 2 rows ", "m 2025-02 311 t seq 2 rows 9", "m 2025-02 622 t seq 1 rows 2+5", "a 2025-01..2025-02 7 t seq 1 rows "],
            (await store.History(["m", "nobody", "a"], default)).Select(Text));
    }

    [SkippableFact]
    public async Task Recent_periods_are_read_as_the_whole_history_is_each_series_from_the_newest_before_its_own_day_on()
    {
        var (store, _) = Empty();
        await store.Append(Some.File(1, "2025-07-20"), [Some.Value("m", "2025-02", -0.1234567890123456789012345678m, "t", 2, 5), Some.Value("a", "2025-01..2025-02", 7.50m, "t"), Some.Value("p", "2025-02-28", 12345678901234567890m, rows: 9)], default);
        await store.Append(Some.File(2, "2025-03-20"), [Some.Value("m", "2025-02", 311, "kg", 9), Some.Value("m", "2025-01", 5, "t"), Some.Value("m", "2025-01..2025-02", 316, "t"), Some.Value("p", "2025-02-27", 1), Some.Value("p", "2025-02-26", 1)], default);

        Assert.Equal(
            ["m 2025-01 5 t seq 2 rows ", "m 2025-01..2025-02 316 t seq 2 rows ", "m 2025-02 311 kg seq 2 rows 9", "m 2025-02 -0.1234567890123456789012345678 t seq 1 rows 2+5", "p 2025-02-27 1 CNY/kg seq 2 rows ", "p 2025-02-28 12345678901234567890 CNY/kg seq 1 rows 9"],
            (await store.Recent([new("m", new(2025, 2, 28)), new("nobody", new(2025, 1, 1)), new("p", new(2025, 2, 28))], default)).SelectMany(series => series.Observations).Select(Text));
        var whole = await store.Recent([new("a", DateOnly.MinValue), new("nobody", DateOnly.MinValue), new("p", DateOnly.MinValue), new("m", DateOnly.MinValue)], default);
        Assert.Equal(["a", "nobody", "p", "m"], whole.Select(series => series.Series));
        Assert.Equal(await store.History(["a", "p", "m"], default), whole.SelectMany(series => series.Observations), (one, other) => Text(one) == Text(other) && one.Vintage == other.Vintage && one.Publication == other.Publication);
        Assert.Equal(
            whole.SelectMany(series => series.Observations).Select(one => new RecentValue(one.Period, one.Value, one.Unit, one.Publication.Sequence)),
            whole.SelectMany(series => series.Values));
    }

    [SkippableFact]
    public async Task Publications_come_in_the_order_read_without_rejected_files()
    {
        var (store, _) = Empty();
        await store.Append(Some.File(1, "2025-07-20"), [], default);
        await store.Append(Some.File(2, outcome: ReadingOutcome.Rejected), [], default);
        await store.Append(Some.File(3, "2025-03-20"), [], default);

        var publications = await store.Publications(default);

        Assert.Equal([Some.Sha(1), Some.Sha(3)], publications.Select(publication => publication.Sha256));
        Assert.True(publications[0].Sequence < publications[1].Sequence);
    }

    [SkippableFact]
    public async Task A_file_is_known_by_its_hash_with_what_became_of_its_rows()
    {
        var (store, _) = Empty();
        await store.Append(Some.File(7, outcome: ReadingOutcome.Partly, setAside: [Some.Rejected(), Some.Quarantined()]), [], default);

        var found = await store.Find(Some.Sha(7), default);

        Assert.Null(await store.Find(Some.Sha(8), default));
        Assert.Equal((ReadingOutcome.Partly, 5, 2, "one"), (found!.Outcome, found.Accepted, found.Unchanged, found.Fingerprint));
        Assert.Equal([(3, "number-format", false), (4, "duplicate-conflict", true)], found.SetAside.Select(row => (row.Line, row.Reason, row.IsQuarantined)));
        Assert.Equal(6550m, found.SetAside[1].Value?.Value);
    }

    [SkippableFact]
    public async Task A_rejected_file_can_be_read_again()
    {
        var (store, _) = Empty();
        await store.Append(Some.File(7, outcome: ReadingOutcome.Rejected), [], default);
        await store.Append(Some.File(7, fingerprint: "two"), [Some.Value()], default);

        Assert.Equal((ReadingOutcome.Accepted, "two"), ((await store.Find(Some.Sha(7), default))!.Outcome, (await store.Find(Some.Sha(7), default))!.Fingerprint));
        Assert.Single(await store.Publications(default));
    }

    [SkippableFact]
    public async Task What_a_publication_added_is_found_by_it()
    {
        var (store, _) = Empty();
        await store.Append(Some.File(1), [Some.Value("a", "2025-03-24", 1)], default);
        var second = await store.Append(Some.File(2), [Some.Value("b", "2025-03-25", 3), Some.Value("a", "2025-03-25", 2)], default);

        Assert.Equal(["a 2025-03-25 2 CNY/kg seq 2 rows ", "b 2025-03-25 3 CNY/kg seq 2 rows "], (await store.Added(second.Sequence, default)).Select(Text));
    }

    [SkippableFact]
    public async Task What_is_known_is_the_newest_vintage_until_then_and_of_equal_ones_that_read_last()
    {
        var (store, _) = Empty();
        await store.Append(Some.File(1, "2025-05-20"), [Some.Value("m", "2025-02", 1, "t"), Some.Value("m", "2025-03", 2, "t"), Some.Value("x", "2025-02", 8, "t")], default);
        await store.Append(Some.File(2, "2025-07-20"), [Some.Value("m", "2025-02", 3, "kg")], default);
        await store.Append(Some.File(3, "2025-05-20"), [Some.Value("m", "2025-02", 4, "t")], default);
        await store.Append(Some.File(4, "2025-03-20"), [Some.Value("m", "2025-02", 5, "t")], default);

        async Task<IEnumerable<string>> Known(string series, string instant) => (await store.Known(series, Period.Parse("2025-01"), Period.Parse("2025-12"), Some.Midnight(instant), default)).Select(Text);

        Assert.Empty(await Known("m", "2025-03-19"));
        Assert.Equal(["2025-02 5 t 2025-03-20"], await Known("m", "2025-03-20"));
        Assert.Equal(["2025-02 4 t 2025-05-20", "2025-03 2 t 2025-05-20"], await Known("m", "2025-07-19"));
        Assert.Equal(["2025-02 3 kg 2025-07-20", "2025-03 2 t 2025-05-20"], await Known("m", "2025-12-31"));
        Assert.Empty(await Known("nobody", "2025-12-31"));
    }

    [SkippableFact]
    public async Task What_is_known_is_asked_for_a_span_of_periods_both_ends_included()
    {
        var (store, _) = Empty();
        await store.Append(Some.File(), [.. new[] { "2024-12..2025-02", "2025-01..2025-02", "2025-02", "2025-02-28", "2025-03" }.Select(period => Some.Value("m", period, 1, "t"))], default);

        async Task<IEnumerable<string>> Known(string first, string last) => (await store.Known("m", Period.Parse(first), Period.Parse(last), Some.Morning, default)).Select(known => $"{known.Period}");

        Assert.Equal(["2025-01..2025-02", "2025-02"], await Known("2025-01..2025-02", "2025-02"));
        Assert.Equal(["2024-12..2025-02", "2025-01..2025-02", "2025-02", "2025-02-28", "2025-03"], await Known("2024-12..2025-02", "2025-03"));
        Assert.Equal(["2025-02-28"], await Known("2025-02-28", "2025-02-28"));
        Assert.Empty(await Known("2025-04", "2025-05"));
    }

    private static string Text(QuarantinedRow row) => $"{row.Row.Value?.Series} {row.Row.Value?.Period} {row.Row.Value?.Value} {row.Row.Reason} of {row.Publication.Sequence}, {row.Settled?.Fate.ToString() ?? "waits"} by {row.By?.Sequence}{row.Settled?.Who}{row.Settled?.Why}";

    [SkippableFact]
    public async Task A_doubtful_row_waits_until_a_later_publication_settles_it_and_is_never_forgotten()
    {
        var (store, _) = Empty();
        var first = await store.Append(Some.File(1, outcome: ReadingOutcome.Partly, setAside: [Some.Rejected(), Some.Quarantined(4), Some.Quarantined(7)]), [], default);
        var waiting = await store.Quarantine(isWaiting: true, default);
        Assert.Equal(["smm.terbium-oxide 2025-03-24 6550 duplicate-conflict of 1, waits by ", "smm.terbium-oxide 2025-03-24 6550 duplicate-conflict of 1, waits by "], waiting.Select(Text));
        Assert.Equal([(4, first), (7, first)], waiting.Select(row => (row.Row.Line, row.Publication)));

        await store.Append(Some.File(2, "2025-03-25") with { Settled = [new(waiting[0].Id, Fate.Refuted)] }, [], default);
        var third = await store.Append(Some.File(3, "2025-03-26") with { Settled = [new(waiting[0].Id, Fate.Accepted, "anna", "it is right")] }, [waiting[0].Row.Value!.Value with { From = first.Sequence }], default);

        Assert.Equal([7], (await store.Quarantine(isWaiting: true, default)).Select(row => row.Row.Line));
        Assert.Equal(["smm.terbium-oxide 2025-03-24 6550 duplicate-conflict of 1, Accepted by 3annait is right", "smm.terbium-oxide 2025-03-24 6550 duplicate-conflict of 1, waits by "], (await store.Quarantine(isWaiting: false, default)).Select(Text));
        Assert.Equal(2, (await store.Quarantined(first.Sequence, default)).Count);
        Assert.Empty(await store.Quarantined(third.Sequence, default));
    }

    [SkippableFact]
    public async Task A_value_that_leaves_quarantine_is_known_from_that_moment_and_keeps_the_file_and_rows_that_it_comes_from()
    {
        var (store, _) = Empty();
        var first = await store.Append(Some.File(1, outcome: ReadingOutcome.Partly, setAside: [Some.Quarantined(4)]), [Some.Value(period: "2025-03-21", rows: 2)], default);
        var second = await store.Append(Some.File(2, "2025-03-25"), [Some.Value(rows: 4) with { From = first.Sequence }, Some.Value(period: "2025-03-25", value: 6600, rows: 2)], default);

        foreach (var observations in new[] { await store.Added(second.Sequence, default), (await store.History(["smm.terbium-oxide"], default)).Skip(1), (await store.Recent([new("smm.terbium-oxide", new(2025, 3, 24))], default))[0].Observations.Skip(1) })
        {
            var list = observations.ToList();
            Assert.Equal([(second, first, 4), (second, second, 2)], list.Select(one => (one.Publication, one.Source, one.Rows.Single())));
            Assert.Equal(Some.Midnight("2025-03-25"), list[0].Vintage);
        }
    }

    [SkippableFact]
    public async Task Reading_a_file_queues_its_evaluation_and_a_rejected_one_does_not()
    {
        var (store, queue) = Empty();
        await store.Append(Some.File(1, outcome: ReadingOutcome.Rejected), [], default);
        Assert.Null(await queue.Next(Some.Morning, default));

        var publication = await store.Append(Some.File(2), [], default);

        Assert.Equal((WorkKind.Evaluate, publication.Sequence.ToString()), (await queue.Next(Some.Morning, default)) is { } item ? (item.Kind, item.Key) : default);
    }
}
