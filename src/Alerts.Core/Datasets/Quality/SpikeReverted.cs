using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.Quality;

/// <summary>A value 10 % or more from the last accepted one waits for the next: back within 2 % it was a spike, otherwise it was right (FORMATS §8).</summary>
public sealed record SpikeReverted : ValueCheck
{
    public const string Keyword = "spike-reverted";

    private const decimal Away10 = 10;
    private const decimal Back = 2;

    public override string Reason => Keyword;

    /// <remarks>From zero there is no percentage.</remarks>
    public override bool Doubts(decimal value, decimal accepted) =>
        accepted != 0 && value != accepted && ExactProduct.Compare(Math.Abs(value - accepted), 100, Away10, Math.Abs(accepted)) >= 0;

    public override Sign Sign(decimal next, decimal waiting, decimal accepted) => IsWithin(Back, next, accepted) ? Quality.Sign.Refutes : Quality.Sign.Confirms;

    public override string What(decimal value, decimal accepted, Unit unit) => $"value is {Away(value, accepted)}: a spike, if the next one is back";
}
