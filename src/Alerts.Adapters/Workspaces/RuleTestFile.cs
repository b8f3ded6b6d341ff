using System.Globalization;
using Alerts.Core.Alerting;
using Alerts.Core.Datasets;
using Alerts.Core.Observations;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Workspaces;

/// <summary>A file of rule tests as it was read.</summary>
/// <param name="Workspace">Whose series and rules are tested; null where the file, or the workspace, has an error.</param>
/// <param name="Tests">Each with the files that are still to be read for it.</param>
/// <param name="Mistakes">Of the file and of its workspace, in file and line order.</param>
public sealed record RuleTestFile(Workspace? Workspace, IReadOnlyList<WrittenTest> Tests, IReadOnlyList<Mistake> Mistakes);

/// <param name="Publications">In the order read.</param>
/// <param name="Observations">In order of period; published after the others, one by one, each on its period's last day.</param>
public sealed record WrittenTest(string Name, int Line, IReadOnlyList<string> Rules, IReadOnlyList<WrittenPublication> Publications, IReadOnlyList<WrittenValue> Observations, IReadOnlyList<ExpectedEvent> Expected);

/// <param name="Published">Null: as the file's name says.</param>
/// <param name="File">Full path; null where the test gives the values.</param>
public sealed record WrittenPublication(DateTimeOffset? Published, IReadOnlyList<WrittenValue> Values, string? File);

public sealed record WrittenValue(string Series, Period Period, decimal Value, int Line);

/// <summary>Reads files of rule tests, checked as a whole.</summary>
public sealed class RuleTestReader(Func<string, string?> environment)
{
    private const int EventTypes = 6;

    // In order of the types, plain and as events name them.
    private static readonly string[] Types =
    [
        "firing", "updated", "escalated", "resolved", "corrected", "retracted",
        "alert.firing", "alert.updated", "alert.escalated", "alert.resolved", "alert.corrected", "alert.retracted",
    ];

    private readonly Dictionary<string, LoadedWorkspace> _workspaces = new(StringComparer.Ordinal);

    /// <param name="file">As named on the command line.</param>
    public RuleTestFile Read(string file)
    {
        var mistakes = new Mistakes(environment);
        var full = Path.GetFullPath(file);
        var folder = Path.GetDirectoryName(full)!;
        if (YamlText.Read(Path.GetDirectoryName(file) is { Length: > 0 } below ? below : ".", Path.GetFileName(file), mistakes) is not { } mapping)
        {
            if (mistakes.All.Count == 0) mistakes.Add(new(Path.GetFileName(file), 1, 1, true, "missing-key", "'tests' is missing in a file of rule tests"));
            return new(null, [], Named(mistakes, file));
        }
        var section = Section.Open(Path.GetFileName(file), mapping, TestShapes.File, mistakes);
        var (workspace, theirs) = WorkspaceOf(section, folder);
        if (theirs.Any(mistake => mistake.IsError)) return new(null, [], theirs);
        var names = new Names(mistakes);
        var series = new Dictionary<string, SeriesDefinition>(workspace?.Series ?? new Dictionary<string, SeriesDefinition>(), StringComparer.Ordinal);
        foreach (var definition in OwnSeries(section, names, mistakes)) series[definition.Id] = definition;
        var rules = section.Child("rules") is null ? workspace?.Rules ?? [] : OwnRules(section, series, names, mistakes);
        if (workspace is null && (section.Child("series") is null || section.Child("rules") is null))
            mistakes.Error(section.File, section.Node, "no-workspace", "there is no workspace here, and the file has no 'series' and 'rules' of its own", $"a {WorkspaceLoader.MainFile} in a folder above, or workspace: PATH");
        var zone = workspace?.TimeZone ?? TimeZoneInfo.Utc;
        var tests = section.Mappings("tests").Select(test => Test(Section.Open(section.File, test, TestShapes.Test, mistakes), folder, zone, series, rules)).ToList();
        var all = Named(mistakes, file);
        if (all.Any(mistake => mistake.IsError)) return new(null, [], all);
        workspace ??= new(folder, "tests", zone, null, null, "", "", null, [], [], series, rules, []);
        return new(workspace with { Series = series, Rules = rules }, tests, all);
    }

    // The places of a file that was named by a path are told by that path.
    private static IReadOnlyList<Mistake> Named(Mistakes mistakes, string file) => [.. mistakes.All.Select(mistake => mistake with { File = file })];

