using Alerts.Adapters.Sqlite;
using Alerts.Azure.SendGrid;
using Alerts.Azure.Storage;
using Alerts.Cli.Doctor;
using Alerts.Cli.Embedded;
using Alerts.Core.UseCases;
using Azure.Core;

namespace Alerts.Cli.Azure;

/// <summary>The embedded edition, with stores in a storage account (<c>store: azure:NAME</c>) and mail through SendGrid.</summary>
/// <param name="environment">The value of an environment variable; null where it is not set.</param>
internal sealed class AzureEdition(Func<string, string?> environment) : IEdition
{
    /// <summary>The account, as <see cref="StorageAddress"/> reads it.</summary>
    private const string Account = "ALERTS_STORAGE";
    private const string Ways = "an account's name, the address of its blobs (https://ACCOUNT.blob.core.windows.net/), or a connection string";

    /// <summary>Others may be at work in the account, and an attempt to send takes 15 seconds at most.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private readonly EmbeddedEdition _embedded = new();

    public Edition Kind => Edition.Azure;

    public Stores Open(Workspace workspace, TimeProvider clock)
    {
        if (workspace.AzureName is not { } name) return _embedded.Open(workspace, clock);
        var stores = new AzureStores(Connect(name), clock);
        return new(stores.RawFiles, stores.Observations, stores.Alerts, stores.Notifications, stores.Postponements, stores.Silences, stores.Subscriptions, stores.Queue, stores.Sources, stores.Keys, Lease, stores);
    }

    public Stores? OpenToRead(Workspace workspace, TimeProvider clock) => workspace.AzureName is null ? _embedded.OpenToRead(workspace, clock) : Open(workspace, clock);

    public async Task<IReadOnlyList<Finding>> Look(Workspace workspace, TimeProvider clock, CancellationToken cancel) =>
        workspace.AzureName is { } name ? await AppFindings.Of(workspace, () => Connect(name), clock, cancel) : await _embedded.Look(workspace, clock, cancel);

    public IChannel? Provider(Workspace workspace, TimeProvider clock)
    {
        if (workspace.Email is not { SendGridKey: { } key } email) return null;
        var (settings, mistakes) = SendGridSettings.Read(environment);
        return settings is null ? throw StoreException.Lasting(string.Join("; ", mistakes)) : new SendGridChannel(key, email.From, settings, clock);
    }

    private AzureStorage Connect(string name)
    {
        if (environment(Account) is not { Length: > 0 } account) throw StoreException.Lasting($"the store azure:{name} is in a storage account, and {Account} does not say in which: {Ways}");
        return StorageAddress.Connect(account, name, options => options.AddPolicy(new Refusals(), HttpPipelinePosition.PerCall))
            ?? throw StoreException.Lasting($"{Account} names no storage account: {Ways}");
    }
}
