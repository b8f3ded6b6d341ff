using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Alerts.Core.Alerting;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Output;

/// <summary>The events of a backtest: those of the days asked for are printed, all are counted.</summary>
internal sealed class BacktestEvents : IDisposable
{
    private static readonly JsonWriterOptions Documents = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Workspace _workspace;
    private readonly DaySpan _span;
    private readonly Screen _screen;
    private readonly EventsInOrder _shown;
    private int _all;

    public BacktestEvents(Workspace workspace, DaySpan span, Screen screen)
    {
        (_workspace, _span, _screen) = (workspace, span, screen);
        _shown = new(screen.IsJson ? Document : Line);
    }

    /// <param name="order">The place of their rule instance among all.</param>
    /// <param name="events">Of one instance, in the order raised. Several may add at once.</param>
    public void Add(int order, IReadOnlyList<AlertEvent> events)
    {
        Interlocked.Add(ref _all, events.Count);
        _shown.Add(order, _span == default ? events : Within(events));
    }

    /// <summary>Prints them, in order of publication, rule, instance and period, and how many there were.</summary>
    public void Tell()
    {
        if (_screen.IsJson) _shown.Tell(_screen.Document);
        else _shown.Tell(Print);
        _screen.Line(Summary(_shown.Count, _all));
    }

    public void Dispose() => _shown.Dispose();

    private List<AlertEvent> Within(IReadOnlyList<AlertEvent> events)
    {
        var within = new List<AlertEvent>();
        foreach (var told in events)
            if (_span.Holds(DateOnly.FromDateTime(_workspace.Local(told.Published).DateTime))) within.Add(told);
        return within;
    }

    private static void Document(AlertEvent told, IBufferWriter<byte> bytes)
    {
        using var json = new Utf8JsonWriter(bytes, Documents);
        EventJson.Write(json, told);
    }

    // The tone, and the three pieces of the line, each with its end.
    private void Line(AlertEvent told, IBufferWriter<byte> bytes)
    {
        bytes.GetSpan(1)[0] = (byte)EventSentences.Tones(told);
        bytes.Advance(1);
        Piece($"{Sentences.Instant(_workspace.Local(told.Published)),-10}");
        Piece($"  {told.Severity.Text(),-8}  ");
        Piece(told.Title);
        Piece($" ({told.Rule})");

        void Piece(string text)
        {
            Encoding.UTF8.GetBytes(text, bytes);
            bytes.GetSpan(1)[0] = 0;
            bytes.Advance(1);
        }
    }

    private void Print(ReadOnlySpan<byte> line)
    {
        var tone = (Tone)line[0];
        line = line[1..];
        _screen.Line(new Part(Piece(ref line), Tone.Quiet), new Part(Piece(ref line), tone), new Part(Piece(ref line)), new Part(Piece(ref line), Tone.Quiet));
    }

    private static string Piece(ref ReadOnlySpan<byte> line)
    {
        var end = line.IndexOf((byte)0);
        var text = Encoding.UTF8.GetString(line[..end]);
        line = line[(end + 1)..];
        return text;
    }

    private static string Summary(int shown, int all) =>
        all == 0 ? "No event: the rules would have stayed quiet."
        : shown == 0 ? $"No event of {all} in these days."
        : shown == all ? $"{Sentences.Count(all, "event")}."
        : $"{Sentences.Count(shown, "event")} of {all}.";
}
