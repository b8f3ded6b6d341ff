using System.Text.Json;
using Alerts.Adapters.Workspaces;
using Alerts.Contracts;

namespace Alerts.Adapters.Tests.Workspaces;

public sealed class JsonSchemaTests
{
    public static TheoryData<string> Kinds => [.. JsonSchemas.Kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_schemas_in_the_repository_are_those_of_the_checker(string kind) => Approved.MatchesFile(JsonSchemas.Of(kind), $"docs/schemas/{kind}.json");

    [Fact]
    public void A_schema_names_every_key_that_the_checker_reads_and_no_other()
    {
        var properties = JsonDocument.Parse(JsonSchemas.Of("rules")).RootElement.GetProperty("properties").GetProperty("rules").GetProperty("items").GetProperty("properties");

        Assert.Equal(Shapes.Rule.Keys.Where(key => !key.IsLater).Select(key => key.Name), properties.EnumerateObject().Select(property => property.Name));
        Assert.Equal(["info", "warning", "high", "critical"], properties.GetProperty("severity").GetProperty("anyOf")[0].GetProperty("enum").EnumerateArray().Select(word => word.GetString()!));
        Assert.Contains("How many observations", properties.GetProperty("for").GetProperty("description").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_word_of_an_example_is_one_that_the_schema_offers()
    {
        foreach (var key in Shapes.All.Concat(TestShapes.All).SelectMany(shape => shape.Keys).Where(key => key is { Type: "word", IsLater: false, Example: not null }))
            Assert.Contains($"`{key.Example!.Trim('"')}`", key.Meaning, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_key_with_keys_of_its_own_has_them_in_the_schema()
    {
        foreach (var kind in JsonSchemas.Kinds)
            foreach (var below in Objects(JsonDocument.Parse(JsonSchemas.Of(kind)).RootElement).Where(one => one.TryGetProperty("description", out var text) && text.GetString()!.Contains("see below", StringComparison.Ordinal)))
                Assert.True(below.TryGetProperty("properties", out _) || below.TryGetProperty("additionalProperties", out _), below.GetRawText());
    }

    private static IEnumerable<JsonElement> Objects(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property => Objects(property.Value)).Prepend(json),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Objects),
        _ => [],
    };
}
