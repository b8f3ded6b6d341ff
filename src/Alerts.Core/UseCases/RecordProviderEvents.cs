using Alerts.Core.Delivery;

namespace Alerts.Core.UseCases;

/// <summary>
/// Fills the ledger with what the mail provider posts about messages that it has taken over. Safe to repeat, and to run with old and new posts in any order:
/// a report that says the same is written once.
/// </summary>
/// <param name="publicKey">Base64, of the provider's signed event webhook.</param>
public sealed class RecordProviderEvents(INotificationStore store, string publicKey, TimeProvider clock)
{
    /// <param name="body">The bytes as they came.</param>
    public async Task<ProviderPost> Run(string? signature, string? timestamp, ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        if (SignedEvents.Fault(publicKey, signature, timestamp, body.Span, clock.GetUtcNow()) is { } fault) return new(Refusal(fault), 0, 0, []);
        if (SendGridEvents.Read(body) is not { } events) return new("the body is no JSON array", 0, 0, []);
        var (stored, notes) = (0, new List<string>());
        foreach (var said in events)
        {
            if (await store.Report(said, cancel) is not { } change) continue;
            stored++;
            notes.AddRange(Notes(change, said.Report));
        }
        return new(null, stored, events.Count - stored, notes);
    }

    private static string Refusal(SignatureFault fault) => fault switch
    {
        SignatureFault.HeaderMissing => "a header of the signature is missing",
        SignatureFault.TimestampForm => "the timestamp is not of ten digits",
        SignatureFault.OutsideWindow => "the timestamp is too old, or lies in the future",
        _ => "the signature does not match",
    };

    // What somebody should know: the ledger has it, and nobody looks there unless told.
    private static IEnumerable<string> Notes(ReportChange change, ProviderReport report)
    {
        var who = $"{change.Notification.Id} to {change.Notification.Subscriber} by {change.Notification.Channel}";
        var what = $"{report.Name} {report.Detail}".Trim();
        if (change is { Before: NotificationStatus.Delivered, After: NotificationStatus.Dead }) yield return $"{who} came back after it had been delivered: {what}";
        else if (change.Before != change.After && change.After == NotificationStatus.Dead) yield return $"{who} was not delivered: {what}";
        if (change.AddressBefore.GoneSince is null && change.AddressAfter.GoneSince is not null) yield return $"no more is sent to the address of {who} until something is replayed to it: {what}";
        if (change.AddressBefore.OptedOutSince is null && change.AddressAfter.OptedOutSince is not null) yield return $"the receiver of {who} wants no more mail, and gets none: {what}";
    }
}

/// <summary>What became of a post.</summary>
/// <param name="Refusal">Why it was not believed (answer 401); null: it is stored (answer 200).</param>
/// <param name="Ignored">Events that were known already, or are about no message of ours.</param>
/// <param name="Notes">What a person should know, a sentence each: what was not delivered, and to whom nothing is sent any more.</param>
public sealed record ProviderPost(string? Refusal, int Stored, int Ignored, IReadOnlyList<string> Notes);
