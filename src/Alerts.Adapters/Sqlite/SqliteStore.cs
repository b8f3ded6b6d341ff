using System.Globalization;
using Alerts.Core.Observations;
using Alerts.Core.Routing;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Sqlite;

/// <summary>
/// The embedded store: one SQLite file in WAL mode, and the raw files beside it. All store ports of one workspace. A decision and
/// the work that it causes are written in one transaction.
/// </summary>
public sealed partial class SqliteStore : IObservationStore, IAlertStore, INotificationStore, IApiKeyStore, IWorkQueue, ISourceStore, IDisposable
{
    private readonly SqliteFile _file;
    private readonly KnownPublications _publications;
    private readonly RecordedEvents _recorded;
    private readonly RoutesOfNow _routes;
    private readonly Remembered<Dictionary<long, Unit>> _units;
    private readonly Remembered<Dictionary<StoredOrigin, long>> _origins;
    private readonly Remembered<IReadOnlyList<Silence>> _silences;
    private readonly Remembered<IReadOnlyList<Subscription>> _subscriptions;

    private SqliteStore(string path, bool readOnly)
    {
        _file = new(path, readOnly);
        _publications = new(_file, ReadPublications);
        _recorded = new(_file);
        _routes = new(_file);
        _units = new(_file, Units);
        _origins = new(_file, Origins);
        _silences = new(_file, ReadSilences);
        _subscriptions = new(_file, ReadSubscriptions);
        Path = path;
    }

    public string Path { get; }

    /// <summary>Opens the store, creating it or bringing it to this version's schema.</summary>
    /// <param name="path">Full path of the SQLite file; its folder is created.</param>
    /// <exception cref="StoreException">It cannot be used, or a newer version has written it.</exception>
    public static SqliteStore Open(string path)
    {
        CreateFolder(System.IO.Path.GetDirectoryName(path)!);
        var store = new SqliteStore(path, readOnly: false);
        try
        {
            store.Migrate();
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Loads what opening a store takes: a caller may do so while it finds out which.</summary>
    public static void Prepare() => SqliteOpening.Prepare();

    /// <summary>Opens the store for reading alone.</summary>
    /// <returns>Null when there is none yet.</returns>
    /// <exception cref="StoreException">It cannot be read, or another version has written it.</exception>
    public static SqliteStore? OpenToRead(string path)
    {
        if (!File.Exists(path)) return null;
        var store = new SqliteStore(path, readOnly: true);
        try
        {
            store.CheckVersion();
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    public void Dispose() => _file.Dispose();

    private static void CreateFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"the folder {folder} could not be created: {error.Message}", error);
        }
    }

    private static StoreException Newer(string path, int version) =>
        StoreException.Lasting($"the store {path} was written by a newer version of Alerts (schema {version}; this program knows {Schema.Steps.Count})");

    private int Version() => _file.Do(() => (int)_file.Number("PRAGMA user_version"));

    private void CheckVersion()
    {
        var version = Version();
        if (version != Schema.Steps.Count) throw version > Schema.Steps.Count ? Newer(Path, version) : new StoreException($"the store {Path} is of an older version ({version}; this program writes {Schema.Steps.Count}): 'alerts run' brings it up to date");
    }

    private void Migrate()
    {
        var version = Version();
        if (version > Schema.Steps.Count) throw Newer(Path, version);
        for (; version < Schema.Steps.Count; version++)
        {
            var step = version;
            _file.Do(() => Migrate(step), writes: true);
        }
    }

    // The version is asked again within the transaction: another process may have taken the step meanwhile.
    private int Migrate(int step)
    {
        if ((int)_file.Number("PRAGMA user_version") != step) return 0;
        _file.Script(Schema.Steps[step]);
        if (Schema.Steps[step] == Schema.Quarantine) NameRowsInQuarantine();
        return _file.Script($"PRAGMA user_version = {(step + 1).ToString(CultureInfo.InvariantCulture)}");
    }

    private Task<T> Read<T>(Func<T> work, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return Task.FromResult(_file.Do(work));
    }

    private Task<T> Write<T>(Func<T> work, CancellationToken cancel, bool survivesPowerCut = true)
    {
        cancel.ThrowIfCancellationRequested();
        return Task.FromResult(_file.Do(work, writes: true, survivesPowerCut));
    }

    private void Queue(WorkKind kind, string key, DateTimeOffset due) => Queue(kind, key, due, UrgencyOf(kind, key));

    private void Queue(WorkKind kind, string key, DateTimeOffset due, int urgency) => _file.Execute(
        "INSERT INTO work (kind, key, due_utc, urgency) VALUES ($kind, $key, $due, $urgency) ON CONFLICT (kind, key) DO UPDATE SET due_utc = excluded.due_utc",
        ("$kind", Text(kind)), ("$key", key), ("$due", Instants.Utc(due)), ("$urgency", urgency));

    private int UrgencyOf(WorkKind kind, string key) => WorkItem.Urgency(kind, kind switch
    {
        WorkKind.Route => SeverityText("SELECT severity FROM events WHERE id = $key", key),
        WorkKind.Deliver => SeverityText("SELECT e.severity FROM notifications n JOIN events e ON e.id = n.event WHERE n.id = $key", key),
        _ => null,
    });

    private Severity? SeverityText(string sql, string key) => _file.Text(sql, ("$key", key)) is { } text ? Parse<Severity>(text) : null;

    private static string Text<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static T Parse<T>(string text)
        where T : struct, Enum => Enum.Parse<T>(text, ignoreCase: true);
}
