using System.Collections.Concurrent;
using Alerts.Core.UseCases;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Alerts.Azure.Storage;

/// <summary>A storage account: its tables, blobs and queues. Each is created when it is first asked for.</summary>
public sealed class AzureStorage
{
    private readonly TableServiceClient _tables;
    private readonly BlobServiceClient _blobs;
    private readonly QueueServiceClient _queues;
    private readonly string _prefix;
    private readonly ConcurrentDictionary<string, bool> _created = new(StringComparer.Ordinal);

    private AzureStorage(TableServiceClient tables, BlobServiceClient blobs, QueueServiceClient queues, string prefix)
    {
        if (prefix.Length > 0 && !Workspace.IsAzureName(prefix)) throw new ArgumentException($"'{prefix}' is no prefix: it has up to 20 lower-case letters and digits and begins with a letter", nameof(prefix));
        (_tables, _blobs, _queues, _prefix) = (tables, blobs, queues, prefix);
    }

    /// <summary>With a key, or with the emulator.</summary>
    /// <param name="connection">A connection string; <c>UseDevelopmentStorage=true</c> is the emulator at its usual ports.</param>
    /// <param name="prefix">Begins the name of each table, container and queue, where several workspaces share an account: lower-case letters and digits, a letter first; may be empty.</param>
    /// <param name="configure">Sees the options of each client before it is made.</param>
    public static AzureStorage Connect(string connection, string prefix = "", Action<ClientOptions>? configure = null) => new(
        new TableServiceClient(connection, Options(new TableClientOptions(), configure)),
        new BlobServiceClient(connection, Options(new BlobClientOptions(), configure)),
        new QueueServiceClient(connection, Options(Unencoded(), configure)),
        prefix);

    /// <summary>With an identity.</summary>
    /// <param name="account">Its name, in the public cloud.</param>
    public static AzureStorage Connect(string account, TokenCredential credential, string prefix = "", Action<ClientOptions>? configure = null) =>
        Connect(new($"https://{account}.table.core.windows.net"), new($"https://{account}.blob.core.windows.net"), new($"https://{account}.queue.core.windows.net"), credential, prefix, configure);

    /// <summary>With an identity, wherever the account is.</summary>
    public static AzureStorage Connect(Uri tables, Uri blobs, Uri queues, TokenCredential credential, string prefix = "", Action<ClientOptions>? configure = null) => new(
        new TableServiceClient(tables, credential, Options(new TableClientOptions(), configure)),
        new BlobServiceClient(blobs, credential, Options(new BlobClientOptions(), configure)),
        new QueueServiceClient(queues, credential, Options(Unencoded(), configure)),
        prefix);

    /// <param name="name">Lower-case letters.</param>
    public async Task<TableClient> Table(string name, CancellationToken cancel)
    {
        var table = _tables.GetTableClient(_prefix + name);
        await Created($"table {name}", () => table.CreateIfNotExistsAsync(cancel));
        return table;
    }

    /// <param name="name">Lower-case letters.</param>
    public async Task<BlobContainerClient> Container(string name, CancellationToken cancel)
    {
        var container = _blobs.GetBlobContainerClient(_prefix + name);
        await Created($"container {name}", () => container.CreateIfNotExistsAsync(cancellationToken: cancel));
        return container;
    }

    /// <summary>A queue whose messages are the texts themselves.</summary>
    /// <param name="name">Lower-case letters.</param>
    public async Task<QueueClient> Queue(string name, CancellationToken cancel)
    {
        var queue = _queues.GetQueueClient(_prefix + name);
        await Created($"queue {name}", () => queue.CreateIfNotExistsAsync(cancellationToken: cancel));
        return queue;
    }

    // Two callers may both create it: the second one finds it there.
    private async Task Created(string what, Func<Task> create)
    {
        if (_created.ContainsKey(what)) return;
        await create();
        _created[what] = true;
    }

    private static QueueClientOptions Unencoded() => new() { MessageEncoding = QueueMessageEncoding.None };

    private static T Options<T>(T options, Action<ClientOptions>? configure)
        where T : ClientOptions
    {
        configure?.Invoke(options);
        return options;
    }
}
