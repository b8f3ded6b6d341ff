using System.Globalization;
using Alerts.Core.Alerting;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;
using Alerts.Web.Http;

namespace Alerts.Web.Endpoints;

internal static class RuleEndpoints
{
    public static IEnumerable<Operation> All { get; } =
    [
        new("listRules", "GET", "/api/rules", ApiScope.Read, "The rules as they are loaded, in order of id.", "RuleList", List) { Parameters = [Parameter.Limit, Parameter.Cursor] },
        new("getRule", "GET", "/api/rules/{id}", ApiScope.Read, "One rule as it is loaded.", "Rule", Get) { Refuses = [404] },
        new("backtest", "GET", "/api/backtest", ApiScope.Read, "The events that the rules would have raised over all that is known, in order of publication. One at a time.", "EventList", Run)
        {
            Parameters =
            [
                new("rule", "This rule alone.", "terbium-spike"),
                new("from", "Published on this day or later.", "2025-03-01"),
                new("to", "Published on this day or earlier.", "2025-03-31"),
                Parameter.Limit,
                Parameter.Cursor,
            ],
            Refuses = [404],
        },
    ];

    private static Task<Answer> List(Call call) => Task.FromResult(Listed.Page(call, call.Workspace.Rules, rule => rule.Id, Documents.Rule));

    private static Task<Answer> Get(Call call) => Task.FromResult(Find(call, call.Id) is { } rule
        ? Answer.Object(json => Documents.Rule(json, rule))
        : Missing(call, call.Id));

    private static async Task<Answer> Run(Call call)
    {
        var (id, from, to, limit, skip) = (call.Text("rule"), call.Day("from"), call.Day("to"), call.Limit, call.Cursor ?? 0);
        if (call.Wrong is { } wrong) return wrong;
        var workspace = call.Workspace;
        if (id is not null)
        {
            if (Find(call, id) is not { } rule) return Missing(call, id);
            workspace = workspace with { Rules = [rule] };
        }
        if (!call.Backtests.TryBegin()) return Problem.NotReady with { Name = "busy", Title = "Another one is under way.", Detail = "one backtest runs at a time", RetryAfter = 5 };
        try
        {
            var history = await call.Desk.Observations.History([.. workspace.Series.Values.Where(series => !series.IsDerived).Select(series => series.Id)], call.Cancel);
            var events = (await Task.Run(() => Backtest.Run(workspace, history, call.Cancel), call.Cancel)).Where(told => IsWithin(workspace, told, from, to)).ToList();
            return Page(call, events, limit, skip);
        }
        finally
        {
            call.Backtests.End();
        }
    }

    private static Answer Page(Call call, List<AlertEvent> events, int limit, long skip) => Answer.Object(json =>
    {
        json.WriteStartArray("items");
        foreach (var told in events.Skip((int)Math.Min(skip, int.MaxValue)).Take(limit)) EventJson.Write(json, told);
        json.WriteEndArray();
        if (events.Count - limit > skip) json.WriteString("next", call.Next((skip + limit).ToString(CultureInfo.InvariantCulture)));
    });

    private static bool IsWithin(Workspace workspace, AlertEvent told, DateOnly? from, DateOnly? to)
    {
        var day = DateOnly.FromDateTime(workspace.Local(told.Published).DateTime);
        return (from is null || day >= from) && (to is null || day <= to);
    }

    public static Rule? Find(Call call, string id) => call.Workspace.Rules.FirstOrDefault(rule => rule.Id == id);

    public static Problem Missing(Call call, string id) => Problem.NoSuch("enabled rule", id, Call.Meant(id, call.Workspace.Rules.Select(rule => rule.Id)));
}
