using Alerts.Adapters.Sqlite;
using Alerts.Cli.Doctor;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>What an edition of the command brings: where a workspace is kept, and ways of sending that not all editions have.</summary>
internal interface IEdition
{
    /// <summary>What a workspace may name.</summary>
    Edition Kind { get; }

    /// <summary>For a process that works on the workspace.</summary>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    Stores Open(Workspace workspace, TimeProvider clock);

    /// <summary>For reading alone.</summary>
    /// <returns>Null where nothing was stored yet.</returns>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    Stores? OpenToRead(Workspace workspace, TimeProvider clock);

    /// <summary>How the store stands, and who works on it; nothing is changed.</summary>
    Task<IReadOnlyList<Finding>> Look(Workspace workspace, TimeProvider clock, CancellationToken cancel);

    /// <returns>What sends mail through the provider that the workspace names; null where it names none.</returns>
    IChannel? Provider(Workspace workspace, TimeProvider clock);
}

/// <summary>Every store of a workspace.</summary>
/// <param name="Lease">For how long a message that is being sent is nobody else's.</param>
/// <param name="Owner">What is to be closed.</param>
internal sealed record Stores(IRawFileStore RawFiles, IObservationStore Observations, IAlertStore Alerts, INotificationStore Notifications, IPostponementStore Postponements, ISilenceStore Silences, ISubscriptionStore Subscriptions, IWorkQueue Queue, ISourceStore Sources, IApiKeyStore Keys, TimeSpan Lease, IDisposable Owner) : IDisposable
{
    public void Dispose() => Owner.Dispose();
}
