namespace Alerts.Adapters.Workspaces;

/// <summary>Every mapping of a file of rule tests.</summary>
internal static class TestShapes
{
    public static readonly Shape File = new(
        "a file of rule tests", "A file of rule tests",
        new Key("workspace", "The workspace whose series and rules are tested; a path beside the file.", "the nearest folder above with an `alerts.yaml`; without one, `series` and `rules`", Type: "path", Example: ".."),
        new Key("series", "Series of the file itself, beside the workspace's: `ID: { unit: …, frequency: … }`.", "none", Type: "keys"),
        new Key("rules", "Rules of the file itself, instead of the workspace's; as in `rules/*.yaml`.", "the workspace's", Type: "list"),
        new Key("defaults", "For the rules of the file, as in `rules/*.yaml`.", "none", Type: "keys"),
        new Key("tests", "A list of tests.", IsRequired: true, Type: "list"));

    public static readonly Shape Series = new(
        "a series", "`series` of a file of rule tests",
        new Key("unit", "The unit of its values.", IsRequired: true, Type: "unit", Example: "CNY/kg"),
        new Key("frequency", "`daily`, `business-daily` or `monthly`.", IsRequired: true, Type: "word", Example: "business-daily"),
        new Key("title", "As events print it.", "the id", Type: "text", Example: "Terbium oxide"),
        new Key("labels", "`NAME: TEXT`.", "none", Type: "keys", Example: "{ commodity: terbium }"));

    public static readonly Shape Test = new(
        "a test", "A test",
        new Key("name", "What it shows, in a sentence.", IsRequired: true, Type: "text", Example: "Terbium fires on 24 March"),
        new Key("rules", "Ids of the rules that are looked at.", "all", Type: "list", Example: "[terbium-spike]"),
        new Key("observations", "`SERIES: { PERIOD: VALUE }`: published one by one, in order of period, each on its period's last day.", "none", Type: "keys", Example: "{ smm.terbium-oxide: { 2024-09-24: 5373, 2025-03-24: 6550 } }"),
        new Key("publications", "What was published, in the order read; before or instead of `observations`.", "none", Type: "list"),
        new Key("expect", "Exactly the events that are raised, in order; `[]`: none.", IsRequired: true, Type: "list"));

    public static readonly Shape Publication = new(
        "a publication", "A publication",
        new Key("published", "A day or an instant.", "the date in the file's name", Type: "date or instant", Example: "2025-03-24"),
        new Key("values", "`SERIES: { PERIOD: VALUE }`.", "none", Type: "keys", Example: "{ smm.terbium-oxide: { 2025-03-24: 6550 } }"),
        new Key("file", "A file that the workspace's datasets read; a path beside the test's file.", "none", Type: "path", Example: "../inbox/2025-03-24-smm.csv"));

    public static readonly Shape Event = new(
        "an expected event", "An expected event",
        new Key("type", "`firing`, `updated`, `escalated`, `resolved`, `corrected` or `retracted`.", IsRequired: true, Type: "word", Example: "firing"),
        new Key("rule", "The rule's id.", "any", Type: "id", Example: "terbium-spike"),
        new Key("series", "The series of the instance, joined by a comma and a blank.", "any", Type: "id", Example: "smm.terbium-oxide"),
        new Key("period", "The period that it is about.", "any", Type: "period", Example: "2025-03-24"),
        new Key("published", "The day on which it is published.", "any", Type: "date", Example: "2025-03-24"),
        new Key("value", "In the threshold's unit, as precise as it is written: 21.9 is every value that rounds to it.", "any", Type: "number", Example: "21.9"),
        new Key("level", "Of an escalation.", "any", Type: "number", Example: "1"),
        new Key("revised", "`true` or `false`: whether revised values caused it.", "any", Type: "word", Example: "false"));

    public static readonly IReadOnlyList<Shape> All = [File, Series, Test, Publication, Event];
}
