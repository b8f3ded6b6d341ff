namespace Alerts.Core.Datasets.Quality;

/// <summary>The checks that a dataset names under <c>checks</c>: all are off unless named, for each can change what is told (SEMANTICS §1.4).</summary>
/// <param name="MaxStep">In percent: a value further than this from the last accepted one waits; null: off.</param>
/// <param name="UnitSlip">A value within 2 % of a power of ten times the last accepted one waits.</param>
/// <param name="SpikeReverted">A value 10 % or more from the last accepted one waits until the next tells whether it was a spike.</param>
/// <param name="AverageOutsideRange">An average outside low and high is a warning; far outside, it waits.</param>
/// <param name="StaleRun">So many quotations without a change are a warning; null: off.</param>
/// <param name="LabelChanged">New periods of a series wait where its file labels it otherwise than the file before.</param>
/// <param name="EditionChanged">New periods of a series wait where its file tells it in another edition of its classification than the file before.</param>
public sealed record QualityChecks(
    decimal? MaxStep = null,
    bool UnitSlip = false,
    bool SpikeReverted = false,
    bool AverageOutsideRange = false,
    int? StaleRun = null,
    bool LabelChanged = false,
    bool EditionChanged = false)
{
    public static readonly QualityChecks None = new();

    /// <summary>Those that hold a value against the last accepted one, in the order in which they speak.</summary>
    public IReadOnlyList<ValueCheck> OfValues { get; } =
        [.. UnitSlip ? [new UnitSlip()] : Array.Empty<ValueCheck>(), .. MaxStep is { } step ? [new MaxStep(step)] : Array.Empty<ValueCheck>(), .. SpikeReverted ? [new SpikeReverted()] : Array.Empty<ValueCheck>()];

    public bool Equals(QualityChecks? other) => other is not null
        && (MaxStep, UnitSlip, SpikeReverted, AverageOutsideRange, StaleRun, LabelChanged, EditionChanged)
        == (other.MaxStep, other.UnitSlip, other.SpikeReverted, other.AverageOutsideRange, other.StaleRun, other.LabelChanged, other.EditionChanged);

    public override int GetHashCode() => HashCode.Combine(MaxStep, UnitSlip, SpikeReverted, AverageOutsideRange, StaleRun, LabelChanged, EditionChanged);
}
