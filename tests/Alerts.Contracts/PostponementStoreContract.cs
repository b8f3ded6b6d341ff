using Alerts.Core.Alerting;
using Alerts.Core.Routing;
using Alerts.Core.UseCases;

namespace Alerts.Contracts;

/// <summary>What every store of postponed events and silences promises.</summary>
public abstract class PostponementStoreContract
{
    private static readonly DateTimeOffset Evening = Some.Morning.AddHours(10);

    /// <summary>An empty store; all three are one.</summary>
    protected abstract (IPostponementStore Postponements, ISilenceStore Silences, IWorkQueue Queue) Empty();

    private static PostponedEvent Held(int number, DateTimeOffset until, PostponeReason reason = PostponeReason.Digest, string address = "buyer@example.com", string about = "") =>
        PostponedEvent.Of(new EventId($"evt_{number:x24}"), "buyer", "email", address, new(reason, about, until, "later"), "they are told of everything");

    [SkippableFact]
    public async Task What_waits_for_the_same_receiver_and_moment_is_one_bundle_in_the_order_postponed()
    {
        var (store, _, queue) = Empty();
        PostponedEvent[] held = [Held(3, Evening), Held(1, Evening), Held(2, Evening)];

        foreach (var one in held) await store.Postpone([one], default);

        Assert.Equal(held, await store.Bundle(held[0].Bundle, default));
        Assert.Null(await queue.Next(Evening.AddTicks(-1), default));
        var item = (await queue.Next(Evening, default))!;
        Assert.Equal((WorkKind.Bundle, held[0].Bundle, Evening), (item.Kind, item.Key, item.Due));
        await queue.Done(item, default);
        Assert.Null(await queue.NextDue(default));
    }

    [SkippableFact]
    public async Task Another_receiver_and_another_moment_are_other_bundles()
    {
        var (store, _, _) = Empty();
        PostponedEvent[] held = [Held(1, Evening), Held(1, Evening, address: "other@example.com"), Held(2, Evening.AddDays(1)), Held(3, Evening, PostponeReason.QuietHours), Held(4, Evening, PostponeReason.Silenced, about: "sil_1")];

        await store.Postpone(held, default);

        Assert.Equal(5, held.Select(one => one.Bundle).Distinct().Count());
        foreach (var one in held) Assert.Equal([one], await store.Bundle(one.Bundle, default));
        Assert.Equal(held, await store.Postponed(default));
    }

    [SkippableFact]
    public async Task An_event_that_is_postponed_again_moves()
    {
        var (store, _, queue) = Empty();
        var (first, second) = (Held(1, Evening), Held(1, Evening.AddHours(2), PostponeReason.QuietHours));
        await store.Postpone([first, Held(2, Evening)], default);

        await store.Postpone([second], default);

        Assert.Equal([Held(2, Evening)], await store.Bundle(first.Bundle, default));
        Assert.Equal([second], await store.Bundle(second.Bundle, default));
        Assert.Equal([second, Held(2, Evening)], await store.Postponed(default));
        Assert.Equal(second.Bundle, (await Rest(queue, Evening.AddHours(2))).Last());
    }

    private static async Task<List<string>> Rest(IWorkQueue queue, DateTimeOffset now)
    {
        var keys = new List<string>();
        for (; await queue.Next(now, default) is { } item; await queue.Done(item, default)) keys.Add(item.Key);
        return keys;
    }

    [SkippableFact]
    public async Task What_is_taken_out_is_gone_and_the_rest_stays()
    {
        var (store, _, _) = Empty();
        await store.Postpone([Held(1, Evening), Held(2, Evening)], default);

        await store.Remove(Held(1, Evening).Bundle, [Held(1, Evening).Event, Held(3, Evening).Event], default);

        Assert.Equal([Held(2, Evening)], await store.Postponed(default));
    }

    [SkippableFact]
    public async Task What_has_moved_is_not_taken_out_of_its_new_bundle()
    {
        var (store, _, _) = Empty();
        await store.Postpone([Held(1, Evening)], default);
        await store.Postpone([Held(1, Evening.AddDays(1))], default);

        await store.Remove(Held(1, Evening).Bundle, [Held(1, Evening).Event], default);

        Assert.Equal([Held(1, Evening.AddDays(1))], await store.Postponed(default));
    }

    [SkippableFact]
    public async Task A_bundle_of_more_than_a_hundred_events_is_kept_whole()
    {
        var (store, _, _) = Empty();
        var held = Enumerable.Range(1, 250).Select(number => Held(number, Evening)).ToList();

        await store.Postpone(held, default);

        Assert.Equal(held, await store.Bundle(held[0].Bundle, default));
    }

    [SkippableFact]
    public async Task Silences_are_kept_with_who_and_why_in_order_of_beginning()
    {
        var (_, store, _) = Empty();
        var match = new Match(new SortedList<string, IReadOnlyList<string>> { ["rule"] = ["terbium-*", "钕-*"] });
        var later = new Silence("sil_2", match, Evening.AddHours(1), Evening.AddDays(1), "anna", "stock-taking: \"all\"");
        var first = new Silence("sil_1", Match.Everything, Evening.ToOffset(TimeSpan.FromHours(8)), Evening.AddDays(2), "bo", "");
        await store.Put(later, default);
        await store.Put(first, default);

        var ended = first with { Ended = Evening.AddHours(5) };
        await store.Put(ended, default);

        Assert.Equal([Text(ended), Text(later)], (await store.Silences(default)).Select(Text));
    }

    private static string Text(Silence silence) => $"{silence.Id} {silence.Match} {silence.From:O} {silence.Until:O} {silence.Ended:O} {silence.By} {silence.Why}";
}
