using Alerts.Core.Datasets;
using Alerts.Core.Delivery;
using Alerts.Core.Observations;
using Alerts.Core.Routing;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Workspaces;

/// <summary>What a folder came to.</summary>
/// <param name="Workspace">Null where at least one mistake is an error.</param>
/// <param name="Mistakes">In file and line order.</param>
/// <param name="Unset">Environment variables that the files name and that are not set: nothing may run without them.</param>
public sealed record LoadedWorkspace(Workspace? Workspace, IReadOnlyList<Mistake> Mistakes, IReadOnlyList<string> Unset);

/// <summary>Reads the configuration of a folder, checked as a whole: every mistake at once, each with its place.</summary>
public static class WorkspaceLoader
{
    public const string MainFile = "alerts.yaml";

    /// <param name="environment">The value of an environment variable; null when it is not set.</param>
    /// <param name="edition">What is to run it.</param>
    public static LoadedWorkspace Load(string folder, Func<string, string?> environment, Edition edition = Edition.Embedded)
    {
        folder = Path.GetFullPath(folder);
        if (!File.Exists(Path.Combine(folder, MainFile)))
            return new(null, [new(MainFile, 1, 1, true, "no-workspace", $"{folder} is no workspace: it has no {MainFile}")], []);
        var mistakes = new Mistakes(environment);
        var names = new Names(mistakes);
        var settings = Settings.Read(folder, mistakes, names, edition);
        var datasets = new List<Dataset>();
        var derived = new List<Section>();
        var files = Files(folder, "datasets", Shapes.File, mistakes);
        names.SeriesAreUnsure = mistakes.HaveErrorsBelow("datasets/");
        foreach (var section in files)
        {
            datasets.AddRange(section.Mappings("datasets").Select(mapping => Dataset(Section.Open(section.File, mapping, Shapes.Dataset, mistakes), names, settings)).OfType<Dataset>());
            derived.AddRange(section.Mappings("derived").Select(mapping => Section.Open(section.File, mapping, Shapes.Derived, mistakes)));
        }
        var series = datasets.SelectMany(dataset => dataset.Series).Select(item => item.Definition).DistinctBy(definition => definition.Id).ToDictionary(definition => definition.Id, StringComparer.Ordinal);
        DerivedSection.AddAll(derived, series, names);
        var rules = Rules(folder, series, names, mistakes);
        foreach (var converted in rules.SelectMany(rule => rule.Converted)) series.TryAdd(converted.Id, converted);
        var subscribers = Subscribers(folder, series, names, mistakes, new AddressGuard(settings?.AllowHosts ?? []));

        var all = mistakes.All;
        if (settings is null || all.Any(mistake => mistake.IsError)) return new(null, all, mistakes.Unset);
        return new(settings with { Datasets = datasets, Series = series, Rules = rules, Subscribers = subscribers }, all, mistakes.Unset);
    }

    private static Dataset? Dataset(Section section, Names names, Workspace? settings)
    {
        var source = SourceSection.Read(section, settings?.TimeZone ?? TimeZoneInfo.Utc, new AddressGuard(settings?.AllowHosts ?? []));
        return DatasetSection.Read(section, names) is { } dataset ? dataset with { Source = source } : null;
    }

    private static List<Rule> Rules(string folder, Dictionary<string, SeriesDefinition> series, Names names, Mistakes mistakes)
    {
        var rules = new List<Rule>();
        var order = 0;
        foreach (var section in Files(folder, "rules", Shapes.RuleFile, mistakes))
        {
            var defaults = section.Mapping("defaults");
            if (defaults is not null) Section.Open(section.File, defaults, Shapes.RuleDefaults, mistakes);
            foreach (var mapping in section.Mappings("rules"))
                rules.AddRange(RuleSection.ReadAll(Section.Open(section.File, mapping, Shapes.Rule, mistakes), defaults, () => order++, series, names));
        }
        return rules;
    }

    private static List<Subscriber> Subscribers(string folder, Dictionary<string, SeriesDefinition> series, Names names, Mistakes mistakes, AddressGuard guard)
    {
        var files = Files(folder, "subscribers", Shapes.SubscriberFile, mistakes);
        if (File.Exists(Path.Combine(folder, "subscribers.yaml"))) files = files.Prepend("subscribers.yaml", folder, Shapes.SubscriberFile, mistakes);
        return [.. files.SelectMany(section => section.Mappings("subscribers")
            .Select(mapping => SubscriberSection.Read(Section.Open(section.File, mapping, Shapes.Subscriber, mistakes), names, guard, series)).OfType<Subscriber>())];
    }

    /// <summary>Whether a file of a workspace's folders is configuration. Hidden ones are an editor's, or a system's.</summary>
    public static bool IsConfiguration(string file) => Path.GetExtension(file) is ".yaml" or ".yml" && !Path.GetFileName(file).StartsWith('.');

    // Each list may be spread over files; they count in order of name.
    private static List<Section> Files(string folder, string below, Shape shape, Mistakes mistakes)
    {
        var path = Path.Combine(folder, below);
        if (!Directory.Exists(path)) return [];
        return [.. Directory.EnumerateFiles(path).Where(IsConfiguration).Select(file => $"{below}/{Path.GetFileName(file)}").Order(StringComparer.Ordinal)
            .Select(file => Open(folder, file, shape, mistakes)).OfType<Section>()];
    }

    private static List<Section> Prepend(this List<Section> files, string file, string folder, Shape shape, Mistakes mistakes) =>
        Open(folder, file, shape, mistakes) is { } first ? [first, .. files] : files;

    private static Section? Open(string folder, string file, Shape shape, Mistakes mistakes) =>
        YamlText.Read(folder, file, mistakes) is { } mapping ? Section.Open(file, mapping, shape, mistakes) : null;
}
