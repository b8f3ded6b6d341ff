namespace Alerts.Core.Observations;

/// <summary>One value of a series for one period, as one publication gave it. Never changed: a revision is another vintage.</summary>
/// <param name="Vintage">When this value was first known.</param>
/// <param name="Publication">The file whose reading made it known to us.</param>
/// <param name="Rows">Line numbers in the file (FORMATS §0: header is line 1); several for a basket; empty where a customs query covered the cell and gave no row.</param>
/// <param name="Parts">For a derived series, the observations that it was added up from; empty otherwise.</param>
public sealed record Observation(
    string Series,
    Period Period,
    decimal Value,
    Unit Unit,
    DateTimeOffset Vintage,
    Publication Publication,
    IReadOnlyList<int> Rows,
    IReadOnlyList<Observation> Parts)
{
    /// <summary>Of a value that was in quarantine: the file whose rows these are; null: its publication.</summary>
    public Publication? Origin { get; init; }

    /// <summary>Whether it is to be believed. In stores and for most rules every observation is.</summary>
    public Standing Standing { get; init; }

    /// <summary>The file whose rows these are.</summary>
    public Publication Source => Origin ?? Publication;

    public Quantity Quantity => new(Value, Unit);
}

/// <summary>How far an observation is to be believed.</summary>
public enum Standing
{
    Confirmed,

    /// <summary>It waits in quarantine, and is told as such.</summary>
    Unconfirmed,

    /// <summary>It was unconfirmed, and is taken back: its period has no observation from then on.</summary>
    Withdrawn,
}
