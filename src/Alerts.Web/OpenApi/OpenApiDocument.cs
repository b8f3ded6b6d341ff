using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Alerts.Core.UseCases;
using Alerts.Web.Http;

namespace Alerts.Web.OpenApi;

/// <summary>The description of the API, OpenAPI 3.1, made of the operations and of the schemas in <c>schemas.json</c>.</summary>
internal static class OpenApiDocument
{
    private static readonly Dictionary<int, string> Statuses = new()
    {
        [200] = "Done.",
        [304] = "As the If-None-Match header has it.",
        [400] = "The address or the body is wrong.",
        [401] = "No key, or one that opens nothing.",
        [403] = "The key lacks the scope.",
        [404] = "There is no such thing.",
        [409] = "It is not so that this could be done.",
        [413] = "The body is too large.",
        [415] = "The body is of another media type.",
        [429] = "Too many are asking.",
        [421] = "The Host header names another host.",
        [422] = "The file is refused, or nothing reads it.",
        [500] = "A mistake of the program.",
        [503] = "It cannot work at the moment.",
    };

    private static readonly Lazy<byte[]> Made = new(Make);

    /// <summary>UTF-8, indented, with a line end.</summary>
    public static ReadOnlyMemory<byte> Bytes => Made.Value;

    /// <summary>The statuses that an operation may answer with.</summary>
    public static IEnumerable<int> StatusesOf(Operation operation)
    {
        var statuses = new SortedSet<int>(operation.Refuses) { 200, 400, 500, 503 };
        if (operation.Method == "GET") statuses.Add(304);
        if (operation.Scope is not null) statuses.UnionWith([401, 403]);
        if (operation.Body is not null) statuses.UnionWith([413, 415]);
        if (!operation.AnswersAnyHost) statuses.Add(421);
        return statuses;
    }

    private static byte[] Make()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) Write(json);
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("openapi", "3.1.0");
        json.WriteStartObject("info");
        json.WriteString("title", "Alerts");
        json.WriteString("version", Assembly.GetExecutingAssembly().GetName().Version!.ToString(3));
        json.WriteString("description", "Absent values are left out, never null. Instants are ISO 8601 with the offset of the workspace's time zone. Unknown parameters are refused. Lists have `next`, the address of their next page, where there is one.");
        json.WriteEndObject();
        json.WriteStartObject("paths");
        foreach (var path in Operations.All.GroupBy(operation => operation.Path, StringComparer.Ordinal)) Path(json, path);
        json.WriteEndObject();
        json.WriteStartObject("components");
        Security(json);
        json.WritePropertyName("schemas");
        using var schemas = JsonDocument.Parse(Assembly.GetExecutingAssembly().GetManifestResourceStream("schemas.json")!);
        schemas.RootElement.WriteTo(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Path(Utf8JsonWriter json, IGrouping<string, Operation> path)
    {
        json.WriteStartObject(path.Key);
        foreach (var operation in path)
        {
            json.WriteStartObject(operation.Method.ToLowerInvariant());
            json.WriteString("operationId", operation.Id);
            json.WriteString("summary", operation.Summary);
            json.WriteStartArray("security");
            if (operation.Scope is { } scope)
            {
                json.WriteStartObject();
                json.Texts("key", [scope.Text()]);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            Parameters(json, operation);
            if (operation.Body is { } body) Body(json, body);
            Answers(json, operation);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void Parameters(Utf8JsonWriter json, Operation operation)
    {
        if (operation.Parameters.Count == 0 && !operation.Placeholders.Any()) return;
        json.Objects("parameters", operation.Placeholders.Select(name => new Parameter(name, "", "", IsRequired: true)).Concat(operation.Parameters), parameter =>
        {
            var isInPath = parameter.Meaning.Length == 0;
            json.WriteString("name", parameter.Name);
            json.WriteString("in", isInPath ? "path" : "query");
            if (parameter.IsRequired) json.WriteBoolean("required", true);
            if (!isInPath) json.WriteString("description", parameter.Meaning);
            json.WriteStartObject("schema");
            json.WriteString("type", parameter.IsNumber ? "integer" : "string");
            json.WriteEndObject();
            if (isInPath) return;
            if (parameter.IsNumber) json.WriteNumber("example", int.Parse(parameter.Example, CultureInfo.InvariantCulture));
            else json.WriteString("example", parameter.Example);
        });
    }

    private static void Body(Utf8JsonWriter json, TakenBody body)
    {
        json.WriteStartObject("requestBody");
        json.WriteBoolean("required", true);
        json.WriteStartObject("content");
        foreach (var type in body.Types)
        {
            json.WriteStartObject(type);
            if (body.Schema is not null) Schema(json, body.Schema);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Answers(Utf8JsonWriter json, Operation operation)
    {
        json.WriteStartObject("responses");
        foreach (var status in StatusesOf(operation))
        {
            json.WriteStartObject(status.ToString(CultureInfo.InvariantCulture));
            json.WriteString("description", Statuses[status]);
            if (status != 304)
            {
                json.WriteStartObject("content");
                var isPage = operation.IsPage && status is 200 or 404;
                json.WriteStartObject(isPage ? PageAnswer.MediaType : status == 200 ? "application/json" : "application/problem+json");
                if (!isPage) Schema(json, status == 200 ? operation.Schema : "Problem");
                json.WriteEndObject();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void Schema(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject("schema");
        json.WriteString("$ref", $"#/components/schemas/{name}");
        json.WriteEndObject();
    }

    private static void Security(Utf8JsonWriter json)
    {
        json.WriteStartObject("securitySchemes");
        json.WriteStartObject("key");
        json.WriteString("type", "http");
        json.WriteString("scheme", "bearer");
        json.WriteString("description", "A token of `alerts key add NAME --scope SCOPE`. The scopes are " + string.Join(", ", ApiScopes.All.Select(scope => $"`{scope.Text()}`")) + ".");
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
