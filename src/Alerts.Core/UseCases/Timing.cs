namespace Alerts.Core.UseCases;

/// <summary>When a piece of work began, and how long it took.</summary>
public readonly record struct Timing(DateTimeOffset Began, TimeSpan Took);

/// <summary>Times a piece of work from the moment it is made.</summary>
public sealed class Watch(TimeProvider clock)
{
    private readonly DateTimeOffset _began = clock.GetUtcNow();
    private readonly long _ticks = clock.GetTimestamp();

    public Timing Read() => new(_began, clock.GetElapsedTime(_ticks));
}
