using Alerts.Core.UseCases;

namespace Alerts.Contracts;

/// <summary>What every queue of work promises. Work comes into it by what the other stores record.</summary>
public abstract class WorkQueueContract
{
    /// <summary>An empty store; both are one.</summary>
    protected abstract (IWorkQueue Queue, IObservationStore Observations) Empty();

    private static FileRecord File(int number, TimeSpan after) => Some.File(number) with { ReadAt = Some.Morning + after };

    [SkippableFact]
    public async Task An_empty_queue_has_nothing_to_do() => Assert.Null(await Empty().Queue.Next(Some.Morning.AddYears(1), default));

    [SkippableFact]
    public async Task What_is_due_later_is_not_handed_out()
    {
        var (queue, observations) = Empty();
        await observations.Append(File(1, TimeSpan.FromMinutes(5)), [], default);

        Assert.Null(await queue.Next(Some.Morning.AddMinutes(5).AddTicks(-1), default));
        Assert.Equal(Some.Morning.AddMinutes(5), (await queue.Next(Some.Morning.AddMinutes(5), default))!.Due);
    }

    [SkippableFact]
    public async Task What_has_been_due_longest_comes_first_and_of_equals_what_was_put_first()
    {
        var (queue, observations) = Empty();
        var last = await observations.Append(File(1, TimeSpan.FromMinutes(2)), [], default);
        var first = await observations.Append(File(2, TimeSpan.FromMinutes(1)), [], default);
        var second = await observations.Append(File(3, TimeSpan.FromMinutes(1)), [], default);

        var keys = new List<string>();
        for (; await queue.Next(Some.Morning.AddHours(1), default) is { } item; await queue.Done(item, default)) keys.Add(item.Key);

        Assert.Equal([$"{first.Sequence}", $"{second.Sequence}", $"{last.Sequence}"], keys);
    }

    [SkippableFact]
    public async Task An_item_stays_until_it_is_done()
    {
        var (queue, observations) = Empty();
        await observations.Append(Some.File(), [], default);

        var item = await queue.Next(Some.Morning, default);

        Assert.NotNull(item);
        Assert.Equal(item, await queue.Next(Some.Morning, default));
    }

    [SkippableFact]
    public async Task What_is_to_be_decided_is_handed_out_apart_from_messages_in_the_same_order_and_no_more_than_asked_for()
    {
        var (queue, observations) = Empty();
        var last = await observations.Append(File(1, TimeSpan.FromMinutes(2)), [], default);
        var first = await observations.Append(File(2, TimeSpan.FromMinutes(1)), [], default);
        await observations.Append(File(3, TimeSpan.FromMinutes(9)), [], default);

        Assert.Equal([$"{first.Sequence}", $"{last.Sequence}"], (await queue.Decisions(Some.Morning.AddMinutes(5), 10, default)).Select(item => item.Key));
        Assert.Equal([$"{first.Sequence}"], (await queue.Decisions(Some.Morning.AddMinutes(5), 1, default)).Select(item => item.Key));
        Assert.Empty(await queue.Messages(Some.Morning.AddYears(1), 10, default));
    }

    [SkippableFact]
    public async Task Done_twice_is_done_once()
    {
        var (queue, observations) = Empty();
        await observations.Append(File(1, TimeSpan.Zero), [], default);
        var second = await observations.Append(File(2, TimeSpan.FromMinutes(1)), [], default);
        var item = (await queue.Next(Some.Morning, default))!;

        await queue.Done(item, default);
        await queue.Done(item, default);

        Assert.Equal($"{second.Sequence}", (await queue.Next(Some.Morning.AddMinutes(1), default))!.Key);
    }
}
