using System.Globalization;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;
using Alerts.Web.Http;

namespace Alerts.Web.Endpoints;

internal static class LedgerEndpoints
{
    private const int AtOnce = 1000;

    private static readonly NotificationStatus[] Statuses = Enum.GetValues<NotificationStatus>();

    public static IEnumerable<Operation> All { get; } =
    [
        new("listDeliveries", "GET", "/api/ledger", ApiScope.Operate, "The ledger: what was sent to whom and what came of each attempt, the last added first.", "LedgerList", List)
        {
            Parameters =
            [
                new("status", "Where it stands: waiting, accepted, delivered or dead.", "dead"),
                new("subscriber", "For this subscriber.", "magnet-buyers"),
                new("event", "Of this event.", "evt_0123456789abcdef01234567"),
                Parameter.Limit,
                Parameter.Cursor,
            ],
        },
        new("getDelivery", "GET", "/api/ledger/{id}", ApiScope.Operate, "One message of the ledger, by the notification's id.", "LedgerEntry", Get) { Refuses = [404] },
        new("replayDelivery", "POST", "/api/ledger/{id}/replay", ApiScope.Operate, "Sends a finished message again, under the id that it had.", "Replayed", Replay) { Refuses = [404, 409] },
        new("replayDead", "POST", "/api/ledger/replay", ApiScope.Operate, "Sends every dead message again, the oldest first; a thousand in one call.", "Replayed", ReplayDead),
    ];

    private static async Task<Answer> List(Call call)
    {
        var query = new LedgerQuery(
            call.Choice("status", [.. Statuses.Select(status => status.ToString().ToLowerInvariant())]) is { } at ? Statuses[at] : null,
            call.Text("subscriber"), call.Text("event") is { } id ? new(id) : null, null, call.Cursor, call.Limit);
        if (call.Wrong is { } wrong) return wrong;
        var page = await call.Desk.Notifications.Ledger(query, call.Cancel);
        return Listed.Answer(call, page.Items, (json, entry) => Documents.Entry(json, entry, call.Workspace), page.Next?.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<Answer> Get(Call call) => await Find(call) is { } entry
        ? Answer.Object(json => Documents.Entry(json, entry, call.Workspace))
        : Problem.NoSuch("message", call.Id);

    private static async Task<Answer> Replay(Call call)
    {
        if (await Find(call) is null) return Problem.NoSuch("message", call.Id);
        return await call.Desk.Replay(new(call.Id), call.Cancel) ? Replayed([call.Id]) : new Problem(409, "still-waiting", "It needs no replay.", "the message is still waiting, and is tried when it is due");
    }

    private static async Task<Answer> ReplayDead(Call call)
    {
        var dead = await call.Desk.Notifications.Ledger(new LedgerQuery(NotificationStatus.Dead, null, null, null, null, AtOnce), call.Cancel);
        var replayed = new List<string>();
        foreach (var id in dead.Items.Reverse().Select(entry => entry.Notification.Id))
            if (await call.Desk.Replay(id, call.Cancel)) replayed.Add(id.Text);
        return Replayed(replayed);
    }

    private static Answer Replayed(IReadOnlyList<string> ids) => Answer.Object(json => json.Texts("replayed", ids));

    private static async Task<LedgerEntry?> Find(Call call) =>
        (await call.Desk.Notifications.Ledger(new LedgerQuery(null, null, null, new NotificationId(call.Id), null, 1), call.Cancel)).Items is [var only] ? only : null;
}
