using Alerts.Core.Alerting;
using Alerts.Core.Rules;

namespace Alerts.Cli.Output;

/// <summary>An event in a line, for people.</summary>
internal static class EventSentences
{
    public static void Line(Screen screen, AlertEvent told) => screen.Line(
        new Part($"  {told.Type.ToString().ToLowerInvariant(),-9} ", Tones(told)),
        $"{told.Title} ",
        new Part($"({told.Rule}, {told.Severity.Text()}, {told.Id})", Tone.Quiet));

    public static Tone Tones(AlertEvent told) => told.Type switch
    {
        EventType.Resolved => Tone.Good,
        EventType.Corrected or EventType.Retracted => Tone.Warning,
        _ => told.Severity >= Severity.High ? Tone.Alarm : Tone.Warning,
    };
}
