using System.Globalization;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Workspaces;

/// <summary>How a derived series is made: one of <c>sum</c>, <c>unit-value</c> and <c>convert</c>.</summary>
internal abstract class DerivationSection(string key, IReadOnlyList<NamedPart> parts)
{
    private static readonly string[] Keys = ["sum", "unit-value", "convert"];

    public string Key { get; } = key;

    public IReadOnlyList<NamedPart> Parts { get; } = parts;

    /// <summary>How many parts it has at least; where one has no name, that is told already.</summary>
    public virtual int Least => 1;

    /// <summary>That it names itself; null: the series has a key for it.</summary>
    public virtual Unit? Unit => null;

    /// <returns>Null where there is none, or more than one, which is reported.</returns>
    public static DerivationSection? Read(Section section)
    {
        var written = Keys.Where(key => section.Child(key) is not null).ToList();
        if (written.Count == 0) section.Wrong("sum", "missing-key", "'sum' is missing in a derived series, and so are 'unit-value' and 'convert'", "one of them");
        foreach (var further in written.Skip(1)) section.Wrong(further, "wrong-key", $"'{further}' and '{written[0]}' do not go together: a derived series is made in one way");
        return written.FirstOrDefault() switch
        {
            "sum" => new SumSection(section),
            "unit-value" => section.Mapping("unit-value") is { } mapping ? new UnitValueSection(Section.Open(section.File, mapping, Shapes.UnitValue, section.All)) : null,
            "convert" => section.Mapping("convert") is { } mapping ? ConversionSection.Of(section, Section.Open(section.File, mapping, Shapes.Conversion, section.All)) : null,
            _ => null,
        };
    }

    /// <param name="before">The parts before it; null for one that is wrong.</param>
    /// <param name="unit">Of the derived series; null where it is wrong.</param>
    public abstract PartFault? Fault(IReadOnlyList<SeriesDefinition?> before, SeriesDefinition part, Unit? unit);

    public abstract Derivation Made(IReadOnlyList<SeriesDefinition> parts);

    protected static IReadOnlyList<NamedPart> Named(Section section, params string[] keys) =>
        [.. keys.Select(key => (Key: key, Text: section.Text(key))).Where(part => part.Text is not null).Select(part => new NamedPart(section, section.Child(part.Key)!, part.Text!))];
}

internal sealed class SumSection(Section section)
    : DerivationSection("sum", [.. section.FilledList("sum").Select(node => (node, Id: section.Text(node, "sum"))).Where(part => part.Id is not null).Select(part => new NamedPart(section, part.node, part.Id!))])
{
    public override PartFault? Fault(IReadOnlyList<SeriesDefinition?> before, SeriesDefinition part, Unit? unit) =>
        before.Any(other => other?.Id == part.Id) ? new("duplicate-part", $"{part.Id} would count twice")
        : unit is not null && !(part.Unit.AddsUp && part.Unit.ConvertsTo(unit)) ? new("wrong-unit", $"{part.Id} in {part.Unit} does not add up to {unit}", $"series of amounts that convert to {unit}")
        : before.FirstOrDefault(other => other is not null) is { } first && part.Frequency != first.Frequency ? new("wrong-frequency", $"{part.Id} and {first.Id} are not of the same frequency")
        : null;

    public override Derivation Made(IReadOnlyList<SeriesDefinition> parts) => Derivation.Sum.Instance;
}

internal sealed class UnitValueSection(Section section) : DerivationSection("unit-value", Named(section, "value", "quantity"))
{
    public override PartFault? Fault(IReadOnlyList<SeriesDefinition?> before, SeriesDefinition part, Unit? unit)
    {
        if (before.Count == 0)
        {
            if (part.Unit is not { Dimension: Dimension.Money, IsPrice: false }) return new("wrong-unit", $"{part.Id} in {part.Unit} is no value", "a series of money, such as USD");
            return unit is not null && !(unit is { Dimension: Dimension.Money, IsPrice: true, IsRate: false } && unit.Money == part.Unit) ? new("wrong-unit", $"{part.Id} in {part.Unit} gives no {unit}", $"a unit such as {part.Unit}/t") : null;
        }
        if (!part.Unit.CanDivide) return new("wrong-unit", $"{part.Id} in {part.Unit} is no quantity", "a series of mass, volume, energy or content, such as t");
        if (before[0] is not { } value) return null;
        if (unit is not null && value.Unit.Per(part.Unit)?.ConvertsTo(unit) != true) return new("wrong-unit", $"{value.Unit} over {part.Unit} is not told in {unit}", $"a unit that {value.Unit.Per(part.Unit)} converts to");
        return part.Frequency != value.Frequency ? new("wrong-frequency", $"{part.Id} and {value.Id} are not of the same frequency") : null;
    }

