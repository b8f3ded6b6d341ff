using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Output;

/// <summary>How new a series is, for people.</summary>
internal static class FreshnessSentences
{
    public static void Write(Screen screen, Freshness freshness, Workspace workspace)
    {
        var newest = freshness.Newest is { } known
            ? $"{known.Period}: {Printed.Value(known.Value, known.Unit)}, published {Sentences.Instant(workspace.Local(known.Vintage))}"
            : "no value yet";
        screen.Line($"{freshness.Series.Id}  {newest}", new Part(Due(freshness), freshness.State switch { ReleaseState.Missing => Tone.Alarm, ReleaseState.Late => Tone.Warning, _ => Tone.Quiet }));
    }

    private static string Due(Freshness freshness) => freshness.State switch
    {
        null => "",
        ReleaseState.NotDue => $"; {freshness.Next} is due on {freshness.Due:yyyy-MM-dd}",
        ReleaseState.Due => $"; {freshness.Next} is due today",
        ReleaseState.Late => $"; {freshness.Next} is late, it was due on {freshness.Due:yyyy-MM-dd}",
        _ => $"; {freshness.Next} is missing, it was due on {freshness.Due:yyyy-MM-dd}",
    };
}
