using Alerts.Core.Alerting;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Sqlite;

/// <param name="Urgency">The highest goes first.</param>
internal readonly record struct DueWork(WorkItem Item, int Urgency);

/// <summary>
/// Events that were recorded within a transaction of several steps, and are not routed yet. Most are routed before it ends, and what begins and ends within one
/// transaction need not be written; those that are left are, as its last step. Those of a transaction that was undone are forgotten.
/// </summary>
internal sealed class RoutesOfNow(SqliteFile file)
{
    private readonly SortedDictionary<long, DueWork> _due = [];
    private long? _transaction;

    // Rows count from 1.
    private long _last = long.MinValue;

    /// <returns>False where it is to be written at once: there is no such transaction.</returns>
    public bool Add(EventId id, int urgency)
    {
        if (file.Transaction is not { } transaction) return false;
        if (_transaction != transaction) _due.Clear();
        _transaction = transaction;
        _due.Add(++_last, new(new(_last, WorkKind.Route, id.Text, DateTimeOffset.UnixEpoch), urgency));
        return true;
    }

    /// <returns>In the order added.</returns>
    public IReadOnlyCollection<DueWork> Now() => IsNow ? _due.Values : [];

    /// <returns>False where it is none of these.</returns>
    public bool Done(WorkItem item) => IsNow && _due.Remove(item.Id);

    private bool IsNow => _transaction is not null && _transaction == file.Transaction;
}
