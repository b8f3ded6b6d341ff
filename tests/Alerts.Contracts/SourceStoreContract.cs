using Alerts.Core.UseCases;

namespace Alerts.Contracts;

/// <summary>What every store of the state of polling promises.</summary>
public abstract class SourceStoreContract
{
    protected abstract ISourceStore Empty();

    [SkippableFact]
    public async Task A_dataset_that_was_never_polled_has_no_state()
    {
        var store = Empty();

        Assert.Null(await store.Source("prices", default));
        Assert.Empty(await store.Sources(default));
    }

    [SkippableFact]
    public async Task Where_polling_stands_is_kept_and_the_newest_counts()
    {
        var store = Empty();
        await store.Record(State("prices", 1) with { Outcome = PollOutcome.Failed, Reason = "status-503" }, default);
        await store.Record(State("customs", 0), default);

        await store.Record(State("prices", 2), default);

        Same(State("prices", 2), await store.Source("prices", default));
        Assert.Equal(["customs", "prices"], (await store.Sources(default)).Select(state => state.Dataset));
        Same(State("customs", 0), (await store.Sources(default))[0]);
    }

    [SkippableFact]
    public async Task Answers_to_many_questions_are_kept_with_what_their_publisher_knows_them_by()
    {
        var store = Empty();
        var seen = Enumerable.Range(1, 240).ToDictionary(number => $"https://example.com/data?key=${{KEY}}&month={number}", number => new SeenAnswer(number % 2 == 0 ? $"W/\"{number}\"" : null, number % 3 == 0 ? "Thu, 20 Mar 2025 09:00:00 GMT" : null), StringComparer.Ordinal);

        await store.Record(State("prices", 1) with { Seen = seen }, default);

        Assert.Equal(seen.OrderBy(pair => pair.Key, StringComparer.Ordinal), (await store.Source("prices", default))!.Seen.OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    [SkippableFact]
    public async Task A_host_that_asked_to_wait_is_remembered_and_the_later_end_counts()
    {
        var store = Empty();
        Assert.Null(await store.Hold("data.example.com", default));

        await store.Hold("data.example.com", Some.Morning.AddHours(2), default);
        await store.Hold("data.example.com", Some.Morning.AddHours(1), default);
        await store.Hold("127.0.0.1:8080", Some.Morning, default);

        Assert.Equal(Some.Morning.AddHours(2), await store.Hold("data.example.com", default));
        Assert.Equal(Some.Morning, await store.Hold("127.0.0.1:8080", default));
    }

    private static SourceState State(string dataset, int failures) => new(
        dataset, "{,'url':'https://example.com'}", Some.Morning.AddHours(failures), Some.Morning, PollOutcome.Read, null, failures,
        new Dictionary<string, SeenAnswer>(StringComparer.Ordinal) { ["https://example.com"] = new("\"1\"", null) });

    private static void Same(SourceState expected, SourceState? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected with { Seen = actual.Seen }, actual);
        Assert.Equal(expected.Seen, actual.Seen);
    }
}
