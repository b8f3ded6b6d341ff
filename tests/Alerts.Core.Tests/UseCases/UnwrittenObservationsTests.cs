using Alerts.Contracts;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Core.Tests.UseCases;

public sealed class UnwrittenObservationsTests
{
    private readonly InMemoryStore _store = new();

    [Fact]
    public async Task Files_read_on_top_of_a_store_leave_it_as_it_is()
    {
        await _store.Append(Some.File(1, "2025-03-20"), [Some.Value("m", "2025-02", 311, "t")], default);
        var unwritten = new UnwrittenObservations(_store);

        var publication = await unwritten.Append(Some.File(2, "2025-07-20"), [Some.Value("m", "2025-02", 622, "t"), Some.Value("m", "2025-01", 5, "t")], default);

        Assert.Equal(2, publication.Sequence);
        Assert.Equal([5m, 311m, 622m], (await unwritten.History(["m"], default)).Select(observation => observation.Value));
        Assert.Equal([1L, 2L], (await unwritten.Publications(default)).Select(known => known.Sequence));
        Assert.Equal([5m, 622m], (await unwritten.Added(2, default)).Select(observation => observation.Value));
        Assert.Equal([311m], (await unwritten.Added(1, default)).Select(observation => observation.Value));
        Assert.Single(await _store.Publications(default));
        Assert.Single(await _store.History(["m"], default));
    }

    [Fact]
    public async Task What_is_known_of_files_on_top_is_what_one_store_of_all_would_know()
    {
        var random = new Random(20250324);
        for (var round = 0; round < 100; round++)
        {
            var (below, all) = (new InMemoryStore(), new InMemoryStore());
            var unwritten = new UnwrittenObservations(below);
            for (var number = 1; number <= 6; number++)
            {
                var file = Some.File(number, $"2025-07-0{random.Next(1, 5)}");
                ReadValue[] values = [.. Enumerable.Range(1, 4).Where(_ => random.Next(2) == 0).Select(month => Some.Value("m", $"2025-0{month}", random.Next(1, 100), "t"))];
                await all.Append(file, values, default);
                await (number <= 3 ? below.Append(file, values, default) : unwritten.Append(file, values, default));
            }
            var (first, last, instant) = (Period.Month(2025, random.Next(1, 3)), Period.Month(2025, random.Next(3, 5)), Some.Midnight($"2025-07-0{random.Next(1, 5)}"));

            Assert.Equal(await ((IObservationStore)all).Known("m", first, last, instant, default), await unwritten.Known("m", first, last, instant, default));
            Assert.Equal((await all.History(["m"], default)).Select(KnownValue.Of), (await unwritten.History(["m"], default)).Select(KnownValue.Of));
        }
    }

    [Fact]
    public async Task Files_of_the_store_and_those_on_top_are_known()
    {
        await _store.Append(Some.File(1), [], default);
        var unwritten = new UnwrittenObservations(_store);
        await unwritten.Append(Some.File(2), [], default);

        Assert.NotNull(await unwritten.Find(Some.Sha(1), default));
        Assert.NotNull(await unwritten.Find(Some.Sha(2), default));
        Assert.Null(await unwritten.Find(Some.Sha(3), default));
    }

    [Fact]
    public async Task It_needs_no_store_below()
    {
        var unwritten = new UnwrittenObservations(null);
        await unwritten.Append(Some.File(1, outcome: ReadingOutcome.Rejected), [], default);
        await unwritten.Append(Some.File(2), [Some.Value()], default);

        Assert.Single(await unwritten.Publications(default));
        Assert.Single(await unwritten.History(["smm.terbium-oxide"], default));
    }
}
