using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.Alerting;

/// <summary>The one JSON form of an event: in <c>--json</c> output, in the store, in webhook bodies (CONTRACT §3). What is absent is left out.</summary>
public static class EventJson
{
    /// <summary>Bytes that most events take, with what goes around them.</summary>
    internal const int UsualLength = 2048;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line. Instants carry the offset of the workspace's time zone, as the event's publication and observations do.</summary>
    public static string Write(AlertEvent alert)
    {
        var written = new ArrayBufferWriter<byte>(UsualLength);
        using (var writer = new Utf8JsonWriter(written, Options)) Write(writer, alert);
        return Encoding.UTF8.GetString(written.WrittenSpan);
    }

    /// <param name="more">Writes further properties at its end; null: none.</param>
    public static void Write(Utf8JsonWriter json, AlertEvent alert, Action? more = null)
    {
        json.WriteStartObject();
        json.WriteString("id", alert.Id.Text);
        json.WriteString("type", alert.Type.Text());
        if (alert.Rule.Length > 0) json.WriteString("rule", alert.Rule);
        json.WriteStartArray("series");
        foreach (var series in alert.Series) json.WriteStringValue(series);
        json.WriteEndArray();
        json.WriteString("period", alert.Period.ToString());
        json.WriteString("published", Instant(alert.Published));
        if (alert.Revised) json.WriteBoolean("revised", true);
        if (alert.IsUnconfirmed) json.WriteBoolean("unconfirmed", true);
        json.WriteString("severity", alert.Severity.Text());
        json.WriteString("title", alert.Title);
        Number(json, "value", alert.Value);
        if (alert.Unit is { } unit) json.WriteString("unit", unit.Text);
        if (alert.Measure is { } measure) WriteMeasure(json, measure);
        if (alert.Level is { } level) json.WriteNumber("level", level);
        json.WriteStartArray("explanation");
        foreach (var line in alert.Explanation) WriteLine(json, line);
        json.WriteEndArray();
        json.WriteString("alert", alert.Alert.Text);
        json.WriteNumber("sequence", alert.Sequence);
        if (alert.Amends.Count > 0) WriteAmends(json, alert.Amends);
        WriteLabels(json, alert.Labels);
        if (alert.Newest is { } newest) WriteNewest(json, newest);
        if (alert.When.Length > 0) json.WriteString("when", alert.When);
        if (alert.Reason is not null) json.WriteString("reason", alert.Reason);
        more?.Invoke();
        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write(AlertEvent)"/> wrote.</summary>
    /// <param name="cause">The publication that caused the event: the JSON tells its instant alone.</param>
    /// <returns>An event that writes to the same text. Its observations know their file and row, not their place in the order of reading.</returns>
    public static AlertEvent Read(string text, Publication cause)
    {
        using var document = JsonDocument.Parse(text);
        var json = document.RootElement;
        var type = Enum.GetValues<EventType>().First(type => type.Text() == json.GetProperty("type").GetString());
        return new(
            new(json.GetProperty("id").GetString()!),
            type,
            json.TryGetProperty("rule", out var rule) ? rule.GetString()! : "",
            [.. json.GetProperty("series").EnumerateArray().Select(series => series.GetString()!)],
            Period.Parse(json.GetProperty("period").GetString()!),
            cause,
            json.TryGetProperty("revised", out var revised) && revised.GetBoolean(),
            Enum.Parse<Severity>(json.GetProperty("severity").GetString()!, ignoreCase: true),
            json.GetProperty("title").GetString()!,
            json.TryGetProperty("measure", out var measure) ? ReadMeasure(measure.GetString()!, json.GetProperty("threshold")) : null,
            Number(json, "value"),
            json.TryGetProperty("level", out var level) ? level.GetInt32() : null,
            [.. json.GetProperty("explanation").EnumerateArray().Select(ReadLine)],
            new(json.GetProperty("alert").GetString()!),
            json.TryGetProperty("amends", out var amends) ? [.. amends.EnumerateArray().Select(ReadAmendment)] : [],
            json.TryGetProperty("labels", out var labels) ? new SortedDictionary<string, string>(labels.EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString()!), StringComparer.Ordinal) : new SortedDictionary<string, string>(StringComparer.Ordinal),
            json.TryGetProperty("newest", out var newest) ? new(Period.Parse(newest.GetProperty("period").GetString()!), Number(newest, "value")) : null,
            json.TryGetProperty("when", out var when) ? when.GetString()! : "",
            json.TryGetProperty("reason", out var reason) ? reason.GetString() : null)
        {
            Sequence = json.TryGetProperty("sequence", out var sequence) ? sequence.GetInt32() : 1,
            IsUnconfirmed = json.TryGetProperty("unconfirmed", out var unconfirmed) && unconfirmed.GetBoolean(),
        };
    }

