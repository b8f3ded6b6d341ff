namespace Alerts.Core.Observations;

/// <summary>One quantity of one thing from one publisher, in one unit and frequency.</summary>
/// <param name="Basis">The terms of a price (place, tax, Incoterm), printed with every price; null where none is told.</param>
/// <param name="Sum">For a derived series, the ids of the series that it is made of; empty otherwise.</param>
public sealed record SeriesDefinition(
    string Id,
    string Title,
    Unit Unit,
    Frequency Frequency,
    string? Basis,
    IReadOnlyDictionary<string, string> Labels,
    string Dataset,
    string Publisher,
    IReadOnlyList<string> Sum)
{
    public bool IsDerived => Sum.Count > 0;

    /// <summary>It is its first part in another currency, and the second one the exchange rate; otherwise a derived series adds its parts up.</summary>
    public bool IsConverted { get; init; }
}
