using Alerts.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions.Triggers;

/// <summary>The HTTP API: one trigger for all of its paths, below the prefix <c>api</c> that the host adds. Its own keys say who may; the app's keys are not asked for.</summary>
internal sealed class ApiTrigger(AlertsApi api)
{
    [Function("Api")]
    public async Task<IActionResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", Route = "{*path}")] HttpRequest request, string? path)
    {
        await api.Handle(request.HttpContext);
        // It is answered already.
        return new EmptyResult();
    }
}
