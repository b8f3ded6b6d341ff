namespace Alerts.Core.Observations;

/// <summary>What was known of a series for one period at some instant.</summary>
/// <param name="Vintage">When it was first known.</param>
public readonly record struct KnownValue(Period Period, decimal Value, Unit Unit, DateTimeOffset Vintage)
{
    public static KnownValue Of(Observation observation) => new(observation.Period, observation.Value, observation.Unit, observation.Vintage);
}
