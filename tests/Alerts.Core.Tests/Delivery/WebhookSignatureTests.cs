using System.Text;
using System.Text.Json;
using Alerts.Core.Delivery;

namespace Alerts.Core.Tests.Delivery;

/// <summary>The vectors of Standard Webhooks, symmetric signatures.</summary>
public sealed class WebhookSignatureTests
{
    private static readonly JsonElement All = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "data", "webhooks.json"))).RootElement;

    private static readonly JsonElement Vectors = All.GetProperty("hmacSha256");

    private static JsonElement Vector(string kind, string name) => Vectors.GetProperty(kind).EnumerateArray().Single(vector => vector.GetProperty("name").GetString() == name);

    private static TheoryData<string> Names(string kind) => [.. Vectors.GetProperty(kind).EnumerateArray().Select(vector => vector.GetProperty("name").GetString()!)];

    public static TheoryData<string> Signed => Names("sign");

    public static TheoryData<string> Verified => Names("verify");

    public static TheoryData<string> Refused => Names("refuseToSign");

    [Theory]
    [MemberData(nameof(Signed))]
    public void What_is_signed_has_the_signature_of_the_vector(string name)
    {
        var vector = Vector("sign", name);

        Assert.Equal(vector.GetProperty("expected").GetString(), WebhookSignature.Sign(
            [vector.GetProperty("secret").GetString()!], vector.GetProperty("id").GetString()!, DateTimeOffset.FromUnixTimeSeconds(vector.GetProperty("timestamp").GetInt64()), Encoding.UTF8.GetBytes(vector.GetProperty("payload").GetString()!)));
    }

    [Theory]
    [MemberData(nameof(Verified))]
    public void What_is_verified_has_the_verdict_of_the_vector(string name)
    {
        var vector = Vector("verify", name);

        Assert.Equal(vector.GetProperty("valid").GetBoolean(), IsValid(vector));
    }

    [Fact]
    public void Of_signatures_that_are_not_ours_none_counts_and_none_is_in_the_way()
    {
        foreach (var vector in All.GetProperty("ed25519").GetProperty("verify").EnumerateArray())
        {
            var isOurs = vector.GetProperty("keys").EnumerateArray().Any(key => key.GetString()!.StartsWith("whsec_", StringComparison.Ordinal));

            Assert.Equal(isOurs && vector.GetProperty("valid").GetBoolean(), IsValid(vector));
        }
    }

    private static bool IsValid(JsonElement vector)
    {
        var headers = vector.GetProperty("headers").EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString(), StringComparer.OrdinalIgnoreCase);

        return WebhookSignature.IsValid(
            [.. vector.GetProperty("keys").EnumerateArray().Select(key => key.GetString()!)], headers.GetValueOrDefault, Encoding.UTF8.GetBytes(vector.GetProperty("payload").GetString()!),
            DateTimeOffset.FromUnixTimeSeconds(vector.GetProperty("now").GetInt64()), TimeSpan.FromSeconds(vector.GetProperty("toleranceSeconds").GetInt32()));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_sign_is_refused(string name)
    {
        var vector = Vector("refuseToSign", name);
        var secret = vector.TryGetProperty("secret", out var given) ? given.GetString()! : "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        var id = vector.TryGetProperty("id", out var named) ? named.GetString()! : "msg_1";

        Assert.Throws<ArgumentException>(() => WebhookSignature.Sign([secret], id, DateTimeOffset.UnixEpoch, []));
    }

    [Fact]
    public void Two_valid_secrets_give_two_signatures() =>
        Assert.Equal(2, WebhookSignature.Sign(["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_yPlpxnzyXKkPqxVlgHXNTqNoGuh5LWJa"], "msg_1", DateTimeOffset.UnixEpoch, []).Split(' ').Length);
}
