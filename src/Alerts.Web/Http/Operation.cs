using Alerts.Core.UseCases;

namespace Alerts.Web.Http;

/// <summary>One thing that the API does. The dispatcher, the OpenAPI document and the tests that go through all of them read this alone.</summary>
/// <param name="Id">Names it: <c>listEvents</c>.</param>
/// <param name="Path">From the root; <c>{id}</c> is one segment.</param>
/// <param name="Scope">What a key must allow; null: no key is needed.</param>
/// <param name="Schema">Of a good answer, in <c>OpenApi/schemas.json</c>.</param>
internal sealed record Operation(string Id, string Method, string Path, ApiScope? Scope, string Summary, string Schema, Func<Call, Task<Answer>> Run)
{
    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>What it takes; null: nothing.</summary>
    public TakenBody? Body { get; init; }

    /// <summary>Also answers of these statuses, with a problem, besides those that all have.</summary>
    public IReadOnlyList<int> Refuses { get; init; } = [];

    /// <summary>It answers with a page for people, also where a link does nothing (404). A link names its receiver by a signature, so that whoever forwards the call may use any host.</summary>
    public bool IsPage { get; init; }

    /// <summary>It is answered while there is nothing to work with.</summary>
    public bool NeedsNothing { get; init; }

    /// <summary>Who probes it names no host.</summary>
    public bool AnswersAnyHost { get => field || IsPage; init; }

    /// <summary>Names of the segments that a path fills.</summary>
    public IEnumerable<string> Placeholders => Path.Split('/').Where(part => part is ['{', .., '}']).Select(part => part[1..^1]);
}

/// <summary>One parameter of an address.</summary>
/// <param name="Example">A good value.</param>
internal sealed record Parameter(string Name, string Meaning, string Example, bool IsRequired = false)
{
    public bool IsNumber { get; init; }

    public static readonly Parameter Limit = new("limit", "How many at most, 1 to 1000; default 100.", "100") { IsNumber = true };

    public static readonly Parameter Cursor = new("cursor", "Where the page before ended; `next` of an answer has it.", "412");
}

/// <summary>The body of a request.</summary>
/// <param name="Types">Media types.</param>
/// <param name="Schema">Null: bytes.</param>
internal sealed record TakenBody(long Most, string? Schema, params IReadOnlyList<string> Types);
