using Alerts.Core.Alerting;

namespace Alerts.Cli.Output.InOrder;

/// <summary>Where an event stands among all: by publication, rule instance and period, and then as raised.</summary>
/// <param name="order">The place of its rule instance among all.</param>
/// <param name="raised">Its place among those that the instance raised.</param>
internal readonly struct EventPlace(AlertEvent told, int order, int raised)
{
    private readonly long _published = told.Published.UtcTicks;
    private readonly long _sequence = told.Publication.Sequence;
    private readonly int _last = told.Period.Last.DayNumber;
    private readonly int _first = told.Period.First.DayNumber;
    private readonly int _order = order;
    private readonly int _raised = raised;

    public int OrderAgainst(in EventPlace other)
    {
        if (_published != other._published) return _published < other._published ? -1 : 1;
        if (_sequence != other._sequence) return _sequence < other._sequence ? -1 : 1;
        if (_order != other._order) return _order < other._order ? -1 : 1;
        if (_last != other._last) return _last < other._last ? -1 : 1;
        if (_first != other._first) return _first < other._first ? -1 : 1;
        return _raised < other._raised ? -1 : _raised > other._raised ? 1 : 0;
    }
}
