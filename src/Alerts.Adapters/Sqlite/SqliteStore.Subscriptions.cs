using Alerts.Core.Routing;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Sqlite;

public sealed partial class SqliteStore : ISubscriptionStore
{
    private const string SubscriptionColumns = "subscriber, address, version, document";

    public Task<IReadOnlyList<Subscription>> Subscriptions(CancellationToken cancel) => Read(_subscriptions.Now, cancel);

    public Task<Subscription?> FindSubscription(string subscriber, string address, CancellationToken cancel) => Read(() => _file.Query(
        $"SELECT {SubscriptionColumns} FROM subscriptions WHERE subscriber = $subscriber AND address_key = $key", ReadSubscription, ("$subscriber", subscriber), ("$key", address.ToLowerInvariant())).FirstOrDefault(), cancel);

    public Task<bool> PutSubscription(Subscription next, CancellationToken cancel) => Write(() =>
    {
        _subscriptions.Forget();
        (string, object?)[] values = [("$subscriber", next.Subscriber), ("$key", next.Address.ToLowerInvariant()), ("$address", next.Address), ("$version", next.Version), ("$document", SubscriptionJson.Write(next))];
        return next.Version == 1
            ? _file.Change("INSERT INTO subscriptions (subscriber, address_key, address, version, document) VALUES ($subscriber, $key, $address, $version, $document) ON CONFLICT DO NOTHING", values) == 1
            : _file.Change("UPDATE subscriptions SET (address, version, document) = ($address, $version, $document) WHERE subscriber = $subscriber AND address_key = $key AND version = $version - 1", values) == 1;
    }, cancel);

    public Task RemoveSubscription(Subscription known, CancellationToken cancel) => Write(() =>
    {
        _subscriptions.Forget();
        return Remove(known);
    }, cancel);

    private int Remove(Subscription known) => _file.Change(
        "DELETE FROM subscriptions WHERE subscriber = $subscriber AND address_key = $key AND version = $version",
        ("$subscriber", known.Subscriber), ("$key", known.Address.ToLowerInvariant()), ("$version", known.Version));

    private List<Subscription> ReadSubscriptions() => _file.Query($"SELECT {SubscriptionColumns} FROM subscriptions ORDER BY subscriber, address_key", ReadSubscription);

    private static Subscription ReadSubscription(Statement reader) => SubscriptionJson.Read(reader.GetString(0), reader.GetString(1), reader.GetInt64(2), reader.GetString(3));
}
