using Alerts.Core.UseCases;
using Alerts.Functions.App;
using Alerts.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Alerts.Functions.Triggers;

/// <summary>
/// All that comes by HTTP, below the prefix that host.json names: the API, whose own keys say who may, and the mail provider's events. The one function of
/// its kind: which of two the host takes where both match is not told anywhere.
/// </summary>
internal sealed class ApiTrigger(AlertsApi api, MailEvents events)
{
    /// <summary>As host.json has it.</summary>
    public const string Prefix = "/api";

    // Health and the pages of mails lie beside the API, where this app has nothing: they are found below the prefix here.
    private static readonly PathString[] Beside = ["/health", $"/{LinkSettings.ConfirmPath.TrimEnd('/')}", $"/{LinkSettings.UnsubscribePath.TrimEnd('/')}"];

    [Function("Api")]
    public async Task<IActionResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request)
    {
        // The server's own limit is less than a publisher's file may have.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = AlertsApi.MostBody;
        if (request.Path.StartsWithSegments(Prefix, StringComparison.Ordinal, out var path))
        {
            if (path == MailEvents.Path && HttpMethods.IsPost(request.Method)) return new StatusCodeResult(await events.Take(request));
            if (Array.Exists(Beside, known => path.StartsWithSegments(known, StringComparison.Ordinal))) request.Path = path;
        }
        await api.Handle(request.HttpContext);
        // It is answered already.
        return new EmptyResult();
    }
}
