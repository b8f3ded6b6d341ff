using System.Text;
using System.Text.Json;

namespace Alerts.Core.Tests.Delivery;

/// <summary>A post as it came in, and whether it is genuine.</summary>
public sealed record SignedPost(string Name, bool IsValid, string PublicKey, string? Timestamp, string Payload, string? Signature)
{
    public byte[] Body => Encoding.UTF8.GetBytes(Payload);

    public override string ToString() => Name;
}

/// <summary>Published and computed posts of SendGrid's signed event webhook.</summary>
public static class SendGridVectors
{
    private static readonly JsonDocument File = JsonDocument.Parse(System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "data", "sendgrid.json")));

    public static IReadOnlyList<SignedPost> Posts { get; } =
        [.. File.RootElement.GetProperty("cases").EnumerateArray().Select(item => new SignedPost(Text(item, "name")!, item.GetProperty("valid").GetBoolean(), Text(item, "publicKey")!, Text(item, "timestamp"), Text(item, "payload")!, Text(item, "signature")))];

    /// <summary>The dedup key of each example.</summary>
    public static IReadOnlyList<string> Keys { get; } =
        [.. File.RootElement.GetProperty("dedup").GetProperty("examples").EnumerateArray().Select(item => Text(item, "key")!)];

    public static string OwnPrivateKey { get; } = Text(File.RootElement.GetProperty("ownKey"), "privateKeyPkcs8Base64")!;

    public static string OwnPublicKey { get; } = Text(File.RootElement.GetProperty("ownKey"), "publicKey")!;

    public static SignedPost Named(string name) => Posts.Single(post => post.Name == name);

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;
}
