using Alerts.Core.UseCases;
using Alerts.Web.Endpoints;
using Alerts.Web.Http;
using Alerts.Web.OpenApi;

namespace Alerts.Web;

/// <summary>Everything that the API does. A new group of endpoints is a file in <c>Endpoints</c> and a line here.</summary>
internal static class Operations
{
    public static IReadOnlyList<Operation> All { get; } =
    [
        .. EventEndpoints.All,
        .. SeriesEndpoints.All,
        .. PublicationEndpoints.All,
        .. RuleEndpoints.All,
        .. WhoEndpoints.All,
        .. LedgerEndpoints.All,
        .. SilenceEndpoints.All,
        .. QuarantineEndpoints.All,
        .. SubscriptionEndpoints.All,
        .. LinkEndpoints.All,
        .. HealthEndpoints.All,
        new("describe", "GET", "/api/openapi.json", null, "This description.", "Description", _ => Task.FromResult<Answer>(new JsonAnswer(200, OpenApiDocument.Bytes))) { NeedsNothing = true },
    ];

    /// <summary>The operations of a path, by method, and what the path fills in; none where there is no such path.</summary>
    public static (IReadOnlyList<Operation> Of, IReadOnlyDictionary<string, string> Filled) At(string path)
    {
        var segments = path.Split('/');
        // A path that is written out wins over one with a placeholder.
        var all = All.Where(operation => Matches(operation.Path.Split('/'), segments)).ToList();
        if (all.Exists(operation => !operation.Path.Contains('{', StringComparison.Ordinal))) all.RemoveAll(operation => operation.Path.Contains('{', StringComparison.Ordinal));
        var filled = new Dictionary<string, string>(StringComparer.Ordinal);
        if (all.Count == 0) return (all, filled);
        var template = all[0].Path.Split('/');
        for (var at = 0; at < template.Length; at++)
        {
            if (template[at] is ['{', .., '}']) filled[template[at][1..^1]] = segments[at];
        }
        return (all, filled);
    }

    private static bool Matches(string[] template, string[] segments)
    {
        if (template.Length != segments.Length) return false;
        for (var at = 0; at < template.Length; at++)
        {
            if (template[at] is ['{', .., '}'] ? segments[at].Length == 0 : template[at] != segments[at]) return false;
        }
        return true;
    }
}