    private (Workspace? Workspace, IReadOnlyList<Mistake> Mistakes) WorkspaceOf(Section section, string folder)
    {
        string? found = null;
        if (section.Text("workspace") is { } written) found = Path.GetFullPath(Path.Combine(folder, written));
        else for (var above = folder; above is not null && found is null; above = Path.GetDirectoryName(above)) if (File.Exists(Path.Combine(above, WorkspaceLoader.MainFile))) found = above;
        if (found is null) return (null, []);
        if (!_workspaces.TryGetValue(found, out var loaded)) _workspaces[found] = loaded = WorkspaceLoader.Load(found, environment);
        return (loaded.Workspace, loaded.Mistakes);
    }

    private static IEnumerable<SeriesDefinition> OwnSeries(Section section, Names names, Mistakes mistakes)
    {
        foreach (var (key, value) in section.Entries("series"))
        {
            if (key is not YamlScalarNode { Value: { } id } || value is not YamlMappingNode mapping)
            {
                section.Wrong(value, "wrong-type", "a series has keys of its own", "ID: { unit: CNY/kg, frequency: business-daily }");
                continue;
            }
            var own = Section.Open(section.File, mapping, TestShapes.Series, mistakes);
            var unit = SeriesSection.Unit(own);
            var frequency = own.Choice("frequency", 0, "daily", "business-daily", "monthly");
            var (title, labels) = (Names.Line(own, "title"), own.Labels("labels"));
            if (names.Take(section.File, key, Names.Series, id) is { } good && unit is not null) yield return new(good, title ?? good, unit, (Frequency)frequency, null, labels, "test", "test", []);
        }
    }

    private static List<Rule> OwnRules(Section section, Dictionary<string, SeriesDefinition> series, Names names, Mistakes mistakes)
    {
        var (rules, order, defaults) = (new List<Rule>(), 0, section.Mapping("defaults"));
        if (defaults is not null) Section.Open(section.File, defaults, Shapes.RuleDefaults, mistakes);
        foreach (var mapping in section.Mappings("rules"))
            rules.AddRange(RuleSection.ReadAll(Section.Open(section.File, mapping, Shapes.Rule, mistakes), defaults, () => order++, series, names));
        foreach (var converted in rules.SelectMany(rule => rule.Converted)) series.TryAdd(converted.Id, converted);
        return rules;
    }

    private static WrittenTest Test(Section section, string folder, TimeZoneInfo zone, Dictionary<string, SeriesDefinition> series, IReadOnlyList<Rule> rules)
    {
        var ids = new List<string>();
        foreach (var node in section.List("rules"))
            if (section.Text(node, "rules") is { } id && IsARule(section, node, id, rules)) ids.Add(id);
        var publications = section.Mappings("publications").Select(mapping => Publication(Section.Open(section.File, mapping, TestShapes.Publication, section.All), folder, zone, series)).OfType<WrittenPublication>().ToList();
        var expected = section.Mappings("expect").Select(mapping => Expected(Section.Open(section.File, mapping, TestShapes.Event, section.All), rules)).OfType<ExpectedEvent>().ToList();
        return new(Names.Line(section, "name") ?? "", section.Node.Start.Line, ids, publications, InOrder(Values(section, "observations", series)), expected);
    }

    // One series is nearly always written in order. Where periods are equal, they stay as they were written.
    private static List<WrittenValue> InOrder(List<WrittenValue> values)
    {
        var isInOrder = true;
        for (var at = 1; at < values.Count && isInOrder; at++) isInOrder = values[at - 1].Period.CompareTo(values[at].Period) <= 0;
        if (isInOrder) return values;
        var ordered = values.Select((value, order) => new OrderedValue(value, order)).ToList();
        ordered.Sort((a, b) => a.Value.Period.CompareTo(b.Value.Period) is var byPeriod and not 0 ? byPeriod : a.Order.CompareTo(b.Order));
        return ordered.ConvertAll(item => item.Value);
    }

    private sealed record OrderedValue(WrittenValue Value, int Order);

    private static WrittenPublication? Publication(Section section, string folder, TimeZoneInfo zone, Dictionary<string, SeriesDefinition> series)
    {
        DateTimeOffset? published = null;
        if (section.Text("published") is { } text)
        {
            published = InstantText.Read(text, zone);
            if (published is null) section.Wrong("published", "wrong-value", $"'{text}' is no date and no instant", "such as 2025-03-24 or 2025-03-24T09:00:00+08:00");
        }
        if (section.Text("file") is { } file)
        {
            var path = Path.GetFullPath(Path.Combine(folder, file));
            if (File.Exists(path)) return new(published, [], path);
            section.Wrong("file", "no-file", $"there is no file '{file}'");
            return null;
        }
        if (section.Child("published") is null) section.Wrong(section.Node, "missing-key", "'published' is missing in a publication of values", "a day or an instant");
        var values = Values(section, "values", series);
        return published is null ? null : new(published, values, null);
    }

