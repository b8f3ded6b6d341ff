using Alerts.Azure.Workspaces;
using Alerts.Functions.App;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions.Triggers;

/// <summary>Whether the app could work: 200 with a configuration in use, 503 without. It tells nothing that a stranger may not know.</summary>
internal sealed class HealthTrigger(WorkspaceInUse workspaces)
{
    [Function("Health")]
    public async Task<IActionResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request)
    {
        var isUp = await workspaces.Current(request.HttpContext.RequestAborted) is not null;
        var isGood = workspaces.Reason == WorkspaceReason.Good;
        return new ObjectResult(new { status = isUp ? "ok" : "down", configuration = isGood ? "good" : isUp ? "last good" : "none" }) { StatusCode = isUp ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable };
    }
}
