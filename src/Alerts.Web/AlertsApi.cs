using Alerts.Core.UseCases;
using Alerts.Web.Http;
using Microsoft.AspNetCore.Http;

namespace Alerts.Web;

/// <summary>Answers requests: finds the operation, sees that the caller may, runs it. Every failure is a problem with a reason, and none tells what the program looks like inside.</summary>
public sealed class AlertsApi(IApiHost host)
{
    /// <summary>Bytes of a body: more than any operation takes, which each see to by themselves.</summary>
    public const long MostBody = 65L * 1024 * 1024;

    private readonly OneAtATime _backtests = new();

    public async Task Handle(HttpContext http)
    {
        Answer answer;
        try
        {
            answer = await Answered(http);
        }
        catch (BadHttpRequestException error)
        {
            answer = error.StatusCode == StatusCodes.Status413PayloadTooLarge ? Problem.TooLarge(0) with { Detail = "the body is larger than anything here takes" } : new Problem(error.StatusCode, "wrong-request", "The request is malformed.", "it breaks the rules of HTTP");
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception error)
        {
            host.Failed(http.Request.Path.Value ?? "", error);
            answer = host.MayPass(error) ? Problem.NotReady : Problem.Failed;
        }
        await Answers.Write(http, answer);
    }

    private async Task<Answer> Answered(HttpContext http)
    {
        var (operations, filled) = Operations.At(http.Request.Path.Value ?? "");
        if (operations.Count == 0) return new Problem(404, "no-such-path", "There is nothing at this path.", "the description of the API, /api/openapi.json, lists what there is");
        if (!operations.Any(operation => operation.AnswersAnyHost) && host.AnswersHost is { } answers && !answers(http.Request.Host.Host)) return Refusals.WrongHost;

        var method = HttpMethods.IsHead(http.Request.Method) ? HttpMethods.Get : http.Request.Method;
        if (operations.FirstOrDefault(operation => operation.Method == method) is not { } asked) return Refusals.OtherMethod(http, operations);
        using var desk = await host.Borrow(http.RequestAborted);
        if (desk is null && !asked.NeedsNothing) return Problem.NotReady;
        if (asked.Scope is { } scope && await Refusals.OfKey(http, desk!, scope) is { } refusal) return refusal;

        var call = new Call(host, desk, http, filled, _backtests);
        if (call.UnknownParameter(asked) is { } unknown) return unknown;
        if (asked.Body is { } taken && Refusals.OfMediaType(http, taken) is { } media) return media;
        return await asked.Run(call);
    }
}
