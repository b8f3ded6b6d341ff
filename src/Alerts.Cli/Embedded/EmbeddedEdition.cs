using Alerts.Adapters.Sqlite;
using Alerts.Cli.Doctor;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>One process and an SQLite file in the workspace.</summary>
internal sealed class EmbeddedEdition : IEdition
{
    public Edition Kind => Edition.Embedded;

    public Stores Open(Workspace workspace, TimeProvider clock) => Of(SqliteStore.Open(PathOf(workspace)), workspace);

    public Stores? OpenToRead(Workspace workspace, TimeProvider clock) => SqliteStore.OpenToRead(PathOf(workspace)) is { } store ? Of(store, workspace) : null;

    public Task<IReadOnlyList<Finding>> Look(Workspace workspace, TimeProvider clock, CancellationToken cancel) => Task.FromResult<IReadOnlyList<Finding>>([.. StoreFindings.Of(workspace, clock)]);

    public IChannel? Provider(Workspace workspace, TimeProvider clock) => null;

    // The lock keeps other processes away, so a claim need not outlive a crash.
    private static Stores Of(SqliteStore store, Workspace workspace) =>
        new(new RawFiles(new(Path.Combine(Composition.Kept(workspace), "raw")), store), store, store, store, store, store, store, store, store, store, TimeSpan.Zero, store);

    /// <returns>Its full path; null, after a complaint, where the store is no file.</returns>
    public static string? StoreFile(Workspace workspace, Output.Screen screen)
    {
        if (workspace.AzureName is null) return PathOf(workspace);
        screen.Complain("a store in a storage account is no file that this command could copy: the guide to the Azure edition says how it is kept, and built anew from the files");
        return null;
    }

    public static string PathOf(Workspace workspace) => Path.Combine(workspace.Folder, workspace.Store["sqlite:".Length..]);
}
