namespace Alerts.Core.Rules;

/// <summary>Every indicator that the rule language knows.</summary>
public static class Indicators
{
    public static readonly IReadOnlyList<IndicatorKind> All =
    [
        new Level(), new Change(), new Move(), new Rise(), new Fall(), new Mom(), new Yoy(), new Ytd(), new YtdYoy(),
        new Sum(), new Average(), new Lowest(), new Highest(), new ZScore(), new Spread(), new Quotient(), new Share(), new UnitValue(), new Age(),
    ];

    private static readonly Dictionary<string, IndicatorKind> ByText = All.ToDictionary(kind => kind.Name.Text(), StringComparer.Ordinal);

    public static IndicatorKind Of(IndicatorName name) => All[(int)name] is var kind && kind.Name == name ? kind : throw new InvalidOperationException($"{name} is not where its name says");

    /// <returns>Null where no indicator has the name.</returns>
    public static IndicatorKind? Named(string text) => ByText.GetValueOrDefault(text);
}
