using Alerts.Adapters.Channels;
using Alerts.Adapters.Sources;
using Alerts.Azure.SendGrid;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;

namespace Alerts.Functions.App;

/// <summary>A configuration that is used, and its channels.</summary>
/// <param name="version">Of its files.</param>
internal sealed class InUse(Workspace workspace, string version, IChannel channel, Func<Notification, Schedule> scheduleOf, params IReadOnlyList<IDisposable> owned) : IDisposable
{
    public Workspace Workspace { get; } = workspace;

    public string Version { get; } = version;

    public IChannel Channel { get; } = channel;

    public Func<Notification, Schedule> ScheduleOf { get; } = scheduleOf;

    /// <summary>Asks publishers; null: none is asked.</summary>
    public IFileSource? Publishers { get; init; }

    /// <summary>Hears that the work goes on; null: nobody does.</summary>
    public Watchdog? Watchdog { get; init; }

    /// <summary>Its rules stand where the stores' states do.</summary>
    public bool IsCaughtUp { get; set; }

    public static InUse Open(Workspace workspace, string version, SendGridSettings sendGrid, TimeProvider clock)
    {
        var provider = workspace.Email is { SendGridKey: { } key, From: var from } ? new SendGridChannel(key, from, sendGrid, clock) : null;
        var channels = new WorkspaceChannels(workspace, clock, provider);
        var publishers = new PublisherHttp(new AddressGuard(workspace.AllowHosts), clock);
        return new(workspace, version, channels, channels.ScheduleOf, provider is null ? [channels, publishers] : [channels, publishers, provider])
        {
            Publishers = publishers,
            Watchdog = WatchdogOf(workspace, clock),
        };
    }

    public static Watchdog? WatchdogOf(Workspace workspace, TimeProvider clock) => workspace.Watchdog is { } settings ? new(settings, workspace.AllowHosts, clock) : null;

    public void Dispose()
    {
        Watchdog?.Dispose();
        foreach (var one in owned) one.Dispose();
    }
}
