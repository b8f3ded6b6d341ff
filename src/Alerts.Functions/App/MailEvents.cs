using Alerts.Core.Delivery;
using Alerts.Core.UseCases;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Alerts.Functions.App;

/// <summary>SendGrid's signed event webhook.</summary>
/// <param name="record">Null where no key to check signatures with is set: then no events are taken.</param>
internal sealed class MailEvents(RecordProviderEvents? record, ILogger<MailEvents> log)
{
    /// <summary>Below the prefix of all paths.</summary>
    public const string Path = "/sendgrid/events";

    /// <returns>The status of the answer: 200 for a genuine post, 401 for another, 413 for one that is too large, 404 where there is no key to tell them apart.</returns>
    public async Task<int> Take(HttpRequest request)
    {
        if (record is null) return StatusCodes.Status404NotFound;
        var cancel = request.HttpContext.RequestAborted;
        if (await Body.Read(request, cancel) is not { } body) return StatusCodes.Status413PayloadTooLarge;
        var post = await record.Run(request.Headers[SignedEvents.SignatureHeader], request.Headers[SignedEvents.TimestampHeader], body, cancel);
        foreach (var note in post.Notes) log.ProviderNote(note);
        if (post.Refusal is null) return StatusCodes.Status200OK;
        log.ProviderPostRefused(post.Refusal);
        return StatusCodes.Status401Unauthorized;
    }
}
