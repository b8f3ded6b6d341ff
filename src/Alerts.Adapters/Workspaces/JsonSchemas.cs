using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Alerts.Adapters.Workspaces;

/// <summary>
/// JSON Schemas of the YAML files, for editors that complete and explain keys: made of the same definitions that the checker
/// goes by.
/// </summary>
public static class JsonSchemas
{
    private static readonly Dictionary<string, Shape> Files = new(StringComparer.Ordinal)
    {
        ["alerts"] = Shapes.Workspace,
        ["datasets"] = Shapes.File,
        ["rules"] = Shapes.RuleFile,
        ["subscribers"] = Shapes.SubscriberFile,
        ["tests"] = TestShapes.File,
    };

    /// <summary>Where a key's value has keys of its own: one mapping, a list of them, or one below each name.</summary>
    private enum Holding
    {
        One,
        List,
        Named,
    }

    // Made only where a schema is: every call of the command asks for the kinds.
    private static class Nested
    {
        public static readonly Dictionary<(Shape Shape, string Key), (Holding Holding, Shape[] Shapes)> All = new()
        {
            [(Shapes.Workspace, "email")] = (Holding.One, [Shapes.Email]),
            [(Shapes.Workspace, "api")] = (Holding.One, [Shapes.Api]),
            [(Shapes.Workspace, "links")] = (Holding.One, [Shapes.Links]),
            [(Shapes.Workspace, "retention")] = (Holding.One, [Shapes.Retention]),
            [(Shapes.Workspace, "watchdog")] = (Holding.One, [Shapes.Watchdog]),
            [(Shapes.Workspace, "inhibit")] = (Holding.List, [Shapes.Inhibition]),
            [(Shapes.Workspace, "mute-times")] = (Holding.List, [Shapes.MuteTime]),
            [(Shapes.File, "datasets")] = (Holding.List, [Shapes.Dataset]),
            [(Shapes.File, "derived")] = (Holding.List, [Shapes.Derived]),
            [(Shapes.Dataset, "columns")] = (Holding.One, [Shapes.Columns]),
            [(Shapes.Dataset, "source")] = (Holding.One, [Shapes.Source]),
            [(Shapes.Source, "key")] = (Holding.One, [Shapes.SourceKey]),
            [(Shapes.Source, "pages")] = (Holding.One, [Shapes.SourcePages]),
            [(Shapes.Dataset, "checks")] = (Holding.One, [Shapes.Checks]),
            [(Shapes.Dataset, "released")] = (Holding.One, [Shapes.Released]),
            [(Shapes.Derived, "unit-value")] = (Holding.One, [Shapes.UnitValue]),
            [(Shapes.Derived, "convert")] = (Holding.One, [Shapes.Conversion]),
            [(Shapes.Dataset, "covers")] = (Holding.One, [Shapes.Covers]),
            [(Shapes.Dataset, "series")] = (Holding.Named, [Shapes.Series, Shapes.CustomsSeries]),
            [(Shapes.RuleFile, "rules")] = (Holding.List, [Shapes.Rule]),
            [(Shapes.RuleFile, "defaults")] = (Holding.One, [Shapes.RuleDefaults]),
            [(Shapes.SubscriberFile, "subscribers")] = (Holding.List, [Shapes.Subscriber]),
            [(Shapes.Subscriber, "quiet-hours")] = (Holding.One, [Shapes.QuietHours]),
            [(Shapes.Subscriber, "webhook")] = (Holding.One, [Shapes.Webhook]),
            [(TestShapes.File, "series")] = (Holding.Named, [TestShapes.Series]),
            [(TestShapes.File, "rules")] = (Holding.List, [Shapes.Rule]),
            [(TestShapes.File, "defaults")] = (Holding.One, [Shapes.RuleDefaults]),
            [(TestShapes.File, "tests")] = (Holding.List, [TestShapes.Test]),
            [(TestShapes.Test, "publications")] = (Holding.List, [TestShapes.Publication]),
            [(TestShapes.Test, "expect")] = (Holding.List, [TestShapes.Event]),
        };
    }

    /// <summary>The kinds of files: <c>alerts</c> for <c>alerts.yaml</c>, <c>datasets</c>, <c>rules</c>, <c>subscribers</c>, <c>tests</c>.</summary>
    public static IReadOnlyList<string> Kinds => [.. Files.Keys];

    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    public static string Of(string kind)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "http://json-schema.org/draft-07/schema#");
            json.WriteString("title", Plain(Files[kind].Title));
            Write(json, Files[kind]);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, Shape shape)
    {
        json.WriteString("type", "object");
        json.WriteBoolean("additionalProperties", false);
        var required = shape.Keys.Where(key => key.IsRequired).ToList();
        if (required.Count > 0)
        {
            json.WriteStartArray("required");
            foreach (var key in required) json.WriteStringValue(key.Name);
            json.WriteEndArray();
        }
        json.WriteStartObject("properties");
        foreach (var key in shape.Keys.Where(key => !key.IsLater))
        {
            json.WriteStartObject(key.Name);
            json.WriteString("description", Plain(key.Meaning) + (key.Default is null ? "" : $" Default: {Plain(key.Default)}."));
            Write(json, shape, key);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Shape shape, Key key)
    {
        if (Nested.All.TryGetValue((shape, key.Name), out var below))
        {
            switch (below.Holding)
            {
                case Holding.One:
                    Write(json, below.Shapes[0]);
                    return;
                case Holding.List:
                    json.WriteString("type", "array");
                    json.WriteStartObject("items");
                    Write(json, below.Shapes[0]);
                    json.WriteEndObject();
                    return;
                default:
                    json.WriteString("type", "object");
                    json.WriteStartObject("additionalProperties");
                    json.WriteStartArray("anyOf");
                    foreach (var one in below.Shapes)
                    {
                        json.WriteStartObject();
                        Write(json, one);
                        json.WriteEndObject();
                    }
                    json.WriteEndArray();
                    json.WriteEndObject();
                    return;
            }
        }
        switch (key.Type)
        {
            case "keys":
                json.WriteString("type", "object");
                break;
            case "list":
                // One value reads as a list of one.
                Types(json, "array", "string", "number");
                break;
            case "secret":
                Types(json, "string", "array");
                break;
            case "word":
                Words(json, key);
                break;
            default:
                Types(json, "string", "number", "boolean");
                break;
        }
    }

    // The words that a meaning quotes, or a text with an environment variable, or a place of a template, in it.
    private static void Words(Utf8JsonWriter json, Key key)
    {
        var words = key.Meaning.Split('`').Where((_, at) => at % 2 == 1).ToList();
        json.WriteStartArray("anyOf");
        json.WriteStartObject();
        json.WriteStartArray("enum");
        foreach (var word in words)
        {
            if (word is "true" or "false") json.WriteBooleanValue(word == "true");
            json.WriteStringValue(word);
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteString("type", "string");
        json.WriteString("pattern", @"\{.*\}");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Types(Utf8JsonWriter json, params string[] types)
    {
        json.WriteStartArray("type");
        foreach (var type in types) json.WriteStringValue(type);
        json.WriteEndArray();
    }

    private static string Plain(string text) => text.Replace("`", "", StringComparison.Ordinal);

}
