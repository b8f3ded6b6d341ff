using Alerts.Azure.Storage;
using Azure.Core;

namespace Alerts.Azure.Tests.Storage;

/// <summary>One Azurite for all tests that need storage. Each has its own part of it, under a prefix.</summary>
public sealed class Azurite : IAsyncLifetime
{
    public const string Collection = "Azurite";

    private AzuriteServer? _server;
    private int _parts;

    public async Task InitializeAsync() => _server = AzuriteServer.IsInstalled ? await AzuriteServer.Start() : null;

    public async Task DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }

    public string Connection()
    {
        Skip.If(_server is null, "azurite is not installed: npm install --prefix tests/tools");
        return _server.Connection;
    }

    public string NewPrefix() => $"t{Interlocked.Increment(ref _parts)}";

    /// <summary>Empty storage of its own.</summary>
    public AzureStorage Empty(Action<ClientOptions>? configure = null) => AzureStorage.Connect(Connection(), NewPrefix(), configure);
}

[CollectionDefinition(Azurite.Collection)]
#pragma warning disable CA1711 // the name that xunit's documentation gives such a class
public sealed class AzuriteCollection : ICollectionFixture<Azurite>;
#pragma warning restore CA1711
