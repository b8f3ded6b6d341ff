using Alerts.Core.Datasets.Quality;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.Alerting;

/// <summary>Events about the data themselves, for whoever looks after them. No rule raises them.</summary>
public static class DataEvents
{
    /// <summary>Of a row that is only a part of sums, and so belongs to no one series.</summary>
    private const string NoSeries = "";

    /// <summary>One for each series of which a publication has doubtful values.</summary>
    /// <param name="rows">That it set aside as doubtful.</param>
    /// <param name="series">Every series by id.</param>
    public static IReadOnlyList<AlertEvent> Quarantined(Publication publication, IEnumerable<QuarantinedRow> rows, IReadOnlyDictionary<string, SeriesDefinition> series) =>
        [.. rows.GroupBy(row => row.Row.Value?.Series ?? NoSeries, StringComparer.Ordinal).OrderBy(ofSeries => ofSeries.Key, StringComparer.Ordinal).Select(ofSeries => Quarantined(publication, [.. ofSeries], series.GetValueOrDefault(ofSeries.Key)))];

    /// <summary>A period that was due, and is not there.</summary>
    /// <param name="midnight">Of the day on which it is told.</param>
    /// <param name="series">Every series of the dataset.</param>
    /// <param name="newest">The newest observation of any of them; null: there is none.</param>
    public static AlertEvent Overdue(Period period, DateOnly due, DateTimeOffset midnight, string dataset, string publisher, IReadOnlyList<string> series, Observation? newest)
    {
        var id = EventId.Of("", dataset, period, EventType.Overdue, midnight, "");
        IReadOnlyList<ExplanationLine> explanation = newest is null ? [] : [new("newest", newest.Value, newest.Unit, newest.Period, newest, newest.Series, null, null)];
        var title = $"Overdue: {publisher} ({dataset}), {Worded.Text(period)} was due on {Worded.Day(due)}";
        return new(id, EventType.Overdue, "", series, period, Publication.OfADay(midnight), false, Severity.Warning, title, null, null, null, explanation, id, [], new Dictionary<string, string>(), null, "", null);
    }

    private static AlertEvent Quarantined(Publication publication, IReadOnlyList<QuarantinedRow> rows, SeriesDefinition? series)
    {
        var newest = rows.MaxBy(row => row.Row.Value?.Period ?? default)!;
        var period = newest.Row.Value?.Period ?? Period.Day(DateOnly.FromDateTime(publication.Published.DateTime));
        var value = newest.Row.Value is { } doubtful ? $"{Printed.Value(doubtful.Value, doubtful.Unit)} {Worded.At(period)}" : $"line {newest.Row.Line} of {publication.File}";
        var more = rows.Count > 1 ? $" and {rows.Count - 1} more wait" : " waits";
        return Of(EventType.Quarantined, series, newest.Row.Value?.Series, period, publication, $"In quarantine: {series?.Title ?? publication.Dataset}, {value}{more}", [.. rows.Where(row => row.Row.Value is not null).OrderBy(row => row.Row.Value!.Value.Period).Select(row => Line(row))], newest.Row.Reason);
    }

    private static ExplanationLine Line(QuarantinedRow row)
    {
        var (value, publication) = (row.Row.Value!.Value, row.Publication);
        return new("quarantined", value.Value, value.Unit, value.Period, new(value.Series, value.Period, value.Value, value.Unit, publication.Published, publication, value.Rows, []), value.Series, null, null);
    }

    private static AlertEvent Of(EventType type, SeriesDefinition? series, string? id, Period period, Publication cause, string title, IReadOnlyList<ExplanationLine> explanation, string? reason)
    {
        var told = EventId.Of("", id ?? cause.Dataset, period, type, cause.Published, cause.Sha256);
        return new(told, type, "", id is null ? [] : [id], period, cause, false, Severity.Warning, title, null, null, null, explanation, told, [], series?.Labels ?? new Dictionary<string, string>(), null, "", reason);
    }
}
