using Alerts.Core.Datasets.Quality;
using Alerts.Core.UseCases;
using Alerts.Web.Http;

namespace Alerts.Web.Endpoints;

internal static class QuarantineEndpoints
{
    private const int LongestText = 500;

    private static readonly string[] States = ["waiting", "settled"];

    private static readonly TakenBody ADecision = new(16L * 1024, "Decision", "application/json");

    public static IEnumerable<Operation> All { get; } =
    [
        new("listQuarantine", "GET", "/api/quarantine", ApiScope.Read, "Values too odd to use until a person or a later value settles them, in order of reading.", "QuarantineList", List)
        {
            Parameters = [new("state", "Those that wait, or those that are settled: waiting or settled.", "waiting"), new("dataset", "Of this dataset.", "smm-prices"), Parameter.Limit, Parameter.Cursor],
        },
        new("getQuarantined", "GET", "/api/quarantine/{id}", ApiScope.Read, "One value, and what became of it.", "QuarantinedRow", Get) { Refuses = [404] },
        new("acceptQuarantined", "POST", "/api/quarantine/{id}/accept", ApiScope.Operate, "Takes a value: it is known from now on, and rules are evaluated with it soon.", "QuarantinedRow", call => Decide(call, Fate.Accepted)) { Body = ADecision, Refuses = [404, 409] },
        new("rejectQuarantined", "POST", "/api/quarantine/{id}/reject", ApiScope.Operate, "Throws a value away.", "QuarantinedRow", call => Decide(call, Fate.Rejected)) { Body = ADecision, Refuses = [404, 409] },
    ];

    private static async Task<Answer> List(Call call)
    {
        var (state, dataset) = (call.Choice("state", States), call.Text("dataset"));
        var rows = (await call.Desk.Observations.Quarantine(isWaiting: state == 0, call.Cancel)).Where(row => (state != 1 || !row.IsWaiting) && (dataset is null || row.Publication.Dataset == dataset));
        return Listed.Page(call, rows, row => $"{row.Publication.Sequence:D19} {row.Row.Line:D10} {row.Id}", (json, row) => QuarantineJson.Write(json, row, call.Workspace));
    }

    private static async Task<Answer> Get(Call call) => await Find(call, call.Desk.Observations) is { } row ? Told(call, row) : Problem.NoSuch("row in quarantine", call.Id);

    private static async Task<Answer> Decide(Call call, Fate fate)
    {
        var (body, problem) = await JsonBody.Read(call, ADecision, "by", "why");
        if (body is null) return problem!;
        var (by, why) = (body.Line("by", "who decides", LongestText), body.Line("why", "the reason, kept with the decision", LongestText));
        if (body.Wrong is { } wrong) return wrong;
        // Looked at again when nothing else decides or reads.
        var refusal = await call.Desk.Change(async changes =>
        {
            if (await Find(call, call.Desk.Observations) is not { } row) return Problem.NoSuch("row in quarantine", call.Id);
            if (DecisionFaults.Of(row, fate) is { } fault) return new Problem(409, "cannot-be-settled", "It cannot be settled so.", fault);
            await changes.Decide.Run(call.Workspace, [row], fate, by!, why, CancellationToken.None);
            return null;
        });
        return refusal ?? Told(call, (await Find(call, call.Desk.Observations))!);
    }

    private static async Task<QuarantinedRow?> Find(Call call, IObservationStore observations) => (await observations.Quarantine(isWaiting: false, call.Cancel)).FirstOrDefault(row => row.Id.Text == call.Id);

    private static Answer Told(Call call, QuarantinedRow row) => Answer.Object(json => QuarantineJson.Write(json, row, call.Workspace));
}
