using Alerts.Core.Rules;

namespace Alerts.Core.Routing;

/// <summary>Who wants to know, of what, and where.</summary>
/// <param name="Match">Key → patterns: a label, <c>rule</c> or <c>series</c>; all keys must match, any pattern of a key will do. Empty: everything.</param>
/// <param name="Email">Addresses, each told apart.</param>
public sealed record Subscriber(
    string Id,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Match,
    Severity MinSeverity,
    IReadOnlyList<string> Email);
