using Microsoft.AspNetCore.Http;

namespace Alerts.Functions.App;

/// <summary>The bytes of a request.</summary>
internal static class Body
{
    /// <summary>A post of SendGrid's has less than 1 MiB.</summary>
    public const int Most = 4 * 1024 * 1024;

    /// <returns>Null where there are too many.</returns>
    public static async Task<byte[]?> Read(HttpRequest request, CancellationToken cancel)
    {
        using var body = new MemoryStream();
        var part = new byte[64 * 1024];
        for (int read; (read = await request.Body.ReadAsync(part, cancel)) > 0;)
        {
            body.Write(part, 0, read);
            if (body.Length > Most) return null;
        }
        return body.ToArray();
    }
}
