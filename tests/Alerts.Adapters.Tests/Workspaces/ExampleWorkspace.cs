using System.Text;
using Alerts.Adapters.Formats;
using Alerts.Adapters.Workspaces;

namespace Alerts.Adapters.Tests.Workspaces;

/// <summary>A workspace made of the examples of the reference page: every key that there is, with its example, or one of them with a value that is refused.</summary>
internal sealed class ExampleWorkspace(Shape? spoiltShape = null, Key? spoilt = null)
{
    private static readonly string[] Formats = ["csv", "xlsx", "json", "gacc", "comtrade", "us-census", "smm"];
    private static readonly string[] OfFormats = [.. FileReader.Described.SelectMany(format => format.Keys.Own).Distinct()];

    private static readonly string[] OfMonths = ["day", "working-day", "of", "jan-feb", "dates"];
    private static readonly string[] OfDays = ["after"];

    /// <summary>The dataset in which a key is spoilt: csv, unless it belongs to another format.</summary>
    private string SpoiltFormat =>
        spoiltShape == Shapes.Covers || spoiltShape == Shapes.CustomsSeries ? "gacc"
        : spoiltShape == Shapes.Dataset && OfFormats.Contains(spoilt?.Name) ? Formats.First(format => Own(format).Contains(spoilt!.Name))
        : spoiltShape == Shapes.Released && OfMonths.Contains(spoilt?.Name) ? "gacc"
        : spoiltShape == Shapes.Checks && spoilt?.Name == "label-changed" ? "smm"
        : spoiltShape == Shapes.Checks && spoilt?.Name == "classification-changed" ? "comtrade"
        : "csv";

    private static IReadOnlyList<string> Own(string format) => FileReader.Described.Single(one => one.Facts.Name == format).Keys.Own;

