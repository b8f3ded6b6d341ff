namespace Alerts.Core.Delivery;

/// <summary>How often and how long a channel is tried.</summary>
/// <param name="FirstWait">After the first failed attempt; doubled after each further one.</param>
/// <param name="LongestWait">No wait is longer, but for jitter.</param>
/// <param name="GiveUpAfter">Counted from the first attempt; then the notification is dead, and kept.</param>
public sealed record DeliveryLimits(TimeSpan FirstWait, TimeSpan LongestWait, TimeSpan GiveUpAfter)
{
    public static readonly DeliveryLimits Default = new(TimeSpan.FromSeconds(5), TimeSpan.FromHours(1), TimeSpan.FromHours(24));

    /// <param name="attempt">Number of the attempt that failed, from 1.</param>
    /// <param name="jitter">A draw in [0, 1): up to a fifth is added, so that receivers are not met all at once.</param>
    public TimeSpan BackOff(int attempt, double jitter)
    {
        var doubled = FirstWait * Math.Pow(2, Math.Min(attempt, 30) - 1);
        return (doubled < LongestWait ? doubled : LongestWait) * (1 + (jitter / 5));
    }
}
