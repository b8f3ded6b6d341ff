using System.CommandLine;
using Alerts.Adapters.Formats;
using Alerts.Cli.Arguments;
using Alerts.Cli.Output;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Verbs;

/// <summary><c>alerts formats</c>: the formats that a dataset can have.</summary>
internal sealed class FormatsVerb : Verb
{
    public FormatsVerb() : base("formats", "the formats of files that a dataset can have, and its keys in each")
    {
    }

    public override string Usage => "";

    public override (string Call, string Says) Example => ("alerts formats", "which files can be read");

    public override Task<int> Run(ParseResult call, Screen screen, CancellationToken cancel)
    {
        foreach (var (facts, keys) in FileReader.Described)
        {
            screen.Document(() => Document(facts, keys));
            screen.Line(new Part(facts.Name.PadRight(15), Tone.Good), $"{facts.File}: {facts.What}{(facts.Publisher is null ? "" : $" ({facts.Publisher})")}");
            if (keys.Own.Count > 0) screen.Line($"               keys: {string.Join(", ", keys.Own)}");
            screen.Line($"               a series' key: {keys.SeriesKey}");
        }
        return Task.FromResult(ExitCode.Done);
    }

    private static string Document(FormatFacts facts, FormatKeys keys) => JsonText.Object(json =>
    {
        json.WriteString("type", "format");
        json.WriteString("name", facts.Name);
        json.WriteString("file", facts.File);
        json.WriteString("what", facts.What);
        json.Text("publisher", facts.Publisher);
        json.Texts("keys", keys.Own);
        json.WriteString("series-key", keys.SeriesKey);
    });
}
