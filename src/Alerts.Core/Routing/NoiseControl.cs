namespace Alerts.Core.Routing;

/// <summary>What holds messages back for everybody, as the workspace says.</summary>
public sealed record NoiseControl(IReadOnlyList<Inhibition> Inhibitions, IReadOnlyList<MuteTime> MuteTimes)
{
    public static NoiseControl None { get; } = new([], []);
}

/// <summary>While an alert that <paramref name="By"/> means is open, what <paramref name="HoldsBack"/> means is held back.</summary>
/// <param name="Same">Labels that both must have, with the same value.</param>
public sealed record Inhibition(Match By, Match HoldsBack, IReadOnlyList<string> Same)
{
    /// <param name="open">The alert that is open.</param>
    public bool Applies(RouteFacts open, RouteFacts facts) =>
        HoldsBack.Matches(facts) && By.Matches(open) && !IsSameAlert(open, facts)
        && Same.All(label => open.Labels.TryGetValue(label, out var left) && facts.Labels.TryGetValue(label, out var right) && left == right);

    private static bool IsSameAlert(RouteFacts open, RouteFacts facts) => open.Rule == facts.Rule && open.Series.SequenceEqual(facts.Series);
}

/// <summary>Times at which nobody is told of certain events; what they held back is told when they end.</summary>
public sealed record MuteTime(string Id, Match Match, Recurrence When);

/// <summary>A person's pause of matching alerts, with an end.</summary>
/// <param name="By">Who.</param>
/// <param name="Why">Their comment.</param>
/// <param name="Ended">When somebody ended it before its time; null: nobody did.</param>
public sealed record Silence(string Id, Match Match, DateTimeOffset From, DateTimeOffset Until, string By, string Why, DateTimeOffset? Ended = null)
{
    public DateTimeOffset End => Ended is { } ended && ended < Until ? ended : Until;

    public bool Holds(DateTimeOffset instant) => From <= instant && instant < End;
}
