using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.Quality;

/// <summary>What a later value says of one that waits.</summary>
public enum Sign
{
    /// <summary>Nothing: it goes on waiting.</summary>
    Neither,

    /// <summary>It was right.</summary>
    Confirms,

    /// <summary>It was wrong.</summary>
    Refutes,
}

/// <summary>A check that holds a value of a period after the newest accepted one against that one, and against what comes next.</summary>
public abstract record ValueCheck
{
    /// <summary>Keyword of its doubt.</summary>
    public abstract string Reason { get; }

    /// <summary>Whether a value is too odd to be taken.</summary>
    /// <param name="accepted">The newest accepted value before it.</param>
    public abstract bool Doubts(decimal value, decimal accepted);

    /// <summary>A value that this check doubts says nothing of those that wait.</summary>
    public virtual bool SilencesValue => false;

    /// <summary>What the next value says of one that this check doubts.</summary>
    /// <param name="accepted">The newest accepted value, before either.</param>
    public abstract Sign Sign(decimal next, decimal waiting, decimal accepted);

    /// <summary>The doubt in words.</summary>
    /// <param name="unit">Of both values.</param>
    public abstract string What(decimal value, decimal accepted, Unit unit);

    /// <summary>Whether a value lies within so many percent of another; equal is within.</summary>
    protected static bool IsWithin(decimal percent, decimal value, decimal of) => ExactProduct.Compare(Math.Abs(value - of), 100, percent, Math.Abs(of)) <= 0;

    protected static string Away(decimal value, decimal accepted) => accepted == 0
        ? "away from 0"
        : $"{Printed.Value(Math.Abs((value - accepted) / accepted * 100), Unit.Percent)} {(value > accepted ? "above" : "below")} {Printed.Number(accepted)}";
}
