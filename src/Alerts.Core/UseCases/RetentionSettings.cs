namespace Alerts.Core.UseCases;

/// <summary>For how long what is past is kept (<c>retention</c> in <c>alerts.yaml</c>).</summary>
/// <param name="Ledger">Finished messages, their attempts and their provider's reports; null: for ever.</param>
/// <param name="Files">The bytes of files as they came; null: for ever.</param>
public sealed record RetentionSettings(TimeSpan? Ledger, TimeSpan? Files)
{
    /// <summary>Retries, digests, provider's reports and quiet weeks look back less far.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromDays(30);

    public static RetentionSettings Forever { get; } = new(null, null);
}
