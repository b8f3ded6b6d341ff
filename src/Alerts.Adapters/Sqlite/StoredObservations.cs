using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Sqlite;

/// <summary>Rows of observations into the domain's own: sequence, last_day, months, value, unit_number, rows.</summary>
/// <param name="units">By their number.</param>
/// <param name="publications">By their sequence.</param>
internal sealed class StoredObservations(Dictionary<long, Unit> units, Dictionary<long, Publication> publications)
{
    private Publication? _last;

    public Observation Read(Statement row, string series)
    {
        // Neighbouring rows nearly always share their publication.
        var publication = row.Integer(0) is var sequence && _last?.Sequence == sequence ? _last : _last = publications[sequence];
        return new(series, Period(row), StoredDecimal.Read(row.Utf8(3)), units[row.Integer(4)], publication.Published, publication, Rows(row.Utf8(5)), []);
    }

    public KnownValue Known(Statement row, DateTimeOffset vintage) => new(Period(row), StoredDecimal.Read(row.Utf8(3)), units[row.Integer(4)], vintage);

    /// <summary>Vintages come in the order read; those of an older publication that was read late go before the newer ones of their period.</summary>
    /// <param name="from">Where the observations of one series begin; they go to the end.</param>
    public static void SortVintages(List<Observation> history, int from)
    {
        for (var at = from + 1; at < history.Count; at++)
        {
            var late = history[at];
            var to = at;
            for (; to > from && history[to - 1].Period == late.Period && history[to - 1].Vintage > late.Vintage; to--) history[to] = history[to - 1];
            history[to] = late;
        }
    }

    private static Period Period(Statement row) => new StoredPeriod((int)row.Integer(1), (int)row.Integer(2)).Period;

    private static RowNumbers Rows(ReadOnlySpan<byte> text) =>
        text.IsEmpty ? []
        : Utf8Parser.TryParse(text, out int row, out var length) && length == text.Length ? [row]
        : [.. Encoding.UTF8.GetString(text).Split(',').Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
}
