using System.Globalization;
using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.Quality;

/// <summary>A value further than so many percent from the last accepted one waits: the next confirms it within the same distance, or refutes it by being back (SEMANTICS §1.4).</summary>
public sealed record MaxStep(decimal Percent) : ValueCheck
{
    public const string Keyword = "max-step";

    public override string Reason => Keyword;

    public override bool Doubts(decimal value, decimal accepted) => !IsWithin(Percent, value, accepted);

    public override Sign Sign(decimal next, decimal waiting, decimal accepted) =>
        IsWithin(Percent, next, waiting) ? Quality.Sign.Confirms
        : IsWithin(Percent, next, accepted) ? Quality.Sign.Refutes
        : Quality.Sign.Neither;

    public override string What(decimal value, decimal accepted, Unit unit) => $"value is {Away(value, accepted)}, and max-step is {Percent.ToString(CultureInfo.InvariantCulture)} %";
}