    /// <summary>ISO 8601 with its offset: <c>2025-03-24T00:00:00+08:00</c>.</summary>
    public static string Instant(DateTimeOffset instant)
    {
        const int Seconds = 19;
        const int Fraction = 8;
        Span<char> text = stackalloc char[40];
        // The round-trip form, which is written fast, but for the zeros at the end of its fraction.
        instant.TryFormat(text, out var length, "O", CultureInfo.InvariantCulture);
        var fraction = text.Slice(Seconds, Fraction).TrimEnd('0').TrimEnd('.');
        return string.Concat(text[..Seconds], fraction, text[(Seconds + Fraction)..length]);
    }

    private static void WriteMeasure(Utf8JsonWriter json, Comparison measure)
    {
        json.WriteStartObject("threshold");
        json.WriteString("op", measure.Operator.Text());
        Number(json, "value", measure.Threshold.Value);
        if (measure.Threshold.Unit is { } unit) json.WriteString("unit", unit.Text);
        json.WriteEndObject();
        json.WriteString("measure", measure.Indicator.ToString());
    }

    private static Comparison ReadMeasure(string indicator, JsonElement threshold)
    {
        var unit = threshold.TryGetProperty("unit", out var name) ? " " + name.GetString() : "";
        var text = $"{indicator} {threshold.GetProperty("op").GetString()} {Threshold.Plain(threshold.GetProperty("value").GetDecimal())}{unit}";
        return RuleLanguage.Parse(text).Condition as Comparison ?? throw new FormatException($"'{text}' is no comparison");
    }

    private static void WriteLine(Utf8JsonWriter json, ExplanationLine line)
    {
        json.WriteStartObject();
        json.WriteString("name", line.Name);
        Number(json, "value", line.Value);
        if (line.Unit is { } unit) json.WriteString("unit", unit.Text);
        if (line.Period is { } period) json.WriteString("period", period.ToString());
        if (line.Observation is { } observation) json.WriteString("vintage", Instant(observation.Vintage));
        json.WriteString("series", line.Series);
        if (line.Observation is not null) WriteSource(json, line.Observation);
        if (line.Formula is not null) json.WriteString("formula", line.Formula);
        if (line.NoVerdict is { } reason) json.WriteString("no-verdict", reason.Text());
        if (line.Note is { } note) json.WriteString("note", note);
        json.WriteEndObject();
    }

    /// <summary>Where a value comes from, as the member <c>source</c>.</summary>
    public static void WriteSource(Utf8JsonWriter json, Observation observation)
    {
        json.WriteStartObject("source");
        json.WriteString("dataset", observation.Source.Dataset);
        json.WriteString("file", observation.Source.File);
        json.WriteString("sha256", observation.Source.Sha256);
        if (observation.Rows.Count == 1) json.WriteNumber("row", observation.Rows[0]);
        if (observation.Rows.Count > 1)
        {
            json.WriteStartArray("rows");
            foreach (var row in observation.Rows) json.WriteNumberValue(row);
            json.WriteEndArray();
        }
        if (observation.Publication.Origin is { } origin) WriteOrigin(json, origin);
        json.WriteEndObject();
    }

