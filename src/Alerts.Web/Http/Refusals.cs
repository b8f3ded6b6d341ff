using Alerts.Core.UseCases;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Alerts.Web.Http;

/// <summary>What is refused before an operation looks at it.</summary>
internal static class Refusals
{
    private const string Scheme = "Bearer ";
    private const int LongestToken = 200;

    /// <summary>A browser that was led here under another name, or a client that is not configured.</summary>
    public static readonly Problem WrongHost = new(421, "wrong-host", "This is not the host that was asked for.", "the Host header names a host that this API does not answer for: 'hosts' of 'api' in alerts.yaml lists those that it does");

    // The same for a key that is missing, wrong or revoked: which one it is helps nobody but a thief.
    private static readonly Problem NoKey = new(401, "no-key", "A key is needed.", "send a key that is not revoked as 'Authorization: Bearer TOKEN'; 'alerts key add' makes one");

    /// <summary>OPTIONS is answered with what there is; no header of it lets a page of another origin in.</summary>
    public static Answer OtherMethod(HttpContext http, IReadOnlyList<Operation> operations)
    {
        var methods = operations.SelectMany(operation => operation.Method == HttpMethods.Get ? new[] { HttpMethods.Get, HttpMethods.Head } : [operation.Method]).Append(HttpMethods.Options);
        var allowed = string.Join(", ", methods);
        http.Response.Headers.Allow = allowed;
        return HttpMethods.IsOptions(http.Request.Method) ? new Nothing() : new Problem(405, "wrong-method", "This path does not take the method.", $"it takes {allowed}");
    }

    public static async Task<Problem?> OfKey(HttpContext http, IApiLoan desk, ApiScope scope)
    {
        var key = await Key(http.Request.Headers.Authorization, desk, http.RequestAborted);
        if (key is null)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer realm=\"alerts\"";
            return NoKey;
        }
        if (key.Scopes.Contains(scope)) return null;
        http.Response.Headers.WWWAuthenticate = $"Bearer realm=\"alerts\", error=\"insufficient_scope\", scope=\"{scope.Text()}\"";
        return new(403, "scope-missing", "The key does not allow this.", $"it takes a key with the scope '{scope.Text()}'");
    }

    public static Problem? OfMediaType(HttpContext http, TakenBody taken) =>
        MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) && taken.Types.Contains(type.MediaType.Value, StringComparer.OrdinalIgnoreCase)
            ? null
            : new(415, "wrong-media-type", "The body is of another media type.", $"Content-Type is one of {string.Join(", ", taken.Types)}");

    private static async Task<ApiKey?> Key(Microsoft.Extensions.Primitives.StringValues authorization, IApiLoan desk, CancellationToken cancel)
    {
        if (authorization is not [{ Length: <= LongestToken } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        var token = header[Scheme.Length..].Trim();
        if (ApiToken.NameIn(token) is not { } name) return null;
        var key = await desk.Keys.FindKey(name, cancel);
        return ApiToken.Opens(token, key) ? key : null;
    }
}

/// <summary>An answer without a body.</summary>
internal sealed record Nothing() : Answer(204)
{
    public override string ContentType => "";

    public override ReadOnlyMemory<byte> Body => default;
}
