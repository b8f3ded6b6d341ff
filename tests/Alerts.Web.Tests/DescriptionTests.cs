using System.Text;
using System.Text.Json;
using Alerts.Contracts;
using Alerts.Web.Http;
using Alerts.Web.OpenApi;
using NJsonSchema;

namespace Alerts.Web.Tests;

/// <summary>The description of the API: it is checked in, and what the API answers is as it says.</summary>
public sealed class DescriptionTests
{
    [Fact]
    public void The_description_that_is_checked_in_is_the_one_that_is_served()
    {
        var path = Path.Combine(Approved.Repository(), "docs", "reference", "openapi.json");
        var made = Encoding.UTF8.GetString(OpenApiDocument.Bytes.Span);
        if (Environment.GetEnvironmentVariable("APPROVE") == "1") File.WriteAllText(path, made);

        Assert.Equal(File.ReadAllText(path), made);
    }

    [Fact]
    public async Task The_description_is_served()
    {
        await using var served = await ServedDesk.Start();

        Assert.Equal(Encoding.UTF8.GetString(OpenApiDocument.Bytes.Span), (await served.Get("/api/openapi.json", ("Authorization", ""))).Body);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_operation_answers_as_the_description_says(bool onSqlite)
    {
        await using var served = await ServedDesk.WithEverything(onSqlite);

        foreach (var operation in Operations.All)
        {
            var reply = await OperationCalls.Make(served, operation);
            Assert.True(reply.Status == 200, $"{operation.Id}: {reply.Status} {reply.Body}");
            Assert.Empty((await SchemaCheck.Of(operation.Id, reply)).Select(error => $"{operation.Id}: {error} in {reply.Body}"));
        }
    }

    [Fact]
    public async Task Refusals_answer_as_the_description_says()
    {
        await using var served = await ServedDesk.WithEverything();

        foreach (var operation in Operations.All)
        {
            var address = await OperationCalls.Address(served, operation);
            Reply[] replies =
            [
                await OperationCalls.Make(served, operation, ("Authorization", "")),
                await served.Send(new(operation.Method), $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}nonsense=1", OperationCalls.Content(operation)),
                await served.Send(new(operation.Method), operation.Path.Replace("{id}", "nothing", StringComparison.Ordinal), OperationCalls.Content(operation)),
                await served.Send(new(operation.Method), address, ServedDesk.Content("<html>", "text/html")),
                await served.Send(new(operation.Method), address, ServedDesk.Content("", operation.Body?.Types[0] ?? "text/plain")),
                await OperationCalls.Make(served, operation, ("Host", "evil.example.com")),
            ];
            foreach (var reply in replies) Assert.Empty((await SchemaCheck.Of(operation.Id, reply)).Select(error => $"{operation.Id}: {error} in {reply.Status} {reply.Body}"));
        }
    }

    [Fact]
    public async Task A_check_that_an_answer_breaks_is_seen_to_fail()
    {
        await using var served = await ServedDesk.WithNews();
        var good = await served.Get("/api/rules/dear");

        Assert.NotEmpty(await SchemaCheck.Of("getRule", good with { Body = good.Body.Replace("\"title\"", "\"titel\"", StringComparison.Ordinal) }));
        Assert.NotEmpty(await SchemaCheck.Of("getRule", good with { Body = good.Body.Replace("\"high\"", "\"hihg\"", StringComparison.Ordinal) }));
        Assert.NotEmpty(await SchemaCheck.Of("getRule", good with { Status = 418 }));
    }

    [Fact]
    public void Every_operation_has_a_name_of_its_own_and_examples_that_are_good()
    {
        Assert.Equal(Operations.All.Count, Operations.All.Select(operation => operation.Id).Distinct().Count());
        Assert.All(Operations.All.SelectMany(operation => operation.Parameters), parameter => Assert.NotEmpty(parameter.Example));
    }
}

/// <summary>An answer against the schemas of the description.</summary>
internal static class SchemaCheck
{
    private static readonly JsonElement Root = JsonDocument.Parse(OpenApiDocument.Bytes).RootElement;
    private static readonly Dictionary<string, Task<JsonSchema>> Schemas = [];

    /// <returns>What is not as described.</returns>
    public static async Task<IReadOnlyList<string>> Of(string operation, Reply reply)
    {
        var described = Root.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).Single(method => method.Value.GetProperty("operationId").GetString() == operation).Value;
        if (!described.GetProperty("responses").TryGetProperty($"{reply.Status}", out var response)) return [$"{reply.Status} is not described"];
        if (reply.Status == 304) return reply.Body.Length == 0 ? [] : ["304 has a body"];
        var content = response.GetProperty("content").EnumerateObject().Single();
        if (reply.ContentHeaders.ContentType!.MediaType != content.Name) return [$"{reply.ContentHeaders.ContentType} is not {content.Name}"];
        if (!content.Value.TryGetProperty("schema", out _)) return reply.Body.StartsWith("<!DOCTYPE html>", StringComparison.Ordinal) ? [] : ["it is no page"];
        var schema = await Schema(content.Value.GetProperty("schema").GetProperty("$ref").GetString()!.Split('/')[^1]);
        return [.. schema.Validate(reply.Body).Select(error => error.ToString())];
    }

    private static Task<JsonSchema> Schema(string name)
    {
        lock (Schemas)
        {
            if (Schemas.TryGetValue(name, out var known)) return known;
            var all = Root.GetProperty("components").GetProperty("schemas").GetRawText().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal);
            var own = Root.GetProperty("components").GetProperty("schemas").GetProperty(name).GetRawText().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal);
            return Schemas[name] = JsonSchema.FromJsonAsync($$"""{"$schema":"http://json-schema.org/draft-07/schema#","definitions":{{all}},{{own[1..]}}""");
        }
    }
}
