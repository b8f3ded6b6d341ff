namespace Alerts.Core.Observations;

/// <summary>One quantity of one thing from one publisher, in one unit and frequency.</summary>
/// <param name="Basis">The terms of a price (place, tax, Incoterm), printed with every price; null where none is told.</param>
/// <param name="Parts">For a derived series, the ids of the series that it is worked out of, in the order that its derivation takes them; empty otherwise.</param>
public sealed record SeriesDefinition(
    string Id,
    string Title,
    Unit Unit,
    Frequency Frequency,
    string? Basis,
    IReadOnlyDictionary<string, string> Labels,
    string Dataset,
    string Publisher,
    IReadOnlyList<string> Parts)
{
    /// <summary>When its periods are due; null where nobody has said so. Of a derived series: that of its parts, where they have the same.</summary>
    public ReleaseCalendar? Released { get; init; }

    public bool IsDerived => Parts.Count > 0;

    /// <summary>How a derived series is worked out; says nothing of others.</summary>
    public Derivation Derivation { get; init; } = Derivation.Sum.Instance;
}