    public IReadOnlyList<Mistake> Mistakes()
    {
        using var folder = new Folder();
        folder.Environment["API_KEY"] = "example-key";
        folder.Environment["ALERTS_LINKS_SECRET"] = "0123456789abcdef0123456789abcdef";
        File.Delete(Path.Combine(folder.Path, "datasets", "prices.yaml"));
        folder.Write("alerts.yaml", Block(Shapes.Workspace, 0, new() { ["email"] = Nested(Shapes.Email, 2), ["api"] = Nested(Shapes.Api, 2), ["watchdog"] = Nested(Shapes.Watchdog, 2), ["links"] = Nested(Shapes.Links, 2), ["retention"] = Nested(Shapes.Retention, 2), ["inhibit"] = $"\n  -\n{Block(Shapes.Inhibition, 4, [])}", ["mute-times"] = $"\n  -\n{Block(Shapes.MuteTime, 4, [])}" }));
        folder.Write("datasets/all.yaml", Block(Shapes.File, 0, new()
        {
            ["datasets"] = $"\n{string.Concat(Formats.Select(format => $"  -\n{Dataset(format)}"))}{OfParts}",
            ["derived"] = $"\n  -\n{Derived()}  -\n    id: cn.imports.unit-value\n    title: Unit value\n    unit: USD/t\n    unit-value:\n{Block(Shapes.UnitValue, 6, [])}  -\n    id: smm.in-dollars\n    title: In dollars\n    convert:\n{Block(Shapes.Conversion, 6, [])}",
        }));
        folder.Write("rules/all.yaml", Block(Shapes.RuleFile, 0, new() { ["rules"] = $"\n  -\n{Block(Shapes.Rule, 4, new() { ["id"] = " \"{metal}-spike\"\n" })}  - {{ id: plain, when: \"change(smm.terbium-oxide, 6 months) > 20%\" }}\n", ["defaults"] = $"\n{Block(Shapes.RuleDefaults, 2, [])}" }));
        folder.Write("subscribers.yaml", Block(Shapes.SubscriberFile, 0, new() { ["subscribers"] = $"\n  -\n{Block(Shapes.Subscriber, 4, new() { ["webhook"] = Nested(Shapes.Webhook, 6), ["quiet-hours"] = Nested(Shapes.QuietHours, 6) })}" }));
        return folder.Load().Mistakes;
    }

    // What derived series are made of besides the examples.
    private const string OfParts = """
          - { id: values, publisher: Customs, format: gacc, files: "*values*", flow: import, measure: value, series: { cn.imports.value: { partner: 106, hs: ["2846"], unit: USD, title: Value } } }
          - { id: rates, publisher: Bank, format: csv, files: "*rates*", layout: wide, columns: { period: Date }, frequency: business-daily, series: { USD: { id: fx.usd-cny, title: Rate, unit: CNY/USD } } }

        """;

    private string Derived()
    {
        string[] ways = ["sum", "unit-value", "convert"];
        var way = spoiltShape == Shapes.Derived && ways.Contains(spoilt?.Name) ? spoilt!.Name : "sum";
        return Block(Shapes.Derived, 4, [], true, [.. ways.Where(other => other != way)]);
    }

    // A key of which one other is enough is there where it is spoilt.
    private string Source() => $"\n{Block(Shapes.Source, 6, new() { ["key"] = $"\n{Block(Shapes.SourceKey, 8, [], true, Others("header"))}", ["pages"] = $"\n{Block(Shapes.SourcePages, 8, [], true, Others("offset", "next"))}" })}";

    private string[] Others(params string[] keys) => [.. keys.Where(key => key != spoilt?.Name)];

    private string Dataset(string format)
    {
        var isTrade = Own(format).Contains("flow");
        var more = format == "gacc" ? $"      cn.imports.la: {{ partner: 119, hs: [\"2846\"], unit: t, title: Laos }}\n" : "";
        var id = format == "gacc" ? "cn.imports.mm" : $"{format}.imports";
        var basket = format == "gacc" ? [] : new Dictionary<string, string> { ["hs"] = " [\"2846\"]\n" };
        var series = isTrade
            ? $"\n      {id}:\n{Block(Shapes.CustomsSeries, 8, basket, format == SpoiltFormat)}{more}"
            : $"\n      SMM-REO-TXO:\n{Block(Shapes.Series, 8, format == "csv" ? [] : new() { ["id"] = $" {format}.terbium-price\n" }, format == SpoiltFormat)}";
        var values = new Dictionary<string, string> { ["columns"] = Nested(Shapes.Columns, 6, format == SpoiltFormat), ["covers"] = Nested(Shapes.Covers, 6, format == SpoiltFormat), ["source"] = Source(), ["series"] = series };
        values["checks"] = $"\n{Block(Shapes.Checks, 6, [], format == SpoiltFormat, [.. isTrade ? ["average-outside-range"] : (string[])[], .. format == "smm" ? (string[])[] : ["label-changed"], .. format == "comtrade" ? (string[])[] : ["classification-changed"]])}";
        values["released"] = $"\n{Block(Shapes.Released, 6, [], format == SpoiltFormat, isTrade ? [.. OfDays, spoilt?.Name == "working-day" ? "day" : "working-day"] : OfMonths)}";
        if (format != "csv") (values["id"], values["format"], values["files"]) = ($" {format}-data\n", $" {format}\n", $" \"*{format}*\"\n");
        if (isTrade) values["frequency"] = " monthly\n";
        return Block(Shapes.Dataset, 4, values, format == SpoiltFormat, [.. OfFormats.Except(Own(format)), .. format == "csv" ? (string[])[] : ["source"]]);
    }

    private string Nested(Shape shape, int indent, bool maySpoil = true) => $"\n{Block(shape, indent, [], maySpoil)}";

    /// <param name="values">Instead of the examples, each after the colon, with its line end.</param>
    private string Block(Shape shape, int indent, Dictionary<string, string> values, bool maySpoil = true, params string[] without)
    {
        var text = new StringBuilder();
        foreach (var key in shape.Keys.Where(key => !key.IsLater && !without.Contains(key.Name)))
        {
            var isSpoilt = maySpoil && shape == spoiltShape && key == spoilt;
            text.Append(' ', indent).Append(key.Name).Append(':').Append(isSpoilt ? $" {key.Wrong}\n" : values.GetValueOrDefault(key.Name) ?? $" {key.Example}\n");
        }
        return text.ToString();
    }
}
