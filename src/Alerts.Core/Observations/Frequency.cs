namespace Alerts.Core.Observations;

/// <summary>How often a series is published. <see cref="Monthly"/> series have months (single or combined) as periods, the others days.</summary>
public enum Frequency
{
    Daily,
    BusinessDaily,
    Monthly,
}
