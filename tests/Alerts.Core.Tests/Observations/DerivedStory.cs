using System.Globalization;
using Alerts.Contracts;
using Alerts.Core.Observations;

namespace Alerts.Core.Tests.Observations;

/// <summary>A derived series of two parts, told publication by publication.</summary>
internal sealed class DerivedStory(Derivation derivation, string unit, Frequency frequency, params (string Id, string Unit)[] parts)
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    private readonly List<Observation> _published = [];
    private int _sequence;

    private SeriesDefinition Definition { get; } = new("derived", "Derived", Unit.Parse(unit), frequency, null, None, "derived", "Nobody", [.. parts.Select(part => part.Id)]) { Derivation = derivation };

    /// <param name="values">Lines such as <c>price 2025-03-24 6550</c>.</param>
    public DerivedStory Published(string day, params string[] values)
    {
        var publication = new Publication(++_sequence, Some.Midnight(day), "d", "f.csv", Some.Sha(_sequence));
        foreach (var value in values.Select(text => text.Split(' ')))
            _published.Add(new(value[0], Period.Parse(value[1]), decimal.Parse(value[2], CultureInfo.InvariantCulture), Unit.Parse(parts.Single(part => part.Id == value[0]).Unit), publication.Published, publication, [1], []));
        return this;
    }

    /// <returns>Lines such as <c>2025-03-24 902.6 since 2025-03-25: price 2025-03-24, rate 2025-03-24</c>.</returns>
    public IEnumerable<string> Values(int digits = 28) => History().Select(value =>
        $"{value.Period} {(digits == 28 ? value.Value / 1.0000000000000000000000000000m : Math.Round(value.Value, digits)).ToString(CultureInfo.InvariantCulture)} since {value.Vintage:yyyy-MM-dd}: {string.Join(", ", value.Parts.Select(part => $"{part.Series} {part.Period}"))}");

    public IEnumerable<string> Gaps() => DerivedGaps.Of(Definition, History(), id => [.. _published.Where(observation => observation.Series == id)]).Select(gap => $"{gap.Period}: {gap.Reason}");

    private IReadOnlyList<Observation> History() => DerivedSeries.History(Definition, _published, ReplayOrder.AsRead);
}