    private static List<WrittenValue> Values(Section section, string key, Dictionary<string, SeriesDefinition> series)
    {
        var all = new List<WrittenValue>();
        foreach (var (name, below) in section.Entries(key))
        {
            var id = (name as YamlScalarNode)?.Value ?? "";
            if (!series.TryGetValue(id, out var definition)) section.Wrong(name, "unknown-series", $"unknown series '{id}'", null, Nearest.Name(id, series.Keys.Order(StringComparer.Ordinal)));
            else if (definition.IsDerived) section.Wrong(name, "derived-series", $"{id} is worked out of others", string.Join(", ", definition.Parts));
            else if (below is not YamlMappingNode values) section.Wrong(below, "wrong-type", $"'{id}' is of the wrong shape", "{ PERIOD: VALUE }");
            else Add(section, definition, values, all);
        }
        return all;
    }

    private static void Add(Section section, SeriesDefinition definition, YamlMappingNode values, List<WrittenValue> all)
    {
        all.EnsureCapacity(all.Count + values.Children.Length);
        foreach (var (period, value) in values.Children)
            if (Value(section, definition, period, value) is { } read) all.Add(read);
    }

    private static WrittenValue? Value(Section section, SeriesDefinition definition, YamlNode at, YamlNode node)
    {
        var text = (at as YamlScalarNode)?.Value ?? "";
        if (!Period.TryParse(text, out var period) || (period.Kind == PeriodKind.Day) == (definition.Frequency == Frequency.Monthly))
            section.Wrong(at, "wrong-period", $"'{text}' is no period of {definition.Id}", definition.Frequency == Frequency.Monthly ? "such as 2025-03, or 2025-01..2025-02" : "such as 2025-03-24");
        else if (node is not YamlScalarNode scalar || section.Text(scalar, text) is not { } number || !decimal.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            section.Wrong(node, "wrong-value", $"the value of {text} is no number", $"a number in {definition.Unit}, such as 6550");
        else return new(definition.Id, period, value, at.Start.Line);
        return null;
    }

    private static ExpectedEvent? Expected(Section section, IReadOnlyList<Rule> rules)
    {
        var type = section.Choice("type", -1, Types);
        var rule = section.Text("rule");
        if (rule is not null && section.Child("rule") is { } at) IsARule(section, at, rule, rules);
        Period? period = null;
        if (section.Text("period") is { } text)
        {
            if (Period.TryParse(text, out var read)) period = read;
            else section.Wrong("period", "wrong-period", $"'{text}' is no period", "such as 2025-03-24, 2025-03 or 2025-01..2025-02");
        }
        DateOnly? published = null;
        if (section.Text("published") is { } day)
        {
            if (DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)) published = read;
            else section.Wrong("published", "wrong-value", $"'{day}' is no day", "such as 2025-03-24");
        }
        var value = Number(section, "value", out var decimals);
        var level = Number(section, "level", out _);
        bool? revised = section.Choice("revised", -1, "true", "false") switch { 0 => true, 1 => false, _ => null };
        return type < 0 ? null : new((EventType)(type % EventTypes), rule, section.Text("series"), period, published, value, decimals, (int?)level, revised, section.Node.Start.Line);
    }

    private static decimal? Number(Section section, string key, out int decimals)
    {
        decimals = 0;
        if (section.Text(key) is not { } text) return null;
        if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && (key != "level" || (value == Math.Floor(value) && Math.Abs(value) < int.MaxValue)))
        {
            if (text.IndexOf('.', StringComparison.Ordinal) is var point and >= 0) decimals = text.Length - point - 1;
            return value;
        }
        section.Wrong(key, "wrong-value", $"'{text}' is no number", key == "level" ? "a whole number" : "a number without a unit, such as 21.9");
        return null;
    }

    private static bool IsARule(Section section, YamlNode at, string id, IReadOnlyList<Rule> rules)
    {
        if (rules.Any(rule => rule.Id == id)) return true;
        section.Wrong(at, "unknown-rule", $"there is no enabled rule '{id}'", null, Nearest.Name(id, rules.Select(rule => rule.Id)));
        return false;
    }
}
