using System.Globalization;
using System.Text;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Sqlite;

/// <summary>
/// Writes the values of one publication, many rows in a statement: to begin and to end one costs as much as a row does, and only within one SQLite finds the
/// place of a row beside the row before.
/// </summary>
/// <param name="sequence">Of the publication.</param>
/// <param name="numberOf">The number of a unit, which is made where it is new.</param>
internal sealed class ObservationInsert(SqliteFile file, long sequence, Func<Unit, long> numberOf)
{
    /// <summary>Rows of a statement that writes several.</summary>
    public const int ManyRows = 20;

    private const int ParametersOfAll = 2;
    private const int ParametersOfRow = 5;

    private static readonly string OneRow = Sql(1);
    private static readonly string SeveralRows = Sql(ManyRows);

    private readonly List<(long Series, ReadValue Value)> _fromQuarantine = [];

    /// <summary>Of the values written, those that had waited in quarantine.</summary>
    public IReadOnlyList<(long Series, ReadValue Value)> FromQuarantine => _fromQuarantine;

    /// <param name="series">Its number. From call to call greater, for that is the order of the rows.</param>
    public void Write(long series, SeriesValues values)
    {
        using var next = values.GetEnumerator();
        Write(SeveralRows, ManyRows, values.Count / ManyRows, series, next);
        Write(OneRow, 1, values.Count % ManyRows, series, next);
    }

    private void Write(string sql, int rows, int times, long series, IEnumerator<ReadValue> next)
    {
        if (times == 0) return;
        file.Run(sql, insert =>
        {
            insert.Bind(1, sequence);
            insert.Bind(2, series);
            for (var time = 0; time < times; time++)
            {
                for (var row = 0; row < rows && next.MoveNext(); row++)
                {
                    var value = next.Current;
                    Bind(insert, FirstOf(row), value);
                    if (value.From != 0) _fromQuarantine.Add((series, value));
                }
                insert.Next();
            }
        });
    }

    private void Bind(Statement insert, int at, in ReadValue value)
    {
        var period = new StoredPeriod(value.Period);
        Span<byte> amount = stackalloc byte[StoredDecimal.MaxLength];
        insert.Bind(at, period.LastDay);
        insert.Bind(at + 1, period.Months);
        insert.Bind(at + 2, amount[..StoredDecimal.Write(value.Value, amount)]);
        insert.Bind(at + 3, numberOf(value.Unit));
        if (value.Rows.Count == 1) insert.Bind(at + 4, value.Rows[0]);
        else insert.Bind(at + 4, Encoding.UTF8.GetBytes(string.Join(',', value.Rows)));
    }

    // OR FAIL: a statement that fails is undone with its whole transaction, so that SQLite need not keep what would undo it alone.
    private static string Sql(int rows) =>
        $"INSERT OR FAIL INTO observations (sequence, series_number, last_day, months, value, unit_number, rows) VALUES {string.Join(", ", Enumerable.Range(0, rows).Select(Parameters))}";

    private static string Parameters(int row) => $"(?1, ?2, {string.Join(", ", Enumerable.Range(FirstOf(row), ParametersOfRow).Select(number => string.Create(CultureInfo.InvariantCulture, $"?{number}")))})";

    private static int FirstOf(int row) => ParametersOfAll + 1 + (row * ParametersOfRow);
}
