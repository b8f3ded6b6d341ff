using Alerts.Core.Datasets;
using Alerts.Core.Observations;

namespace Alerts.Core.UseCases;

/// <summary>What a row of a file became.</summary>
public enum RowOutcome
{
    /// <summary>A value that was not known.</summary>
    New,

    /// <summary>A value that replaces another one.</summary>
    Revised,

    /// <summary>A value that was known already.</summary>
    Unchanged,

    /// <summary>A part of a value, with others.</summary>
    Summed,

    /// <summary>The same as a row before it.</summary>
    Repeated,

    /// <summary>No series of the dataset counts it.</summary>
    Ignored,

    /// <summary>It says that there is no value.</summary>
    NoValue,

    /// <summary>It could be read, and is not believed.</summary>
    Quarantined,

    /// <summary>It could not be read.</summary>
    Rejected,
}

/// <summary>What a row, or the rows that were added up, became, and why.</summary>
/// <param name="Lines">Empty for a zero by coverage: the query asked, and no row came.</param>
/// <param name="Column">Header of the column at fault; null where there is none.</param>
/// <param name="Key">What the file says it is about; null where its series says it.</param>
/// <param name="Found">The text of the file, where there is no value; null otherwise.</param>
/// <param name="Why">For people; null where the outcome says all.</param>
public sealed record ExplainedRow(RowNumbers Lines, string? Column, string? Key, string? Series, Period? Period, decimal? Value, Unit? Unit, string? Found, RowOutcome Outcome, string? Reason, string? Why)
{
    private static readonly NewValues Known = new([], [], 0);

    /// <summary>Every row of a reading, in order of line; those that gave a zero by coverage last.</summary>
    /// <param name="noted">The reading with its notes.</param>
    /// <param name="values">What it added; null: nothing, for the same bytes were read before.</param>
    public static IReadOnlyList<ExplainedRow> Of(FileReading noted, NewValues? values)
    {
        var added = (values ?? Known).Added.Select(value => (value.Series, value.Period)).ToHashSet();
        var revised = (values ?? Known).Revised.ToDictionary(value => (value.Value.Series, value.Value.Period), value => value.Before);
        return
        [
            .. noted.Values.Select(value => OfValue(value, added, revised))
                .Concat(noted.Notes.Select(OfNote))
                .Concat(noted.SetAside.Select(OfRow))
                .Concat(noted.Warnings.Where(warning => warning is { Reason: "duplicate-identical", Line: not null }).Select(warning => new ExplainedRow([warning.Line!.Value], warning.Column, null, null, null, null, null, null, RowOutcome.Repeated, warning.Reason, warning.Message)))
                .OrderBy(row => row.Lines.Count == 0 ? int.MaxValue : row.Lines[0]).ThenBy(row => row.Outcome == RowOutcome.Summed ? 0 : 1),
        ];
    }

    private static ExplainedRow OfValue(ReadValue value, HashSet<(string, Period)> added, Dictionary<(string, Period), KnownValue> revised)
    {
        var key = (value.Series, value.Period);
        var isRevised = revised.TryGetValue(key, out var before);
        var why = isRevised ? $"before {Printed.Value(before.Value, before.Unit)}" : value.Rows.Count == 0 ? "the query asked for it, and no row came" : value.Rows.Count > 1 ? $"the sum of {value.Rows.Count} rows" : null;
        return new(value.Rows, null, null, value.Series, value.Period, value.Value, value.Unit, null, isRevised ? RowOutcome.Revised : added.Contains(key) ? RowOutcome.New : RowOutcome.Unchanged, null, why);
    }

    private static ExplainedRow OfNote(RowNote note) => new(
        [note.Line], null, note.Key, note.Series, note.Period, null, null, note.Text,
        note.Fate switch { RowFate.Summed => RowOutcome.Summed, RowFate.NoValue => RowOutcome.NoValue, _ => RowOutcome.Ignored },
        note.Fate == RowFate.Breakdown ? "breakdown" : note.Fate == RowFate.NoSeries ? "no-series" : null, note.Why);

    private static ExplainedRow OfRow(RowSetAside row) => new(
        [row.Line], row.Column, null, row.Value?.Series, row.Value?.Period, row.Value?.Value, row.Value?.Unit, row.Found,
        row.IsQuarantined ? RowOutcome.Quarantined : RowOutcome.Rejected, row.Reason, row.Message);
}
