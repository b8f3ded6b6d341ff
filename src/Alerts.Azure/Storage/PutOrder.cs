namespace Alerts.Azure.Storage;

/// <summary>Numbers things in the order in which they are put: ticks of the clock, each higher than the one before also where the clock stands or goes back.</summary>
internal sealed class PutOrder(TimeProvider clock)
{
    private long _last;

    public long Next()
    {
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = Math.Max(last + 1, clock.GetUtcNow().UtcTicks);
            if (Interlocked.CompareExchange(ref _last, next, last) == last) return next;
        }
    }
}
