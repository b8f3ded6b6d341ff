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
    /// <summary>As YAML and JSON name it: <c>business-daily</c>.</summary>
    public static string Text(this Frequency frequency) => frequency switch
    {
        Frequency.Monthly => "monthly",
        Frequency.BusinessDaily => "business-daily",
        _ => "daily",
    };
}
