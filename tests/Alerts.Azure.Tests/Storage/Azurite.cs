using Alerts.Azure.Storage;
using Azure.Core;

namespace Alerts.Azure.Tests.Storage;

/// <summary>One Azurite for all tests that need storage. Each has its own part of it, under a prefix.</summary>
public sealed class Azurite : IAsyncLifetime
{
    public const string Collection = "Azurite";

    private static readonly Lazy<Task<AzuriteServer?>> One = new(Start);
    private static int _parts;

    private AzuriteServer? _server;

    public async Task InitializeAsync() => _server = await One.Value;

    // The server is that of all tests, and goes with them.
    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>For tests that no collection gives it to.</summary>
    public static async Task<Azurite> Shared()
    {
        var azurite = new Azurite();
        await azurite.InitializeAsync();
        return azurite;
    }

    private static async Task<AzuriteServer?> Start()
    {
        if (!AzuriteServer.IsInstalled) return null;
        var server = await AzuriteServer.Start();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Kill();
        return server;
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
