using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Alerts.Web.Http;

/// <summary>Writes answers: their headers, whether the client has them already, and their bytes.</summary>
internal static class Answers
{
    public static async Task Write(HttpContext http, Answer answer)
    {
        var (response, body) = (http.Response, answer.Body);
        Guard(response.Headers);
        if (answer is PageAnswer) response.Headers.ContentSecurityPolicy = PageAnswer.ContentSecurityPolicy;
        response.StatusCode = answer.Status;
        if (answer.RetryAfter is { } seconds) response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var isGet = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        if (isGet && answer.Status == StatusCodes.Status200OK && IsKnown(http, body))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        if (answer is Nothing) return;
        response.ContentType = answer.ContentType;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await response.Body.WriteAsync(body, http.RequestAborted);
    }

    // An answer is data: no browser guesses it to be a page, frames it or keeps it for others.
    private static void Guard(IHeaderDictionary headers)
    {
        headers.CacheControl = "private, no-cache";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.Vary = "Authorization";
    }

    private static bool IsKnown(HttpContext http, ReadOnlyMemory<byte> body)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body.Span)[..16])}\"");
        http.Response.Headers.ETag = tag.ToString();
        return EntityTagHeaderValue.TryParseList(http.Request.Headers.IfNoneMatch, out var known) && known.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(tag, useStrongComparison: false));
    }
}
