using Alerts.Core.UseCases;

namespace Alerts.Adapters.Channels;

/// <summary>Keeps a workspace's addresses and secrets out of texts that others wrote: a receiver's answer, an exception's message.</summary>
public sealed class Redaction
{
    /// <summary>What stands in the place of what is hidden.</summary>
    public const string Instead = "[hidden]";

    // A shorter word would hide what it has nothing to do with.
    private const int Shortest = 4;

    private readonly IReadOnlyList<string> _hidden;

    public Redaction(Workspace workspace)
    {
        var urls = workspace.Subscribers.SelectMany(subscriber => new[] { subscriber.Slack, subscriber.Teams, subscriber.Webhook?.Url }).Append(workspace.Watchdog?.Url).OfType<string>().ToList();
        var server = workspace.Email is { } email ? SmtpServer.Read(email.Via) : null;
        var words = urls.Concat(urls.SelectMany(Parts))
            .Concat(workspace.Subscribers.SelectMany(subscriber => subscriber.Webhook?.Secrets ?? []))
            .Concat(workspace.Subscribers.SelectMany(subscriber => subscriber.Email))
            .Concat(workspace.Links?.Secrets ?? [])
            .Concat([workspace.Owner, workspace.Email?.From, Bare(workspace.Email?.From), workspace.Email?.SendGridKey, server?.User, server?.Password, server is null ? null : workspace.Email?.Via])
            .Concat(workspace.Datasets.SelectMany(dataset => dataset.Source?.Secrets ?? []).SelectMany(secret => new[] { secret.Value, Uri.EscapeDataString(secret.Value) }));
        // The longest first: a part of what is hidden already is not looked for.
        _hidden = [.. words.OfType<string>().Where(word => word.Length >= Shortest).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(word => word.Length)];
    }

    /// <summary>The text with each of them replaced, however its letters are cased.</summary>
    public string Hide(string text) => _hidden.Aggregate(text, (hidden, word) => hidden.Replace(word, Instead, StringComparison.OrdinalIgnoreCase));

    // A path, and what follows it, is what makes a webhook's address secret; a receiver may repeat it without its host.
    private static IEnumerable<string> Parts(string url) => Uri.TryCreate(url, UriKind.Absolute, out var uri)
        ? new[] { uri.AbsoluteUri, uri.PathAndQuery, uri.AbsolutePath, uri.Query, uri.Authority, uri.UserInfo }.Concat(uri.Segments.Select(segment => segment.Trim('/')).Concat(Values(uri)).Where(IsNoWord))
        : [];

    // A workflow of Teams is signed in its query, which a receiver may repeat alone.
    private static IEnumerable<string> Values(Uri uri) => uri.Query.TrimStart('?').Split('&').Select(pair => pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]).SelectMany(value => new[] { value, Uri.UnescapeDataString(value) });

    // "services" is no secret, and stands in other texts too.
    private static bool IsNoWord(string segment) => segment.Any(char.IsDigit) || segment.Length >= 16;

    private static string? Bare(string? from) => from is null || from.IndexOf('<', StringComparison.Ordinal) is not (var open and >= 0) ? null : from[(open + 1)..].TrimEnd('>', ' ');
}