    private static void WriteOrigin(Utf8JsonWriter json, FileOrigin origin)
    {
        json.WriteString("address", origin.Address);
        json.WriteString("fetched", Instant(origin.FetchedAt));
        if (origin.Pages.Count == 0) return;
        json.WriteStartArray("pages");
        foreach (var page in origin.Pages) json.WriteStringValue(page);
        json.WriteEndArray();
    }

    private static FileOrigin? ReadOrigin(JsonElement source) => !source.TryGetProperty("address", out var address)
        ? null
        : new(address.GetString()!, source.GetProperty("fetched").GetDateTimeOffset(), source.TryGetProperty("pages", out var pages) ? [.. pages.EnumerateArray().Select(page => page.GetString()!)] : []);

    private static ExplanationLine ReadLine(JsonElement json)
    {
        var (value, series) = (Number(json, "value"), json.GetProperty("series").GetString()!);
        var unit = json.TryGetProperty("unit", out var name) ? Unit.Parse(name.GetString()!) : null;
        Period? period = json.TryGetProperty("period", out var text) ? Period.Parse(text.GetString()!) : null;
        NoVerdict? reason = json.TryGetProperty("no-verdict", out var why) ? Enum.GetValues<NoVerdict>().First(known => known.Text() == why.GetString()) : null;
        Observation? observation = null;
        if (json.TryGetProperty("source", out var source))
        {
            var vintage = json.GetProperty("vintage").GetDateTimeOffset();
            var publication = new Publication(0, vintage, source.GetProperty("dataset").GetString()!, source.GetProperty("file").GetString()!, source.GetProperty("sha256").GetString()!) { Origin = ReadOrigin(source) };
            IReadOnlyList<int> rows = source.TryGetProperty("row", out var row) ? [row.GetInt32()] : source.TryGetProperty("rows", out var several) ? [.. several.EnumerateArray().Select(item => item.GetInt32())] : [];
            observation = new(series, period!.Value, value!.Value, unit!, vintage, publication, rows, []);
        }
        return new(json.GetProperty("name").GetString()!, value, unit, period, observation, series, json.TryGetProperty("formula", out var formula) ? formula.GetString() : null, reason)
        {
            Note = json.TryGetProperty("note", out var note) ? note.GetString() : null,
        };
    }

    private static void WriteAmends(Utf8JsonWriter json, IReadOnlyList<Amendment> amends)
    {
        json.WriteStartArray("amends");
        foreach (var amended in amends)
        {
            json.WriteStartObject();
            json.WriteString("id", amended.Id.Text);
            json.WriteString("type", amended.Type.Text());
            json.WriteString("period", amended.Period.ToString());
            Number(json, "value", amended.Value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static Amendment ReadAmendment(JsonElement json) => new(
        new(json.GetProperty("id").GetString()!),
        Enum.GetValues<EventType>().First(type => type.Text() == json.GetProperty("type").GetString()),
        Period.Parse(json.GetProperty("period").GetString()!),
        Number(json, "value"));

    private static void WriteLabels(Utf8JsonWriter json, IReadOnlyDictionary<string, string> labels)
    {
        if (labels.Count == 0) return;
        json.WriteStartObject("labels");
        foreach (var (key, value) in labels) json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteNewest(Utf8JsonWriter json, NewestValue newest)
    {
        json.WriteStartObject("newest");
        json.WriteString("period", newest.Period.ToString());
        Number(json, "value", newest.Value);
        json.WriteEndObject();
    }

    // Without trailing zeros (21.905825, 6550, -50): dividing by a one of the largest scale drops them.
    private static void Number(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number) json.WriteNumber(name, number / 1.0000000000000000000000000000m);
    }

    private static decimal? Number(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetDecimal() : null;
}
