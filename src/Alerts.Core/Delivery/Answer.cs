namespace Alerts.Core.Delivery;

/// <summary>What the receiver said.</summary>
/// <param name="Detail">For the ledger: a file's name, a status and the first words of a body. No secrets, no addresses.</param>
/// <param name="RetryAfter">How long the receiver asked to wait; null where it did not.</param>
/// <param name="HoldsDestination">The wait is for the destination as a whole, not for this message alone.</param>
/// <param name="IsTooLarge">A shorter form of the message may be taken.</param>
/// <param name="NeedsOwnerFrom">Number of the attempt from which somebody must be told, since it does not pass by itself; null: it may.</param>
public sealed record Answer(Outcome Outcome, string Detail, TimeSpan? RetryAfter = null, bool HoldsDestination = false, bool IsTooLarge = false, int? NeedsOwnerFrom = null);
