using Alerts.Core.Routing;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;
using Alerts.Web.Http;

namespace Alerts.Web.Endpoints;

internal static class WhoEndpoints
{
    private static readonly Severity[] Severities = Enum.GetValues<Severity>();

    public static IEnumerable<Operation> All { get; } =
    [
        new("who", "GET", "/api/who", ApiScope.Operate, "Who would be told, and who would not and why: of an event, or of what a rule may raise.", "RouteList", Who)
        {
            Parameters =
            [
                new("event", "An event's id; or else a rule.", "evt_0123456789abcdef01234567"),
                new("rule", "A rule's id.", "terbium-spike"),
                new("severity", "As if the rule had it: info, warning, high or critical.", "critical"),
            ],
            Refuses = [404],
        },
    ];

    private static async Task<Answer> Who(Call call)
    {
        var (id, ruleId) = (call.Text("event"), call.Text("rule"));
        var severity = call.Choice("severity", [.. Severities.Select(severity => severity.Text())]);
        if ((id is null) == (ruleId is null)) call.Refuse("event", "of what? either 'event' or 'rule'");
        if (id is not null && severity is not null) call.Refuse("severity", "an event has its own severity");
        if (call.Wrong is { } wrong) return wrong;
        var subscribers = (await SubscribersInForce.Of(call.Workspace, call.Desk.Subscriptions, call.Cancel)).Subscribers;
        if (id is not null)
        {
            return await call.Desk.Alerts.Event(new(id), call.Cancel) is { } told ? Routed(call, Routes.Of(told, subscribers).Select(route => (RouteFacts.Of(told), route))) : Problem.NoSuch("event", id);
        }
        if (RuleEndpoints.Find(call, ruleId!) is not { } rule) return RuleEndpoints.Missing(call, ruleId!);
        var facts = RuleInstances.Of(rule, call.Workspace.Series).Select(instance => RouteFacts.Of(instance, severity is { } at ? Severities[at] : rule.Severity));
        return Routed(call, facts.SelectMany(fact => Routes.Of(fact, subscribers).Select(route => (fact, route))));
    }

    private static Answer Routed(Call call, IEnumerable<(RouteFacts Facts, Route Route)> routes) =>
        Listed.Answer(call, [.. routes], (json, item) => Documents.Route(json, item.Facts, item.Route), null);
}
