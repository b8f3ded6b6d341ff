using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;

namespace Alerts.Azure.Storage;

/// <summary>Values as JSON: of each its period, amount, unit and the numbers of its rows, <c>["2025-03-24",6550,"CNY/kg",273]</c>; of one that was in quarantine also the sequence of the file whose rows these are, as text.</summary>
internal static class StoredValues
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IEnumerable<ReadValue> values) => Text(json => Write(json, values));

    /// <summary>The values of many series: <c>{"smm.terbium-oxide":[…]}</c>, in the order given.</summary>
    public static string Write(IEnumerable<SeriesValues> series) => Text(json =>
    {
        json.WriteStartObject();
        foreach (var values in series)
        {
            json.WritePropertyName(values.Series);
            Write(json, values);
        }
        json.WriteEndObject();
    });

    public static List<ReadValue> Read(string text, string series)
    {
        using var document = JsonDocument.Parse(text);
        return [.. Read(document.RootElement, series, [])];
    }

    public static List<ReadValue> ReadMany(string text)
    {
        using var document = JsonDocument.Parse(text);
        var units = new Dictionary<string, Unit>(StringComparer.Ordinal);
        return [.. document.RootElement.EnumerateObject().SelectMany(series => Read(series.Value, series.Name, units))];
    }

    private static void Write(Utf8JsonWriter json, IEnumerable<ReadValue> values)
    {
        json.WriteStartArray();
        foreach (var value in values)
        {
            json.WriteStartArray();
            json.WriteStringValue(value.Period.ToString());
            json.WriteNumberValue(value.Value);
            json.WriteStringValue(value.Unit.Text);
            foreach (var row in value.Rows) json.WriteNumberValue(row);
            if (value.From != 0) json.WriteStringValue(value.From.ToString(CultureInfo.InvariantCulture));
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    private static IEnumerable<ReadValue> Read(JsonElement values, string series, Dictionary<string, Unit> units)
    {
        foreach (var value in values.EnumerateArray())
        {
            var name = value[2].GetString()!;
            if (!units.TryGetValue(name, out var unit)) units[name] = unit = Unit.Parse(name);
            int[] rows = [.. value.EnumerateArray().Skip(3).Where(row => row.ValueKind == JsonValueKind.Number).Select(row => row.GetInt32())];
            var from = value[value.GetArrayLength() - 1] is { ValueKind: JsonValueKind.String } last && value.GetArrayLength() > 3 ? long.Parse(last.GetString()!, CultureInfo.InvariantCulture) : 0;
            yield return new(series, Period.Parse(value[0].GetString()!), value[1].GetDecimal(), unit, [.. rows], from);
        }
    }

    private static string Text(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options)) write(json);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
