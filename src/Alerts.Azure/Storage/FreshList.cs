namespace Alerts.Azure.Storage;

/// <summary>A list that is looked at for every message, so that what others wrote is seen in it after a while, and not at once.</summary>
/// <param name="fresh">The longest while.</param>
/// <param name="read">Reads all of it.</param>
internal sealed class FreshList<T>(TimeProvider clock, TimeSpan fresh, Func<CancellationToken, Task<IReadOnlyList<T>>> read)
{
    private IReadOnlyList<T>? _known;
    private DateTimeOffset _asked;

    public async Task<IReadOnlyList<T>> Get(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (_known is { } known && now - _asked < fresh && now >= _asked) return known;
        var all = await read(cancel);
        (_known, _asked) = (all, now);
        return all;
    }

    /// <summary>After a change: it is read again.</summary>
    public void Forget() => _known = null;
}
