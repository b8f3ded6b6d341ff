using System.Globalization;
using System.Text;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Sqlite;

/// <summary>Rows of observations into the domain's own: sequence, last_day, months, value, unit_number, rows.</summary>
/// <param name="units">By their number.</param>
/// <param name="origins">Of the few values that were in quarantine: the sequence of the file whose rows they are.</param>
/// <param name="room">For the rows of a series until their number is known.</param>
internal sealed class StoredObservations(Dictionary<long, Unit> units, PublicationList publications, Dictionary<StoredOrigin, long> origins, RowRoom room)
{
    private Publication? _last;
    private (long Number, Unit Unit) _unit = (-1, null!);

    public Observation Read(Statement row, string series)
    {
        // Neighbouring rows nearly always share their publication.
        var publication = row.Integer(0) is var sequence && _last?.Sequence == sequence ? _last : _last = publications.Of(sequence);
        var period = Period(row);
        return new(series, period, StoredDecimal.Read(row.Utf8(3)), Unit(row), publication.Published, publication, Rows(row), []) { Origin = Origin(sequence, series, period) };
    }

    /// <summary>
    /// All rows of a series that a statement gives in order of key. Its vintages come in the order read; those of an older publication that was read late
    /// go before the newer ones of their period.
    /// </summary>
    public RecentValues ReadAll(Statement rows, string series)
    {
        var (values, numbers, count) = (room.Values, room.Numbers, 0);
        // Of the few that come from several rows, or from none: their place here, as a complement.
        var several = new List<IReadOnlyList<int>>();
        while (rows.Next())
        {
            if (count == values.Length) (values, numbers) = room.Grown();
            values[count] = new(Period(rows), StoredDecimal.Read(rows.Utf8(3)), Unit(rows), rows.Integer(0));
            if (rows.IsInteger(5))
            {
                numbers[count] = (int)rows.Integer(5);
            }
            else
            {
                numbers[count] = ~several.Count;
                several.Add(Rows(rows));
            }
            for (var at = count++; at > 0 && values[at].Period == values[at - 1].Period && publications.Of(values[at].Sequence).Published < publications.Of(values[at - 1].Sequence).Published; at--)
            {
                (values[at], values[at - 1]) = (values[at - 1], values[at]);
                (numbers[at], numbers[at - 1]) = (numbers[at - 1], numbers[at]);
            }
        }
        (values, numbers) = room.Copied(count);
        return new(series, values, at => Of(series, values[at], numbers[at] >= 0 ? RowNumbers.Of(numbers[at]) : several[~numbers[at]])) { Publication = at => publications.Of(values[at].Sequence) };
    }

    private Observation Of(string series, RecentValue value, IReadOnlyList<int> rows)
    {
        var publication = publications.Of(value.Sequence);
        return new(series, value.Period, value.Value, value.Unit, publication.Published, publication, rows, []) { Origin = Origin(value.Sequence, series, value.Period) };
    }

    private Publication? Origin(long sequence, string series, Period period)
    {
        if (origins.Count == 0) return null;
        var stored = new StoredPeriod(period);
        return origins.TryGetValue(new(sequence, series, (int)stored.LastDay, (int)stored.Months), out var from) ? publications.Of(from) : null;
    }

    public KnownValue Known(Statement row, DateTimeOffset vintage) => new(Period(row), StoredDecimal.Read(row.Utf8(3)), Unit(row), vintage);

    private static Period Period(Statement row) => new StoredPeriod((int)row.Integer(1), (int)row.Integer(2)).Period;

    // Neighbouring rows nearly always share their unit, too.
    private Unit Unit(Statement row)
    {
        if (row.Integer(4) is var number && number != _unit.Number) _unit = (number, units[number]);
        return _unit.Unit;
    }

    private static RowNumbers Rows(Statement row) =>
        row.IsInteger(5) ? [(int)row.Integer(5)]
        : row.Utf8(5) is var text && text.IsEmpty ? []
        : [.. Encoding.UTF8.GetString(text).Split(',').Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
}

/// <summary>Room for the rows of one series after the other: what is kept of a series takes memory once, at its length.</summary>
internal sealed class RowRoom
{
    public RecentValue[] Values { get; private set; } = new RecentValue[256];

    /// <summary>A number for each of <see cref="Values"/>.</summary>
    public int[] Numbers { get; private set; } = new int[256];

    /// <summary>Twice the room, with what is in it.</summary>
    public (RecentValue[] Values, int[] Numbers) Grown() => (Values, Numbers) = OfLength(2 * Values.Length, Values.Length);

    /// <summary>The first so many, for good.</summary>
    public (RecentValue[] Values, int[] Numbers) Copied(int count) => OfLength(count, count);

    // By hand, for the library's resizing of such values is compiled when the program runs.
    private (RecentValue[] Values, int[] Numbers) OfLength(int length, int kept)
    {
        var (values, numbers) = (new RecentValue[length], new int[length]);
        Array.Copy(Values, values, kept);
        Array.Copy(Numbers, numbers, kept);
        return (values, numbers);
    }
}
