using Alerts.Core.Delivery;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads <c>watchdog</c> of <c>alerts.yaml</c>.</summary>
internal static class WatchdogSection
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(5);

    public static WatchdogSettings? Read(Section workspace)
    {
        if (workspace.Mapping("watchdog") is not { } mapping) return null;
        var watchdog = Section.Open(workspace.File, mapping, Shapes.Watchdog, workspace.All);
        var every = Every(watchdog);
        if (watchdog.Text("url") is not { } url) return null;
        var guard = new AddressGuard([.. workspace.List("allow-hosts").Select(node => node.Value ?? "")]);
        if (guard.Refusal(url) is not { } refusal) return new(url, every);
        watchdog.Wrong("url", "refused-address", $"the address of 'watchdog' is refused{(watchdog.IsFilled("url") ? "" : $": {refusal}")}", "an https address, or a host that allow-hosts opens");
        return null;
    }

    private static TimeSpan Every(Section watchdog)
    {
        if (watchdog.Text("every") is not { } text) return Usual;
        if (DurationText.Read(text) is { } every) return every;
        watchdog.Wrong("every", "wrong-value", $"'{text}' is no length of time", DurationText.Expected);
        return Usual;
    }
}
