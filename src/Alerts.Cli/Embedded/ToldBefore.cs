using System.Collections.Concurrent;
using System.Globalization;
using Alerts.Adapters.Sqlite;
using Alerts.Core.Notifications;

namespace Alerts.Cli.Embedded;

/// <summary>What was told before a store was restored. Lines of <c>told.log</c>: <c>told ID WHEN OUTCOME</c>, and <c>settled ID</c> for what the restored store has finished.</summary>
internal sealed class ToldBefore
{
    private const string ToldWord = "told";
    private const string SettledWord = "settled";

    private readonly string _path;
    private readonly Dictionary<string, string> _told = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _settled = new(StringComparer.Ordinal);

    private ToldBefore(string path) => _path = path;

    /// <summary>All that was published up to then counts as told; null: nothing does for that reason.</summary>
    public DateTimeOffset? Until { get; private set; }

    /// <param name="folder">Of what is kept beside the store.</param>
    /// <exception cref="StoreException">It is there and cannot be read.</exception>
    public static ToldBefore Read(string folder)
    {
        var (path, until) = (Path.Combine(folder, SentJournal.ToldFile), Path.Combine(folder, SentJournal.ToldUntilFile));
        var told = new ToldBefore(path);
        try
        {
            if (File.Exists(until)) told.Until = DateTimeOffset.Parse(File.ReadAllText(until).Trim(), CultureInfo.InvariantCulture);
            if (File.Exists(path)) foreach (var line in File.ReadLines(path)) told.Take(line);
            return told;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException)
        {
            throw StoreException.Lasting($"what was told before the store was restored ({path}) cannot be read: {error.Message}");
        }
    }

    /// <param name="sent">Lines of <c>sent.log</c>.</param>
    /// <param name="settled">Messages that the restored store has finished: to send them again is a person's wish.</param>
    public static IEnumerable<string> Lines(IEnumerable<string> sent, IReadOnlySet<string> settled)
    {
        foreach (var words in sent.Select(line => line.Split(' ')))
            if (words is [var at, var outcome, var id] && !settled.Contains(id)) yield return $"{ToldWord} {id} {at} {outcome}";
        foreach (var id in settled) yield return $"{SettledWord} {id}";
    }

    /// <returns>When it was sent and what came of it; null: it was not, or that is settled.</returns>
    public string? Find(NotificationId id) => _settled.ContainsKey(id.Text) ? null : _told.GetValueOrDefault(id.Text);

    public bool IsSettled(NotificationId id) => _settled.ContainsKey(id.Text);

    public void Settle(NotificationId id)
    {
        _settled[id.Text] = true;
        try
        {
            File.AppendAllText(_path, $"{SettledWord} {id}\n");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException($"{_path} could not be written: {error.Message}", error);
        }
    }

    private void Take(string line)
    {
        if (line.Split(' ', 3) is [ToldWord, var told, var how]) _told[told] = how;
        else if (line.Split(' ') is [SettledWord, var settled]) _settled[settled] = true;
    }
}
