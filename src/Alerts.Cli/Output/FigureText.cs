using System.Globalization;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Output;

/// <summary>What rules would have been like to live with, for people and as documents.</summary>
internal static class FigureText
{
    /// <summary><c>1.4</c>; a dash where there is too little data.</summary>
    public static string Rate(double? aYear) => aYear is { } rate ? rate.ToString("0.0", CultureInfo.InvariantCulture) : "–";

    /// <summary><c>12</c>, <c>12.5</c>; a dash where there is none.</summary>
    public static string Days(double? days) => days is { } count ? count.ToString("#,##0.#", CultureInfo.InvariantCulture) : "–";

    public static string Document(RuleFigures rule, BacktestData data) => JsonText.Object(json =>
    {
        json.WriteString("type", "statistics");
        json.WriteString("rule", rule.Rule);
        json.WriteString("data", data == BacktestData.Final ? "final" : "as-published");
        json.WriteNumber("instances", rule.Instances);
        json.WriteNumber("days", rule.Days);
        json.WriteNumber("fired", rule.Fired);
        if (rule.FiredAYear is { } rate) json.WriteNumber("fired-a-year", Math.Round(rate, 3));
        if (rule.DaysFiring is { } firing)
        {
            json.WriteNumber("median-days-firing", firing.Median);
            json.WriteNumber("longest-days-firing", firing.Longest);
        }
        json.WriteNumber("still-firing", rule.StillFiring);
        json.WriteNumber("retracted", rule.Retracted);
        json.WriteNumber("corrected", rule.Corrected);
        if (rule.Warning is not { } warning) return;
        json.WriteNumber("moves", warning.Moves);
        json.WriteNumber("moves-warned-of", warning.Warned);
        if (warning.MedianDays is { } days) json.WriteNumber("median-days-of-warning", days);
    });

    /// <summary>One line, without the rule's id.</summary>
    public static string Line(RuleFigures rule, decimal? move)
    {
        var parts = new List<string> { rule.Fired == 0 ? "never fired" : $"fired {(rule.Fired == 1 ? "once" : $"{rule.Fired} times")}" };
        if (rule is { Fired: > 0, FiredAYear: { } rate }) parts.Add($"{Rate(rate)} a year{(rule.Instances > 1 ? " for each series" : "")}");
        if (rule.DaysFiring is { } firing) parts.Add($"for {Days(firing.Median)} days (median; {Days(firing.Longest)} at most)");
        if (rule.StillFiring > 0) parts.Add($"{rule.StillFiring} still firing");
        if (rule.Retracted > 0) parts.Add($"{rule.Retracted} taken back");
        if (rule.Corrected > 0) parts.Add($"{rule.Corrected} corrected");
        if (rule.Warning is { } warning)
            parts.Add(warning.Moves == 0 ? $"no move of {Printed.Percent(move!.Value)} %" : $"warned of {warning.Warned} of {warning.Moves} moves of {Printed.Percent(move!.Value)} %{(warning.MedianDays is { } days ? $", {Days(days)} days ahead (median)" : "")}");
        return string.Join(", ", parts);
    }
}
