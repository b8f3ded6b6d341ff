using System.Text;
using Alerts.Adapters.Workspaces;

namespace Alerts.Adapters.Tests.Workspaces;

/// <summary>A workspace made of the examples of the reference page: every key that there is, with its example, or one of them with a value that is refused.</summary>
internal sealed class ExampleWorkspace(Shape? spoiltShape = null, Key? spoilt = null)
{
    private static readonly string[] OfText = ["encoding", "delimiter"];
    private static readonly string[] OfWorkbooks = ["sheet"];
    private static readonly string[] OfCustoms = ["flow", "measure", "covers", "period"];
    private static readonly string[] OfTables = ["layout", "columns", "date-format", "decimal", "header-row", "first-row", "missing"];

    /// <summary>The dataset in which a key is spoilt: csv, unless it belongs to another format.</summary>
    private string SpoiltFormat =>
        spoiltShape == Shapes.Covers || spoiltShape == Shapes.CustomsSeries || (spoiltShape == Shapes.Dataset && OfCustoms.Contains(spoilt?.Name)) ? "gacc"
        : spoiltShape == Shapes.Dataset && OfWorkbooks.Contains(spoilt?.Name) ? "xlsx"
        : "csv";

    public IReadOnlyList<Mistake> Mistakes()
    {
        using var folder = new Folder();
        folder.Environment["API_KEY"] = "example-key";
        File.Delete(Path.Combine(folder.Path, "datasets", "prices.yaml"));
        folder.Write("alerts.yaml", Block(Shapes.Workspace, 0, new() { ["email"] = Nested(Shapes.Email, 2) }));
        folder.Write("datasets/all.yaml", Block(Shapes.File, 0, new()
        {
            ["datasets"] = $"\n  -\n{Dataset("csv")}  -\n{Dataset("xlsx")}  -\n{Dataset("gacc")}{OfParts}",
            ["derived"] = $"\n  -\n{Derived()}  -\n    id: cn.imports.unit-value\n    title: Unit value\n    unit: USD/t\n    unit-value:\n{Block(Shapes.UnitValue, 6, [])}  -\n    id: smm.in-dollars\n    title: In dollars\n    convert:\n{Block(Shapes.Conversion, 6, [])}",
        }));
        folder.Write("rules/all.yaml", Block(Shapes.RuleFile, 0, new() { ["rules"] = $"\n  -\n{Block(Shapes.Rule, 4, [])}" }));
        folder.Write("subscribers.yaml", Block(Shapes.SubscriberFile, 0, new() { ["subscribers"] = $"\n  -\n{Block(Shapes.Subscriber, 4, new() { ["webhook"] = Nested(Shapes.Webhook, 6) })}" }));
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
        var isCustoms = format == "gacc";
        string[] unpolled = format == "csv" ? [] : ["source"];
        string[] foreign = isCustoms ? [.. OfTables, .. OfText, .. OfWorkbooks] : format == "csv" ? [.. OfCustoms, .. OfWorkbooks] : [.. OfCustoms, .. OfText];
        var series = isCustoms
            ? $"\n      cn.imports.mm:\n{Block(Shapes.CustomsSeries, 8, [])}      cn.imports.la: {{ partner: 119, hs: [\"2846\"], unit: t, title: Laos }}\n"
            : $"\n      SMM-REO-TXO:\n{Block(Shapes.Series, 8, format == "csv" ? [] : new() { ["id"] = " other.terbium\n" }, format == SpoiltFormat)}";
        var values = new Dictionary<string, string> { ["columns"] = Nested(Shapes.Columns, 6, format == SpoiltFormat), ["covers"] = Nested(Shapes.Covers, 6), ["source"] = Source(), ["series"] = series };
        if (format != "csv") (values["id"], values["format"], values["files"]) = ($" {format}-data\n", $" {format}\n", $" \"*{format}*\"\n");
        if (isCustoms) values["frequency"] = " monthly\n";
        return Block(Shapes.Dataset, 4, values, format == SpoiltFormat, [.. foreign, .. unpolled]);
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
