using Alerts.Adapters.Sqlite;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>One process and an SQLite file in the workspace.</summary>
internal sealed class EmbeddedEdition : IEdition
{
    public Edition Kind => Edition.Embedded;

    public Stores Open(Workspace workspace, TimeProvider clock) => Of(SqliteStore.Open(PathOf(workspace)), workspace);

    public Stores? OpenToRead(Workspace workspace, TimeProvider clock) => SqliteStore.OpenToRead(PathOf(workspace)) is { } store ? Of(store, workspace) : null;

    public IChannel? Provider(Workspace workspace, TimeProvider clock) => null;

    // The lock keeps other processes away, so a claim need not outlive a crash.
    private static Stores Of(SqliteStore store, Workspace workspace) =>
        new(new RawFileFolder(Path.Combine(Composition.Kept(workspace), "raw")), store, store, store, store, store, store, store, TimeSpan.Zero, store);

    private static string PathOf(Workspace workspace) => Path.Combine(workspace.Folder, workspace.Store["sqlite:".Length..]);
}
