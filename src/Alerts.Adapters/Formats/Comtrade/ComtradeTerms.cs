using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Comtrade;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Formats.Comtrade;

/// <summary>What datasets of UN Comtrade say, of its API and of its downloads alike.</summary>
internal static class ComtradeTerms
{
    public static readonly FormatKeys Keys = new("the id of the series itself, with partner and hs", ["flow", "measure", "covers", "reporter"])
    {
        Frequency = Frequency.Monthly,
        HasEditions = true,
        Trade = new(
            [new("net-weight", CustomsMeasure.NetWeight), new("first-quantity", CustomsMeasure.FirstQuantity), new("value", CustomsMeasure.Value)],
            text => TradeTerms.Number(text, 3), "a UN M49 code: a number of up to three digits, such as 104 for Myanmar, 0 for the world", ComtradeReading.MostDigits, "USD"),
    };
}
