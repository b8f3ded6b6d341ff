using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Alerts.Cli.Output.InOrder;
using Alerts.Core.Alerting;
using Alerts.Core.Observations;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Output;

/// <summary>The events of a backtest: those of the days asked for are printed, all are counted.</summary>
internal sealed class BacktestEvents : IDisposable
{
    private static readonly JsonWriterOptions Documents = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Severities = [Padded(Severity.Info), Padded(Severity.Warning), Padded(Severity.High), Padded(Severity.Critical)];

    private readonly Workspace _workspace;
    private readonly DaySpan _span;
    private readonly Screen _screen;
    private readonly EventsInOrder _shown;
    private int _all;

    // Most events share the publication of the one before.
    private PublicationDay? _day;

    public BacktestEvents(Workspace workspace, DaySpan span, Screen screen)
    {
        (_workspace, _span, _screen) = (workspace, span, screen);
        _shown = new(screen.IsJson ? Document : screen.IsInColour ? Coloured : Plain);
    }

    /// <param name="order">The place of their rule instance among all.</param>
    /// <param name="events">Of one instance, in the order raised. Several may add at once.</param>
    public void Add(int order, IReadOnlyList<AlertEvent> events)
    {
        Interlocked.Add(ref _all, events.Count);
        _shown.Add(order, _span is { From: null, To: null } ? events : Within(events));
    }

    /// <summary>Prints them, in order of publication, rule, instance and period, and how many there were.</summary>
    public void Tell()
    {
        if (_screen.IsJson) _shown.Tell(_screen.Document);
        else if (_screen.IsInColour) _shown.Tell(Print);
        else _shown.Tell(_screen.Line);
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

    private static string Padded(Severity severity) => $"  {severity.Text(),-8}  ";

    private static void Document(AlertEvent told, IBufferWriter<byte> bytes)
    {
        using var json = new Utf8JsonWriter(bytes, Documents);
        EventJson.Write(json, told);
    }

    private void Plain(AlertEvent told, IBufferWriter<byte> bytes)
    {
        Put(Day(told.Publication), bytes);
        Put(Severities[(int)told.Severity], bytes);
        Put(told.Title, bytes);
        Put(" (", bytes);
        Put(told.Rule, bytes);
        Put(")", bytes);
    }

    // The tone, and the pieces of the line, each with its end.
    private void Coloured(AlertEvent told, IBufferWriter<byte> bytes)
    {
        bytes.GetSpan(1)[0] = (byte)EventSentences.Tones(told);
        bytes.Advance(1);
        Piece(Day(told.Publication));
        Piece(Severities[(int)told.Severity]);
        Piece(told.Title);
        Piece($" ({told.Rule})");

        void Piece(string text)
        {
            Put(text, bytes);
            bytes.GetSpan(1)[0] = 0;
            bytes.Advance(1);
        }
    }

    private static void Put(string text, IBufferWriter<byte> bytes)
    {
        var span = bytes.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        bytes.Advance(Encoding.UTF8.GetBytes(text, span));
    }

    private string Day(Publication publication)
    {
        if (_day is not { } day || !ReferenceEquals(day.Publication, publication)) _day = day = new(publication, $"{Sentences.Instant(_workspace.Local(publication.Published)),-10}");
        return day.Text;
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

    private sealed record PublicationDay(Publication Publication, string Text);
}
