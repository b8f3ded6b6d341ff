using Alerts.Core.Routing;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Contracts;

/// <summary>What every store of subscriptions promises.</summary>
public abstract class SubscriptionStoreContract
{
    private const string Address = "Anna.Buyer+alerts@example.com";

    protected abstract ISubscriptionStore Empty();

    private static readonly Subscriber Wants = new(
        Subscription.IdOf(Address), new(new SortedList<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["commodity"] = ["terbium", "铽*"], ["rule"] = ["terbium-*"] }), Severity.Warning, [Address])
    {
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
        Digest = new(DayOfWeek.Monday, new(8, 0)),
        QuietHours = Recurrence.Daily(new(22, 0), new(7, 0), [DayOfWeek.Friday]),
        Urgent = Severity.High,
        IsGrouped = true,
        QuietWeek = new(null, new(9, 30)),
    };

    private static readonly Subscription Asked = new(Wants.Id, Address, 1) { Asked = Wants, Asks = [Some.Morning.AddHours(-1), Some.Morning] };

    [SkippableFact]
    public async Task A_subscription_comes_back_as_it_was_put_whatever_the_case_of_its_address()
    {
        var store = Empty();
        var whole = Asked with { Wants = Wants with { Digest = null }, Confirmed = Some.Morning.AddDays(1), Unsubscribed = Some.Morning.AddDays(2) };

        Assert.True(await store.PutSubscription(whole, default));

        Assert.Equivalent(whole, await store.FindSubscription(Wants.Id, Address.ToUpperInvariant(), default), strict: true);
        Assert.Equivalent(new[] { whole }, await store.Subscriptions(default), strict: true);
        Assert.Null(await store.FindSubscription(Wants.Id, "other@example.com", default));
        Assert.Null(await store.FindSubscription("buyers", Address, default));
    }

    [SkippableFact]
    public async Task Who_was_slower_is_refused_and_changes_nothing()
    {
        var store = Empty();
        Assert.False(await store.PutSubscription(Asked with { Version = 2 }, default));
        await store.PutSubscription(Asked, default);

        Assert.False(await store.PutSubscription(Asked with { Unsubscribed = Some.Morning }, default));
        Assert.True(await store.PutSubscription(Asked with { Version = 2, Confirmed = Some.Morning }, default));
        Assert.False(await store.PutSubscription(Asked with { Version = 2, Unsubscribed = Some.Morning }, default));

        var known = (await store.FindSubscription(Wants.Id, Address, default))!;
        Assert.Equal((2, Some.Morning, null), (known.Version, known.Confirmed, known.Unsubscribed));
    }

    [SkippableFact]
    public async Task Several_are_in_order_of_subscriber_and_address()
    {
        var store = Empty();
        foreach (var (subscriber, address) in new[] { ("b", "z@example.com"), ("a", "Y@example.com"), ("a", "x@example.com") }) await store.PutSubscription(new(subscriber, address, 1) { Unsubscribed = Some.Morning }, default);

        Assert.Equal(["a x@example.com", "a Y@example.com", "b z@example.com"], (await store.Subscriptions(default)).Select(one => $"{one.Subscriber} {one.Address}"));
    }

    [SkippableFact]
    public async Task One_that_was_changed_meanwhile_is_not_removed()
    {
        var store = Empty();
        await store.PutSubscription(Asked, default);
        await store.PutSubscription(Asked with { Version = 2, Confirmed = Some.Morning }, default);

        await store.RemoveSubscription(Asked, default);
        Assert.Single(await store.Subscriptions(default));
        await store.RemoveSubscription(Asked with { Version = 2 }, default);

        Assert.Empty(await store.Subscriptions(default));
        Assert.True(await store.PutSubscription(Asked, default));
    }
}
