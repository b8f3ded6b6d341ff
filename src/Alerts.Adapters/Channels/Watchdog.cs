using Alerts.Core.Delivery;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Channels;

/// <summary>Tells a service outside that the work goes on. Where it hears nothing, it is that service which tells somebody.</summary>
public sealed class Watchdog(WatchdogSettings settings, IReadOnlyList<string> allowHosts, TimeProvider clock) : IDisposable
{
    private readonly GuardedHttp _http = new(new AddressGuard(allowHosts));
    private DateTimeOffset _told = DateTimeOffset.MinValue;
    private bool _isFailing;

    /// <summary>Asks its address, unless that was done within its time.</summary>
    /// <returns>Null where it heard, was not to be told yet, or has failed before; otherwise what went wrong, without the address.</returns>
    public async Task<string?> Tell(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (now - _told < settings.Every) return null;
        var result = await _http.Get(settings.Url, cancel);
        if (result.Status is >= 200 and < 300)
        {
            (_told, _isFailing) = (now, false);
            return null;
        }
        var isNew = !_isFailing;
        _isFailing = true;
        return !isNew ? null : $"the watchdog did not hear that the work goes on: {result.Trouble ?? $"it answered {result.Status}"}";
    }

    public void Dispose() => _http.Dispose();
}
