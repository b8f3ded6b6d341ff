using Alerts.Core.Alerting;

namespace Alerts.Adapters.Sqlite;

/// <summary>Events that were just recorded: each is asked for once soon, to be routed, and need not be read again for that. Those of a transaction that was undone are forgotten.</summary>
internal sealed class RecordedEvents(SqliteFile file)
{
    private const int Most = 1_024;

    private readonly Dictionary<EventId, AlertEvent> _events = [];
    private int _undone;

    public void Add(AlertEvent told)
    {
        Check();
        if (_events.Count < Most) _events[told.Id] = told;
    }

    /// <returns>Null the second time.</returns>
    public AlertEvent? Take(EventId id)
    {
        Check();
        return _events.Remove(id, out var told) ? told : null;
    }

    private void Check()
    {
        if (_undone == file.Undone) return;
        _events.Clear();
        _undone = file.Undone;
    }
}
