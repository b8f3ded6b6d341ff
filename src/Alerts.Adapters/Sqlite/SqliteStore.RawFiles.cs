using Alerts.Core.UseCases;

namespace Alerts.Adapters.Sqlite;

public sealed partial class SqliteStore : IRawFileStore
{
    Task IRawFileStore.Keep(string sha256, ReadOnlyMemory<byte> bytes, CancellationToken cancel) =>
        Write(() => _file.Change("INSERT INTO raw_files VALUES ($sha256, $bytes) ON CONFLICT DO NOTHING", ("$sha256", sha256), ("$bytes", bytes)), cancel);

    Task<byte[]?> IRawFileStore.Read(string sha256, CancellationToken cancel) =>
        Read(() => _file.Query("SELECT bytes FROM raw_files WHERE sha256 = $sha256", row => row.GetBytes(0), ("$sha256", sha256)).FirstOrDefault(), cancel);

    Task<IReadOnlyList<string>> IRawFileStore.All(CancellationToken cancel) => Read<IReadOnlyList<string>>(() => _file.Query("SELECT sha256 FROM raw_files", row => row.GetString(0)), cancel);

    Task IRawFileStore.Delete(string sha256, CancellationToken cancel) => Write(() => _file.Change("DELETE FROM raw_files WHERE sha256 = $sha256", ("$sha256", sha256)), cancel);
}
