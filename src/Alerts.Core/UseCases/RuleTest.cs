using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.UseCases;

/// <summary>One rule test: given what was published, exactly these events.</summary>
/// <param name="Given">Every vintage of each series that something was published of.</param>
/// <param name="Rules">Ids of the rules that are looked at; empty: all.</param>
/// <param name="Expected">In order of publication, rule, instance, period.</param>
public sealed record RuleTest(string Name, int Line, IReadOnlyList<RecentValues> Given, IReadOnlyList<string> Rules, IReadOnlyList<ExpectedEvent> Expected);

/// <summary>What a test says of an event; null where it says nothing.</summary>
/// <param name="Decimals">How many decimals its value was written with: the event's value is compared when it is rounded to as many, half away from zero.</param>
/// <param name="Published">A day, in the workspace's time zone.</param>
public sealed record ExpectedEvent(EventType Type, string? Rule, string? Series, Period? Period, DateOnly? Published, decimal? Value, int Decimals, int? Level, bool? IsRevised, int Line)
{
    /// <param name="day">The day on which the event was published, in the workspace's time zone.</param>
    public bool Describes(AlertEvent told, DateOnly day) =>
        told.Type == Type
        && (Rule is null || told.Rule == Rule)
        && (Series is null || string.Join(", ", told.Series) == Series)
        && (Period is null || told.Period == Period)
        && (Published is null || Published == day)
        && (Value is null || (told.Value is { } value && Math.Round(value, Decimals, MidpointRounding.AwayFromZero) == Value))
        && (Level is null || told.Level == Level)
        && (IsRevised is null || told.Revised == IsRevised);

    /// <summary>As the test wrote it: <c>firing terbium-spike 2025-03-24 21.9</c>.</summary>
    public override string ToString() => string.Join(' ', new[]
    {
        Type.ToString().ToLowerInvariant(), Rule, Series is null ? null : $"({Series})", Period?.ToString(), Value is { } value ? Threshold.Plain(value) : null,
        Level is { } level ? $"level {level}" : null, IsRevised switch { true => "revised", false => "not revised", _ => null }, Published is { } day ? $"on {day:yyyy-MM-dd}" : null,
    }.Where(word => word is not null));
}

/// <summary>A line of what a test came to: an event that was expected and came, one that did not come, or one that nobody expected.</summary>
/// <param name="Expected">Null for an event that nobody expected.</param>
/// <param name="Told">Null for one that did not come.</param>
public sealed record TestedEvent(ExpectedEvent? Expected, AlertEvent? Told);

/// <summary>What a test came to.</summary>
/// <param name="Events">In order; where one came instead of another, the missing one first.</param>
public sealed record RuleTestOutcome(RuleTest Test, IReadOnlyList<TestedEvent> Events)
{
    public bool HasPassed => Events.All(tested => tested is { Expected: not null, Told: not null });
}

/// <summary>Runs rule tests: the same fold as live and in backtests.</summary>
public sealed class RuleTesting
{
    private readonly Workspace _workspace;
    private readonly List<RuleInstance> _instances = [];
    private readonly Dictionary<string, List<int>> _bySource = new(StringComparer.Ordinal);

    /// <param name="workspace">Its series and rules; nothing else of it is looked at.</param>
    public RuleTesting(Workspace workspace)
    {
        _workspace = workspace;
        foreach (var placed in PlacedInstance.Of(workspace))
        {
            foreach (var source in placed.Sources)
            {
                if (!_bySource.TryGetValue(source, out var orders)) _bySource[source] = orders = [];
                orders.Add(_instances.Count);
            }
            _instances.Add(placed.Instance);
        }
    }

    public RuleTestOutcome Run(RuleTest test)
    {
        var book = new SeriesBook(_workspace.Series, test.Given, [], ReplayOrder.AsPublished);
        var touched = new bool[_instances.Count];
        foreach (var series in test.Given)
            if (_bySource.TryGetValue(series.Series, out var orders)) foreach (var order in orders) touched[order] = true;
        var (replayed, steady) = (new List<Replayed>(), new Dictionary<string, SteadySeries?>(StringComparer.Ordinal));
        for (var order = 0; order < touched.Length; order++)
            if (touched[order] && (test.Rules.Count == 0 || test.Rules.Contains(_instances[order].Rule.Id))) replayed.Add(Backtest.Replay(_instances[order], book, Steady(_instances[order])));
        return new(test, Compared(test.Expected, Backtest.InOrder(replayed)));

        SteadySeries? Steady(RuleInstance instance)
        {
            if (instance.Rule.TellsUnconfirmed || instance.Series is not [var only]) return null;
            return steady.TryGetValue(only.Id, out var known) ? known : steady[only.Id] = SteadySeries.Of(only, book.Values(only.Id));
        }
    }

    // The longest common sequence: what came as expected is never shown as missing because of something before it.
    private List<TestedEvent> Compared(IReadOnlyList<ExpectedEvent> expected, IReadOnlyList<AlertEvent> told)
    {
        var days = new DateOnly[told.Count];
        for (var at = 0; at < days.Length; at++) days[at] = DateOnly.FromDateTime(_workspace.Local(told[at].Published).DateTime);
        var longest = new int[expected.Count + 1, told.Count + 1];
        for (var i = expected.Count - 1; i >= 0; i--)
            for (var j = told.Count - 1; j >= 0; j--)
                longest[i, j] = expected[i].Describes(told[j], days[j]) ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
        var lines = new List<TestedEvent>();
        for (int i = 0, j = 0; i < expected.Count || j < told.Count;)
        {
            if (i < expected.Count && j < told.Count && longest[i, j] == longest[i + 1, j + 1] + 1 && expected[i].Describes(told[j], days[j])) lines.Add(new(expected[i++], told[j++]));
            else if (j == told.Count || (i < expected.Count && longest[i + 1, j] >= longest[i, j + 1])) lines.Add(new(expected[i++], null));
            else lines.Add(new(null, told[j++]));
        }
        return lines;
    }
}
