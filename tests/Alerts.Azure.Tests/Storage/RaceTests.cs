using Alerts.Azure.Storage;
using Alerts.Contracts;
using Alerts.Core.Routing;

namespace Alerts.Azure.Tests.Storage;

/// <summary>Two programs that know nothing of each other write to the same storage.</summary>
[Collection(Azurite.Collection)]
public sealed class RaceTests(Azurite azurite)
{
    private const int Rounds = 100;

    [SkippableFact]
    public async Task No_write_of_a_state_is_lost()
    {
        var storage = azurite.Empty();
        await new Evaluation(storage).Alerts.Record(Some.State() with { Level = 0 }, [], default);

        await Task.WhenAll(Enumerable.Range(0, 2).Select(async writer =>
        {
            var store = new Evaluation(storage);
            for (var round = 0; round < Rounds;)
            {
                var before = (await store.Alerts.States([Some.State().Id], default)).Single();
                var told = Some.Event(Some.File().Publication, $"{new DateOnly(2025, 1, 1).AddDays((2 * round) + writer):yyyy-MM-dd}");
                if (await store.Alerts.Record(before with { Level = before.Level + 1, Version = before.Version + 1 }, [told], default)) round++;
            }
        }));

        var after = new Evaluation(storage);
        Assert.Equal((2 * Rounds, (2 * Rounds) + 1), (await after.Alerts.States([Some.State().Id], default)).Select(state => (state.Level, state.Version)).Single());
        Assert.Equal(2 * Rounds, (await after.Alerts.Events(default)).Count);
        Assert.Equal(2 * Rounds, (await after.Rows()).Count);
    }

    [SkippableFact]
    public async Task Files_appended_at_once_have_one_place_each_in_the_order_of_reading()
    {
        var storage = azurite.Empty();

        await Task.WhenAll(Enumerable.Range(0, 2).Select(async writer =>
        {
            var store = new Evaluation(storage);
            for (var round = 0; round < Rounds; round++) await store.Observations.Append(Some.File((2 * round) + writer), [Some.Value(value: (2 * round) + writer)], default);
        }));

        var after = new Evaluation(storage);
        Assert.Equal(Enumerable.Range(1, 2 * Rounds).Select(number => (long)number), (await after.Observations.Publications(default)).Select(publication => publication.Sequence));
        Assert.Equal(Enumerable.Range(0, 2 * Rounds).Select(number => Some.Sha(number)), (await after.Observations.History(["smm.terbium-oxide"], default)).Select(observation => observation.Publication.Sha256).Order(StringComparer.Ordinal));
        Assert.Equal(2 * Rounds, (await after.Rows()).Count);
    }

    [SkippableFact]
    public async Task A_file_appended_by_two_at_once_is_one_publication()
    {
        var storage = azurite.Empty();

        var publications = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => new Evaluation(storage).Observations.Append(Some.File() with { ReadAt = Some.Morning.AddSeconds(writer) }, [Some.Value()], default)));

        Assert.Single(publications.Distinct());
        Assert.Single(await new Evaluation(storage).Observations.History(["smm.terbium-oxide"], default));
    }

    [SkippableFact]
    public async Task What_has_been_evaluated_and_when_all_began_is_the_same_for_all()
    {
        var storage = azurite.Empty();

        var began = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => new Evaluation(storage).Alerts.FirstRun(Some.Morning.AddSeconds(writer), default)));
        await Task.WhenAll(Enumerable.Range(1, 40).Select(sequence => new Evaluation(storage).Alerts.MarkEvaluated(sequence, default)));

        Assert.Single(began.Distinct());
        Assert.Equal(40, await new Evaluation(storage).Alerts.Evaluated(default));
    }

    [SkippableFact]
    public async Task A_silence_is_seen_by_the_other_within_five_seconds()
    {
        var (storage, clock) = (azurite.Empty(), new FakeClock(Some.Morning));
        using var one = new AzureStores(storage, clock);
        using var other = new AzureStores(storage, clock);
        Assert.Empty(await other.Silences.Silences(default));

        await one.Silences.Put(new("sil_1", Match.Everything, Some.Morning, Some.Morning.AddHours(4), "anna", "stock-taking"), default);
        clock.Pass(TimeSpan.FromSeconds(5));

        Assert.Single(await other.Silences.Silences(default));
    }
}
