namespace Alerts.Core.Observations;

/// <summary>How often a series is published. <see cref="Monthly"/> series have months (single or combined) as periods, the others days.</summary>
public enum Frequency
{
    Daily,
    BusinessDaily,
    Monthly,
}

public static class Frequencies
{
    /// <summary>As a dataset names it.</summary>
    public static string Text(this Frequency frequency) => frequency switch
    {
        Frequency.Daily => "daily",
        Frequency.BusinessDaily => "business-daily",
        Frequency.Monthly => "monthly",
        _ => throw new ArgumentOutOfRangeException(nameof(frequency)),
    };
}
