using Alerts.Core.Observations;

namespace Alerts.Core.Notifications;

/// <summary>The last values of a series as a row of bars.</summary>
/// <param name="Heights">From 0 to 7, the lowest and the highest value of those shown.</param>
/// <param name="From">What stands before the bars: period and value.</param>
internal sealed record Sparkline(IReadOnlyList<int> Heights, string Series, string From, string To)
{
    private const string Bars = "▁▂▃▄▅▆▇█";
    private const int Widest = 40;

    public string Text => string.Concat(Heights.Select(height => Bars[height]));

    public static Sparkline? Of(MessageFacts facts)
    {
        if (facts.History.Count < 2 || facts.Event.Series.Count == 0 || !facts.Series.TryGetValue(facts.Event.Series[0], out var definition)) return null;
        var shown = Thinned(facts.History);
        var (lowest, highest) = (shown.Min(point => point.Value), shown.Max(point => point.Value));
        var heights = shown.Select(point => highest == lowest ? 0 : (int)((point.Value - lowest) / (highest - lowest) * (Bars.Length - 1)));
        return new([.. heights], definition.Title, Label(shown[0], definition), Label(shown[^1], definition));
    }

    // Every n-th value back from the newest, so that both ends are real values.
    private static List<(Period Period, decimal Value)> Thinned(IReadOnlyList<(Period Period, decimal Value)> history)
    {
        var every = ((history.Count - 1) / Widest) + 1;
        return [.. history.Where((_, at) => (history.Count - 1 - at) % every == 0)];
    }

    private static string Label((Period Period, decimal Value) point, SeriesDefinition definition) => $"{Worded.Text(point.Period)}: {Printed.Value(point.Value, definition.Unit)}";
}
