using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Rules;

namespace Alerts.Core.Tests;

/// <summary>A timeline told in a test: a rule, then publications one by one, and the events that each raises.</summary>
internal sealed class Story
{
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    private readonly Dictionary<string, SeriesDefinition> _series;
    private readonly InstanceFold _fold;
    private readonly List<Observation> _read = [];
    private DateTimeOffset _newest = DateTimeOffset.MinValue;
    private long _sequence;

    private Story(Dictionary<string, SeriesDefinition> series, RuleInstance instance, FirstLoads firstLoads)
    {
        _series = series;
        Instance = instance;
        FirstLoads = firstLoads;
        _fold = new InstanceFold(instance, null, [], firstLoads);
    }

    public RuleInstance Instance { get; }

    public FirstLoads FirstLoads { get; }

    public InstanceFold Fold => _fold;

    public List<AlertEvent> Told { get; } = [];

    /// <summary>Every observation read, in the order read.</summary>
    public IReadOnlyList<Observation> Read => _read;

    public static SeriesDefinition Daily(string id, string unit = "CNY/kg") =>
        new(id, id, Unit.Parse(unit), Frequency.BusinessDaily, null, new Dictionary<string, string>(), "prices", "Nobody", []);

    public static SeriesDefinition Monthly(string id, string unit = "t") =>
        new(id, id, Unit.Parse(unit), Frequency.Monthly, null, new Dictionary<string, string>(), "trade", "Nobody", []);

    public static Dictionary<string, SeriesDefinition> Known(params SeriesDefinition[] series) => series.ToDictionary(definition => definition.Id);

    /// <summary>A rule over <c>p</c> (daily, CNY/kg), <c>q</c> (the same) and <c>m</c> (monthly, t).</summary>
    public static Story Given(string when, string? clear = null, string? again = null, string? count = null, string? minBase = null, FirstLoads firstLoads = FirstLoads.AnnounceWhereTheyStand) =>
        Over(Known(Daily("p"), Daily("q"), Monthly("m")), when, clear, again, count, minBase, firstLoads);

    public static Story Over(Dictionary<string, SeriesDefinition> series, string when, string? clear = null, string? again = null, string? count = null, string? minBase = null, FirstLoads firstLoads = FirstLoads.AnnounceWhereTheyStand)
    {
        var (rule, mistakes) = RuleBuilder.Build(new("rule", "A rule", when, count, clear, again, minBase, Severity.High, new Dictionary<string, string>()), 0, series);
        Assert.True(rule is not null, string.Join('\n', mistakes));
        var all = rule.Converted.Concat(series.Values).ToDictionary(definition => definition.Id);
        return new Story(all, RuleInstances.Of(rule, all).Single(), firstLoads);
    }

    /// <summary>Reads a file: <c>"p 2025-03-24 6550, m 2025-02 311"</c>.</summary>
    /// <returns>What it raised: <c>firing 2025-03-24 21.905825</c>, with <c>revised</c>, <c>level 2</c> and <c>amends …</c> where they apply.</returns>
    public IReadOnlyList<string> Publish(string published, string rows) => Say(_fold.Apply(Publication(published, rows, out var news), news, _newest));

    public void PublishSilently(string published, string rows) => _fold.ApplySilently(Publication(published, rows, out var news), news);

    public IReadOnlyList<string> AnnounceStanding() => Say(_fold.AnnounceStanding());

    private Publication Publication(string published, string rows, out List<Observation> news)
    {
        _sequence++;
        var instant = new DateTimeOffset(DateTime.Parse(published, System.Globalization.CultureInfo.InvariantCulture), Shanghai);
        if (instant > _newest) _newest = instant;
        var publication = new Publication(_sequence, instant, "prices", $"{published}.csv", $"{_sequence:x64}");
        news = [.. rows.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select((row, at) =>
        {
            var words = row.Split(' ');
            return new Observation(words[0], Period.Parse(words[1]), decimal.Parse(words[2], System.Globalization.CultureInfo.InvariantCulture), _series[words[0]].Unit, instant, publication, [at + 2], []);
        })];
        _read.AddRange(news);
        // Converted series are worked out of what was read, as a workspace's book does.
        var book = new SeriesBook(_series, _read, ReplayOrder.AsRead);
        news = [.. Instance.Series.Where(series => series.IsDerived).SelectMany(series => book.History(series.Id)).Where(observation => observation.Publication == publication), .. news];
        return publication;
    }

    private List<string> Say(IReadOnlyList<AlertEvent> events)
    {
        Told.AddRange(events);
        return [.. events.Select(Text)];
    }

    public static string Text(AlertEvent told)
    {
        var words = new List<string> { told.Type.ToString().ToLowerInvariant(), told.Period.ToString(), told.Value is { } value ? Threshold.Plain(value) : "no value" };
        if (told.Revised) words.Add("revised");
        if (told.Level is { } level) words.Add($"level {level}");
        if (told.Amends.Count > 0) words.Add("amends " + string.Join(" and ", told.Amends.Select(amended => $"{amended.Type.ToString().ToLowerInvariant()} {amended.Period}")));
        return string.Join(' ', words);
    }
}
