using Alerts.Core.Delivery;
using Alerts.Core.Notifications;

namespace Alerts.Core.UseCases;

/// <summary>
/// The messages that are being sent, and which others may be sent beside them: none that is about the same rule instance, so that no message overtakes another of
/// its alert; one to each receiver that is no webhook, or that has not taken anything since it failed; and of all those no more than a few.
/// </summary>
public sealed class UnderWay
{
    /// <summary>So many messages are under way at most: as many may be sent a second time by a process that is killed.</summary>
    public const int Most = 64;

    /// <summary>To one webhook that takes what it is sent.</summary>
    public const int MostToOne = 32;

    /// <summary>To receivers that get one at a time: slow ones leave room for the others.</summary>
    public const int MostWithCare = 8;

    private readonly HashSet<string> _lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Lane> _lanes = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Channel, string Address), Lane> _destinations = [];
    private int _withCare;

    public int Count => _lines.Count;

    /// <summary>Whether a message may be sent now.</summary>
    public bool Takes(NotificationId id)
    {
        if (Count >= Most || _lines.Contains(id.Line)) return false;
        var lane = _lanes.GetValueOrDefault(id.Receiver);
        return lane is null or { Places: 1 } ? lane is not { Taken: > 0 } && _withCare < MostWithCare : lane.Taken < lane.Places;
    }

    public void Begin(Notification notification)
    {
        // Several subscribers may have one address.
        var destination = (notification.Channel, notification.Address);
        if (!_destinations.TryGetValue(destination, out var lane)) _destinations[destination] = lane = new();
        if (_lanes.TryAdd(notification.Id.Receiver, lane)) lane.Receivers.Add(notification.Id.Receiver);
        _lines.Add(notification.Id.Line);
        if (lane.Places == 1) _withCare++;
        lane.Taken++;
    }

    public void End(Notification notification, DeliveryDecision decision)
    {
        var lane = _lanes[notification.Id.Receiver];
        _lines.Remove(notification.Id.Line);
        lane.Taken--;
        if (lane.Places == 1) _withCare--;
        Allow(lane, notification.Channel == Notification.Webhook ? After(lane.Places, decision.Reason) : 1);
        if (lane is not { Places: 1, Taken: 0 }) return;
        foreach (var receiver in lane.Receivers) _lanes.Remove(receiver);
        _destinations.Remove((notification.Channel, notification.Address));
    }

    /// <summary>What came of those under way is not kept: all begin anew.</summary>
    public void Clear()
    {
        _lines.Clear();
        _lanes.Clear();
        _destinations.Clear();
        _withCare = 0;
    }

    // What it takes doubles what it gets at once.
    private static int After(int places, DeliveryReason reason) => reason switch
    {
        DeliveryReason.ReceiverTookIt => Math.Min(places * 2, MostToOne),
        DeliveryReason.ReceiverRefused => places,
        _ => 1,
    };

    private void Allow(Lane lane, int places)
    {
        if (lane.Places == 1) _withCare -= lane.Taken;
        lane.Places = places;
        if (places == 1) _withCare += lane.Taken;
    }

    private sealed class Lane
    {
        public List<string> Receivers { get; } = [];

        public int Taken { get; set; }

        public int Places { get; set; } = 1;
    }
}
