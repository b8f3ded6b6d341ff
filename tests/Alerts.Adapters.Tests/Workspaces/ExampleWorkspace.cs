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
        File.Delete(Path.Combine(folder.Path, "datasets", "prices.yaml"));
        folder.Write("alerts.yaml", Block(Shapes.Workspace, 0, new() { ["email"] = Nested(Shapes.Email, 2) }));
        folder.Write("datasets/all.yaml", Block(Shapes.File, 0, new()
        {
            ["datasets"] = $"\n  -\n{Dataset("csv")}  -\n{Dataset("xlsx")}  -\n{Dataset("gacc")}",
            ["derived"] = $"\n  -\n{Block(Shapes.Derived, 4, [])}",
        }));
        folder.Write("rules/all.yaml", Block(Shapes.RuleFile, 0, new() { ["rules"] = $"\n  -\n{Block(Shapes.Rule, 4, new() { ["id"] = " \"{metal}-spike\"\n" })}  - {{ id: plain, when: \"change(smm.terbium-oxide, 6 months) > 20%\" }}\n", ["defaults"] = $"\n{Block(Shapes.RuleDefaults, 2, [])}" }));
        folder.Write("subscribers.yaml", Block(Shapes.SubscriberFile, 0, new() { ["subscribers"] = $"\n  -\n{Block(Shapes.Subscriber, 4, new() { ["webhook"] = Nested(Shapes.Webhook, 6) })}" }));
        return folder.Load().Mistakes;
    }

    private string Dataset(string format)
    {
        var isCustoms = format == "gacc";
        string[] foreign = isCustoms ? [.. OfTables, .. OfText, .. OfWorkbooks] : format == "csv" ? [.. OfCustoms, .. OfWorkbooks] : [.. OfCustoms, .. OfText];
        var series = isCustoms
            ? $"\n      cn.imports.mm:\n{Block(Shapes.CustomsSeries, 8, [])}      cn.imports.la: {{ partner: 119, hs: [\"2846\"], unit: t, title: Laos }}\n"
            : $"\n      SMM-REO-TXO:\n{Block(Shapes.Series, 8, format == "csv" ? [] : new() { ["id"] = " other.terbium\n" }, format == SpoiltFormat)}";
        var values = new Dictionary<string, string> { ["columns"] = Nested(Shapes.Columns, 6, format == SpoiltFormat), ["covers"] = Nested(Shapes.Covers, 6), ["series"] = series };
        if (format != "csv") (values["id"], values["format"], values["files"]) = ($" {format}-data\n", $" {format}\n", $" \"*{format}*\"\n");
        if (isCustoms) values["frequency"] = " monthly\n";
        return Block(Shapes.Dataset, 4, values, format == SpoiltFormat, foreign);
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
