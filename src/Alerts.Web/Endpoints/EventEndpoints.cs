using System.Globalization;
using Alerts.Core.Alerting;
using Alerts.Core.UseCases;
using Alerts.Web.Http;

namespace Alerts.Web.Endpoints;

internal static class EventEndpoints
{
    private static readonly EventType[] Types = Enum.GetValues<EventType>();

    public static IEnumerable<Operation> All { get; } =
    [
        new("listEvents", "GET", "/api/events", ApiScope.Read, "Events with their explanations, the last recorded first.", "EventList", List)
        {
            Parameters =
            [
                new("rule", "Of this rule.", "terbium-spike"),
                new("series", "About this series.", "smm.terbium-oxide"),
                new("type", "Of this type.", "alert.firing"),
                new("from", "Published at this instant or later; a date is midnight in the workspace's time zone.", "2025-03-01"),
                new("to", "Published before this instant.", "2025-04-01"),
                Parameter.Limit,
                Parameter.Cursor,
            ],
        },
        new("getEvent", "GET", "/api/events/{id}", ApiScope.Read, "One event: the arithmetic of its number, down to file and row.", "Event", Get) { Refuses = [404] },
    ];

    private static async Task<Answer> List(Call call)
    {
        var query = new EventQuery(
            call.Text("rule"), call.Text("series"), call.Choice("type", [.. Types.Select(type => type.Text())]) is { } at ? Types[at] : null,
            call.Instant("from"), call.Instant("to"), call.Cursor, call.Limit);
        if (call.Wrong is { } wrong) return wrong;
        var page = await call.Desk.Alerts.Events(query, call.Cancel);
        return Answer.Object(json =>
        {
            json.WriteStartArray("items");
            foreach (var told in page.Items) EventJson.Write(json, told);
            json.WriteEndArray();
            if (page.Next is { } next) json.WriteString("next", call.Next(next.ToString(CultureInfo.InvariantCulture)));
        });
    }

    private static async Task<Answer> Get(Call call) =>
        await call.Desk.Alerts.Event(new(call.Id), call.Cancel) is { } told ? Answer.Json(json => EventJson.Write(json, told)) : Problem.NoSuch("event", call.Id);
}
