using System.Globalization;
using Alerts.Adapters.Sqlite;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Embedded;

/// <summary>
/// Writes down beside the store when each file was published. A file whose name does not say it counts from when it is read, and its events' ids with it: after
/// a restore it is read again, and is to have the instant that it had.
/// </summary>
/// <param name="folder">Of what is kept beside the store.</param>
internal sealed class ReadJournal(string folder)
{
    private const string ReadFile = "read.log";

    private readonly string _path = Path.Combine(folder, ReadFile);
    private Dictionary<string, DateTimeOffset>? _before;

    /// <returns>When these bytes were published, as they were read before the store was restored; null: they were not, or nothing was ever restored.</returns>
    /// <exception cref="StoreException">What was written down cannot be read.</exception>
    public DateTimeOffset? Published(ReadOnlySpan<byte> bytes)
    {
        if (!File.Exists(Path.Combine(folder, SentJournal.ToldFile))) return null;
        _before ??= Read();
        return _before.Count > 0 && _before.TryGetValue(ContentHash.Of(bytes), out var published) ? published : null;
    }

    /// <exception cref="StoreException">It could not be written.</exception>
    public void Add(FileRead read)
    {
        try
        {
            File.AppendAllText(_path, string.Create(CultureInfo.InvariantCulture, $"{read.Sha256} {read.Published:O}\n"));
            _before?.TryAdd(read.Sha256, read.Published);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{_path} could not be written: {error.Message}", error);
        }
    }

    private Dictionary<string, DateTimeOffset> Read()
    {
        var before = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        try
        {
            if (!File.Exists(_path)) return before;
            foreach (var line in File.ReadLines(_path))
                if (line.Split(' ') is [var sha256, var instant] && DateTimeOffset.TryParse(instant, CultureInfo.InvariantCulture, out var published)) before.TryAdd(sha256, published);
            return before;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{_path} could not be read: {error.Message}", error);
        }
    }
}
