using Alerts.Core.Datasets;
using Alerts.Core.Datasets.Recognition;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Workspaces;

/// <summary>A dataset, and a first rule over it, written for a file that was recognised.</summary>
/// <param name="Dataset">What the YAML says; units that are still to be filled in are taken as plain numbers.</param>
/// <param name="Files">Paths relative to the workspace, with forward slashes, and their texts.</param>
/// <param name="Remarks">In order of line.</param>
/// <param name="LeftOut">What of the file is not read, and why.</param>
/// <param name="Rule">Id of the first rule.</param>
public sealed record WorkspaceDraft(Dataset Dataset, IReadOnlyList<(string Path, string Text)> Files, IReadOnlyList<Remark> Remarks, IReadOnlyList<string> LeftOut, string Rule)
{
    /// <summary>What messages say of a value whose unit nobody has told yet.</summary>
    public static Unit StandIn => Unit.One;

    /// <param name="file">The file's name.</param>
    /// <param name="unit">For series whose unit the file does not tell; null: it stays open.</param>
    public static WorkspaceDraft Of(string file, Recognised found, Unit? unit) => found switch
    {
        RecognisedTable table => TableText.Write(file, table, unit),
        RecognisedCustoms customs => CustomsText.Write(file, customs),
        RecognisedFormat format => FormatText.Write(file, format, unit),
        _ => throw new ArgumentException("nothing was recognised", nameof(found)),
    };

    /// <param name="series">The one to watch.</param>
    internal static WorkspaceDraft With(Dataset dataset, RemarkedText text, IReadOnlyList<string> leftOut, SeriesDefinition series)
    {
        var rule = $"{dataset.Id}-jump";
        return new(dataset, [(text.File, text.ToString()), ($"rules/{dataset.Id}.yaml", RuleText(rule, series))], text.Remarks, leftOut, rule);
    }

    private static string RuleText(string id, SeriesDefinition series)
    {
        var (when, span) = series.Frequency == Frequency.Monthly ? ($"yoy({series.Id})", "a year") : ($"change({series.Id}, 6 months)", "6 months");
        return $"""
            # What to watch. `alerts backtest` shows what a rule would have said. The language: docs/reference/rules.md
            rules:
              - id: {id}
                title: {RemarkedText.Quoted($"{series.Title} up more than 20 % in {span}")}
                when: {when} > 20%
                clear: 15%                    # over at 15 %, so that a price that wobbles is told of once
                severity: high

            """;
    }
}
