using Alerts.Core.UseCases;
using Alerts.Web.Http;

namespace Alerts.Web.Endpoints;

internal static class HealthEndpoints
{
    /// <summary>Lost work is looked for every minute: one that is so old means that the run is stuck.</summary>
    private static readonly TimeSpan SweepIsLate = TimeSpan.FromMinutes(10);

    public static IEnumerable<Operation> All { get; } =
    [
        new("live", "GET", "/health/live", null, "The process answers.", "Health", _ => Task.FromResult(Status("ok"))) { NeedsNothing = true, AnswersAnyHost = true },
        new("ready", "GET", "/health/ready", null, "It can take files and answer questions; 503 where it cannot.", "Health", Ready) { NeedsNothing = true, AnswersAnyHost = true },
        new("health", "GET", "/health", ApiScope.Read, "How fresh each dataset is, what waits, and when lost work was looked for last.", "HealthReport", Report),
    ];

    private static Answer Status(string status) => Answer.Object(json => json.WriteString("status", status));

    private static async Task<Answer> Ready(Call call)
    {
        if (call.DeskIfReady is not { } desk) return Problem.NotReady;
        await desk.Alerts.Evaluated(call.Cancel);
        return Status("ok");
    }

    private static async Task<Answer> Report(Call call)
    {
        var (workspace, now) = (call.Workspace, call.Host.Clock.GetUtcNow());
        var publications = await call.Desk.Observations.Publications(call.Cancel);
        var newest = publications.GroupBy(publication => publication.Dataset, StringComparer.Ordinal).ToDictionary(of => of.Key, of => of.MaxBy(publication => publication.Published)!, StringComparer.Ordinal);
        var evaluated = await call.Desk.Alerts.Evaluated(call.Cancel);
        var waiting = (await call.Desk.Notifications.Waiting(call.Cancel)).Count;
        var last = await call.Desk.LastSweep(call.Cancel);
        var isLate = last is { } swept && now - swept > SweepIsLate;
        return Answer.Object(json =>
        {
            json.WriteString("status", isLate ? "stuck" : "ok");
            json.WriteString("workspace", workspace.Name);
            json.Instant("now", workspace.Local(now));
            json.Instant("last-sweep", Documents.Local(last, workspace));
            json.WriteNumber("unevaluated", publications.Count(publication => publication.Sequence > evaluated));
            json.WriteNumber("waiting", waiting);
            json.Objects("datasets", workspace.Datasets.OrderBy(dataset => dataset.Id, StringComparer.Ordinal), dataset =>
            {
                json.WriteString("id", dataset.Id);
                json.WriteString("publisher", dataset.Publisher);
                if (!newest.TryGetValue(dataset.Id, out var publication)) return;
                json.Instant("published", publication.Published);
                json.WriteString("file", publication.File);
                json.WriteNumber("age-hours", Math.Round((decimal)(now - publication.Published).TotalHours, 1));
            });
        });
    }
}
