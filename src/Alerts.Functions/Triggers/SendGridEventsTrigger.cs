using Alerts.Core.Delivery;
using Alerts.Functions.App;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Alerts.Functions.Triggers;

/// <summary>SendGrid's signed event webhook: 200 for a genuine post, 401 for another, 404 where no key is set to tell them apart.</summary>
internal sealed class SendGridEventsTrigger(MailEvents events, ILogger<SendGridEventsTrigger> log)
{
    [Function("SendGridEvents")]
    public async Task<IActionResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "sendgrid/events")] HttpRequest request)
    {
        if (events.Record is not { } record) return new NotFoundResult();
        var cancel = request.HttpContext.RequestAborted;
        if (await Body.Read(request, cancel) is not { } body) return new StatusCodeResult(StatusCodes.Status413PayloadTooLarge);
        var post = await record.Run(request.Headers[SignedEvents.SignatureHeader], request.Headers[SignedEvents.TimestampHeader], body, cancel);
        foreach (var note in post.Notes) log.ProviderNote(note);
        if (post.Refusal is null) return new OkResult();
        log.ProviderPostRefused(post.Refusal);
        return new UnauthorizedResult();
    }
}
