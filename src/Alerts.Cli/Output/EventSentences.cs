using Alerts.Core.Alerting;
using Alerts.Core.Rules;

namespace Alerts.Cli.Output;

/// <summary>An event in a line, for people.</summary>
internal static class EventSentences
{
    private const int ShortId = 12;

    public static void Line(Screen screen, AlertEvent told) => screen.Line(
        new Part($"  {told.Severity.Text(),-8}  ", Tones(told)),
        $"{told.Title} ",
        new Part($"({(told.Type.IsAboutData() ? told.Type.Text() : told.Rule)}, {Short(told.Id)})", Tone.Quiet));

    /// <summary>Enough of an id to name an event to <c>alerts explain</c>.</summary>
    public static string Short(EventId id) => id.Text.Length > ShortId ? id.Text[..ShortId] : id.Text;

    public static Tone Tones(AlertEvent told) => told.Type switch
    {
        EventType.Resolved => Tone.Good,
        EventType.Corrected or EventType.Retracted => Tone.Warning,
        _ => told.Severity >= Severity.High ? Tone.Alarm : Tone.Warning,
    };
}
