using Alerts.Azure.Storage;
using Alerts.Contracts;
using Alerts.Core.Alerting;
using Alerts.Core.Datasets;

namespace Alerts.Azure.Tests.Storage;

/// <summary>Whatever request of a step is lost, before it arrives or its answer: nothing of the step is there or all of it, and repeating the step makes it whole.</summary>
[Collection(Azurite.Collection)]
public sealed class InterruptionTests(Azurite azurite)
{
    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_is_appended_whole_or_not_at_all(bool arrives)
    {
        ReadValue[] values = [Some.Value("a", value: 1), Some.Value("b", value: 2), Some.Value("c", value: 3)];
        var file = Some.File(setAside: Some.Quarantined());
        async Task<bool> IsThere(Evaluation store)
        {
            var isThere = await store.Observations.Find(file.Sha256, default) is not null;
            Assert.Equal(isThere ? 1 : 0, (await store.Observations.Publications(default)).Count);
            Assert.Equal(isThere ? 3 : 0, (await store.Observations.History(["a", "b", "c"], default)).Count);
            Assert.Equal(isThere ? 1 : 0, (await store.Rows()).Count);
            return isThere;
        }

        var lost = await EachRequestLost(arrives, async store => await store.Observations.Append(file, values, default), IsThere);

        Assert.Equal(7, lost);
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_state_is_written_with_all_of_its_events_or_not_at_all(bool arrives)
    {
        var file = Some.File();
        var told = Enumerable.Range(0, 100).Select(day => Some.Event(file.Publication, $"{new DateOnly(2025, 1, 1).AddDays(day):yyyy-MM-dd}")).ToList();
        async Task<bool> IsThere(Evaluation store)
        {
            var isThere = (await store.Alerts.Instances(default)).Count == 1;
            Assert.Equal(isThere ? told.Select(one => one.Id) : [], (await store.Alerts.Events(default)).Select(one => one.Id));
            return isThere;
        }

        var lost = await EachRequestLost(arrives, async store => Assert.True(await store.Alerts.Record(Some.State(), told, default)), IsThere);

        Assert.True(lost > 4, $"{lost} requests");
    }

    [SkippableFact]
    public async Task An_event_that_was_listed_is_found_by_its_id_and_brings_the_work_of_the_others_back()
    {
        var requests = new Requests();
        var (storage, store) = Store(requests);
        var told = Enumerable.Range(0, 100).Select(day => Some.Event(Some.File().Publication, $"{new DateOnly(2025, 1, 1).AddDays(day):yyyy-MM-dd}")).ToList();
        await store.Alerts.Instances(default);
        requests.Lose(2, arrives: false);
        await Assert.ThrowsAnyAsync<Exception>(() => store.Alerts.Record(Some.State(), told, default));
        requests.Restart();
        var queued = (await store.Rows()).Select(one => one.Row.Key).ToHashSet(StringComparer.Ordinal);
        Assert.InRange(queued.Count, 2, 99);

        Assert.NotNull(await store.Alerts.Event(new(told.Last(one => queued.Contains(one.Id.Text)).Id.Text), default));

        Assert.Equal(told.Select(one => one.Id.Text).Order(StringComparer.Ordinal), (await store.Rows()).Select(one => one.Row.Key).Order(StringComparer.Ordinal));
        Assert.Equal(told.Select(one => one.Id), (await new Evaluation(storage).Alerts.Events(default)).Select(one => one.Id));
    }

    /// <returns>How many requests the step takes.</returns>
    private async Task<int> EachRequestLost(bool arrives, Func<Evaluation, Task> step, Func<Evaluation, Task<bool>> isThere)
    {
        for (var number = 1; ; number++)
        {
            var requests = new Requests();
            var (storage, store) = Store(requests);
            await isThere(store);
            requests.Lose(number, arrives);
            try
            {
                await step(store);
                Assert.True(requests.Count < number);
                return number - 1;
            }
            catch (LostException)
            {
            }
            catch (AggregateException several) when (several.InnerExceptions.All(error => error is LostException))
            {
            }
            requests.Restart();
            await isThere(new(storage));
            await step(new(storage));
            Assert.True(await isThere(new(storage)));
        }
    }

    // Tables and containers are there already: creating them is no part of a step.
    private (AzureStorage Storage, Evaluation Store) Store(Requests requests)
    {
        var storage = azurite.Empty(requests.Configure);
        return (storage, new(storage));
    }
}
