using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Telemetry;

/// <summary>Writes log lines, one JSON document or one line of <c>name=value</c> each.</summary>
/// <param name="least">Lesser lines are not written.</param>
/// <param name="clock">For the time of a line, in UTC.</param>
internal sealed class Log(Action<string> write, bool asJson, LogLevel least, TimeProvider clock)
{
    /// <param name="values">In the order of the event's fields; null: left out.</param>
    public void Write(LogEvent what, params ReadOnlySpan<object?> values) => Write(what, what.Level, values);

    public void Write(LogEvent what, LogLevel level, params ReadOnlySpan<object?> values)
    {
        if (values.Length != what.Fields.Count) throw new ArgumentException($"{what.Name} has {what.Fields.Count} fields", nameof(values));
        if (level < least) return;
        var fields = new List<(string Name, object Value)>
        {
            ("time", clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
            ("level", level.ToString().ToLowerInvariant()),
            ("type", what.Name),
        };
        for (var at = 0; at < values.Length; at++)
            if (values[at] is { } value) fields.Add((what.Fields[at], value));
        write(asJson ? JsonText.Object(json => Fields(json, fields)) : Line(fields));
    }

    private static void Fields(Utf8JsonWriter json, List<(string Name, object Value)> fields)
    {
        foreach (var (name, value) in fields)
        {
            if (value is int or long) json.WriteNumber(name, Convert.ToInt64(value, CultureInfo.InvariantCulture));
            else if (value is double number) json.WriteNumber(name, number);
            else if (value is bool isSo) json.WriteBoolean(name, isSo);
            else json.WriteString(name, Text(value));
        }
    }

    private static string Line(List<(string Name, object Value)> fields)
    {
        var line = new StringBuilder($"{fields[0].Value} {fields[1].Value} {fields[2].Value}");
        foreach (var (name, value) in fields.Skip(3)) line.Append(CultureInfo.InvariantCulture, $" {name}={Quoted(Text(value))}");
        return line.ToString();
    }

    private static string Quoted(string text) => text.Length > 0 && text.All(letter => !char.IsControl(letter) && letter is not (' ' or '"' or '=')) ? text : $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    private static string Text(object value) => value switch
    {
        bool isSo => isSo ? "true" : "false",
        DateTimeOffset instant => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