    public override int Least => 2;

    public override Derivation Made(IReadOnlyList<SeriesDefinition> parts) => Derivation.UnitValue.Instance;
}

internal sealed class ConversionSection : DerivationSection
{
    private const int UsualWithin = 7;
    private const int MostWithin = 31;

    private readonly int _within;

    private ConversionSection(Section section, Unit? unit, int within)
        : base("convert", Named(section, "series", "via")) => (Unit, _within) = (unit, within);

    public override Unit? Unit { get; }

    public override int Least => 2;

    public static ConversionSection Of(Section derived, Section section)
    {
        var unit = section.Child("to") is null ? null : SeriesSection.Unit(section, "to");
        if (derived.Child("unit") is not null && SeriesSection.Unit(derived) is { } also && unit is not null && also != unit) derived.Wrong("unit", "wrong-unit", $"'unit' says {also}, and 'to' says {unit}");
        return new(section, unit, Within(section));
    }

    public override PartFault? Fault(IReadOnlyList<SeriesDefinition?> before, SeriesDefinition part, Unit? unit)
    {
        if (before.Count == 0)
        {
            if (part.Unit is not { Dimension: Dimension.Money, IsRate: false }) return new("wrong-unit", $"{part.Id} in {part.Unit} is neither money nor a price", "a series in a currency, or in a currency over an amount");
            if (unit is null) return null;
            if (unit is not { Dimension: Dimension.Money, IsRate: false } || !part.Unit.In(unit.Money).ConvertsTo(unit)) return new("wrong-unit", $"{part.Id} in {part.Unit} is not told in {unit}", $"another currency for {part.Unit}, such as {part.Unit.In(Other(part.Unit))}");
            return unit.Money == part.Unit.Money ? new("wrong-unit", $"{part.Id} is in {unit.Money} already") : null;
        }
        if (before[0] is not { } amount) return null;
        if (unit is not null && Multiplies(amount.Unit, unit, part.Unit) is null) return new("wrong-unit", $"{part.Id} in {part.Unit} is no rate between {amount.Unit.Money} and {unit.Money}", $"a series in {amount.Unit.Money}/{unit.Money} or {unit.Money}/{amount.Unit.Money}");
        return part.Frequency == Frequency.Monthly && amount.Frequency != Frequency.Monthly ? new("wrong-frequency", $"{part.Id} is monthly, and {amount.Id} is not: a month's rate is not known on its days", "a daily series of rates") : null;
    }

    public override Derivation Made(IReadOnlyList<SeriesDefinition> parts) =>
        new Derivation.Conversion(Multiplies(parts[0].Unit, Unit!, parts[1].Unit)!.Value, parts[1].Frequency == Frequency.Monthly ? 0 : _within);

    // CNY/USD says how many yuan a dollar is; a currency alone says how many of it one of the other is.
    private static bool? Multiplies(Unit from, Unit to, Unit rate)
    {
        if (rate is not { Dimension: Dimension.Money } || (rate.IsPrice && !rate.IsRate)) return null;
        if (rate.Money == to.Money && (rate.OneOf is null || rate.OneOf == from.Money)) return true;
        return rate.Money == from.Money && (rate.OneOf is null || rate.OneOf == to.Money) ? false : null;
    }

    private static Unit Other(Unit unit) => Unit.Parse(unit.Money.Text == "USD" ? "CNY" : "USD");

    private static int Within(Section section)
    {
        if (section.Text("within") is not { } text) return UsualWithin;
        if (text.Split(' ') is [var number, "day" or "days"] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= MostWithin) return days;
        section.Wrong("within", "wrong-value", $"'{text}' is no number of days", $"1 day to {MostWithin} days");
        return UsualWithin;
    }
}
