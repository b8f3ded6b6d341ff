using Alerts.Core.UseCases;

namespace Alerts.Web;

/// <summary>What serves the API: it lends what there is to work with, call by call, so that it can change its configuration between them.</summary>
public interface IApiHost
{
    /// <summary>Names that the Host header may have; null: whoever forwards the calls has seen to that.</summary>
    Func<string, bool>? AnswersHost { get; }

    TimeProvider Clock { get; }

    /// <returns>Null while there is nothing to work with: it is being opened, or broken. What comes back is given back by disposing of it.</returns>
    ValueTask<IApiLoan?> Borrow(CancellationToken cancel);

    /// <summary>Trying again later may help: the store is being opened, the disk is full, the network is away.</summary>
    bool MayPass(Exception error);

    /// <summary>A call failed in a way that nobody foresaw, or that its caller cannot mend.</summary>
    void Failed(string operation, Exception error);
}

/// <summary>What a call works with, until it is given back.</summary>
public interface IApiLoan : IDisposable
{
    Workspace Workspace { get; }

    IObservationStore Observations { get; }

    IAlertStore Alerts { get; }

    INotificationStore Notifications { get; }

    IApiKeyStore Keys { get; }

    ISilenceStore Silences { get; }

    ISubscriptionStore Subscriptions { get; }

    /// <returns>When lost work was looked for last; null: nobody has, as far as is known.</returns>
    Task<DateTimeOffset?> LastSweep(CancellationToken cancel);

    /// <summary>Reads and records a file; evaluation and delivery go on afterwards. It survives a power cut once this has ended.</summary>
    /// <exception cref="Adapters.Sqlite.StoreException">It could not be kept.</exception>
    Task<Ingested> Ingest(string file, ReadOnlyMemory<byte> bytes, IngestChoice choice, CancellationToken cancel);

    /// <summary>Does what a person asks for, not while a file is read, and what follows from it soon.</summary>
    Task<T> Change<T>(Func<Changes, Task<T>> change);

    /// <summary>As <see cref="INotificationStore.Replay"/>, and it is sent soon.</summary>
    Task<bool> Replay(Core.Notifications.NotificationId id, CancellationToken cancel);
}
