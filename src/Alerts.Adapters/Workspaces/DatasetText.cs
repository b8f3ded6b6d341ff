using Alerts.Core.Datasets;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Workspaces;

/// <summary>What the datasets of tables and of customs exports share when they are written.</summary>
internal static class DatasetText
{
    public static void Head(RemarkedText text, string file, string id, IReadOnlyList<string> leftOut)
    {
        text.Line($"# How files such as {ReadingMessage.OneLine(file)} are read, written by alerts init --from. \"fill in\" is what no file tells,");
        text.Line("# \"unsure\" what this one leaves open: look there. Every key: docs/reference/configuration.md");
        foreach (var what in leftOut) text.Line($"# left out: {ReadingMessage.OneLine(what)}");
        text.Line("datasets:");
        text.Line($"  - id: {id}");
    }

    public static SeriesDefinition Definition(string id, string title, Unit unit, Frequency frequency, string dataset) =>
        new(id, title, unit, frequency, Basis: null, new Dictionary<string, string>(StringComparer.Ordinal), dataset, "?", []);

    public static string Word(Frequency frequency) => frequency.Text();
}
