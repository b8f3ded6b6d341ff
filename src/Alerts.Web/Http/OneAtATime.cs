namespace Alerts.Web.Http;

/// <summary>Work that is done by one call while others are turned away.</summary>
internal sealed class OneAtATime
{
    private int _taken;

    /// <returns>False: another one is at it.</returns>
    public bool TryBegin() => Interlocked.Exchange(ref _taken, 1) == 0;

    public void End() => Volatile.Write(ref _taken, 0);
}
