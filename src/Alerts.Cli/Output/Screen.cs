using System.Text;
using System.Text.Json;
using Alerts.Adapters.Channels;
using Alerts.Cli.Telemetry;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Output;

/// <summary>
/// Where a verb writes. Results go to standard output; complaints go to standard error. With <c>--json</c> standard output
/// holds documents alone, and sentences are not written.
/// </summary>
internal sealed class Screen : IDisposable
{
    private readonly TextWriter _output;
    private readonly Utf8Lines _lines;
    private readonly TextWriter _errors;

    private Colours? _colours;
    private Lazy<Redaction>? _redaction;

    private Screen(Stream output, TextWriter errors, bool json, bool colours, bool progress)
    {
        _output = Writer(output);
        _lines = new(output);
        _errors = errors;
        IsJson = json;
        ShowsProgress = progress;
        IsInColour = colours;
    }

    public bool IsJson { get; }

    public bool IsInColour { get; }

    /// <summary>Writes standard error instead, line by line; null: as sentences.</summary>
    public Log? Log { get; set; }

    /// <summary>A person watches: standard error is a terminal.</summary>
    public bool ShowsProgress { get; }

    public static Screen OfThisProcess(bool json) => new(
        Console.OpenStandardOutput(),
        Writer(Console.OpenStandardError()),
        json,
        colours: !json && !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") is not "dumb",
        progress: !Console.IsErrorRedirected);

    /// <summary>Writes a text that was asked for.</summary>
    public int Answer(string text)
    {
        _lines.Flush();
        _output.Write(text);
        return ExitCode.Done;
    }

    /// <summary>A sentence for people; nothing with <c>--json</c>.</summary>
    public void Line(params Part[] parts)
    {
        if (IsJson) return;
        _lines.Flush();
        if (!IsInColour)
        {
            foreach (var part in parts) _output.Write(part.Text);
            _output.Write('\n');
            return;
        }
        (_colours ??= new(_output)).Line(parts);
    }

    /// <summary>The same, of one that is written already and shows no colours.</summary>
    public void Line(ReadOnlySpan<byte> utf8)
    {
        if (IsJson) return;
        _output.Flush();
        _lines.Write(utf8);
    }

    /// <summary>A document on a line of its own; nothing without <c>--json</c>.</summary>
    public void Document(Func<string> document)
    {
        if (IsJson) _lines.Write(document());
    }

    /// <summary>The same, written as it is made.</summary>
    public void Document(Action<Utf8JsonWriter> document)
    {
        if (IsJson) _lines.Write(document);
    }

    /// <summary>The same, of one that is written already.</summary>
    public void Document(ReadOnlySpan<byte> document)
    {
        if (IsJson) _lines.Write(document);
    }

    /// <summary>What went wrong, for people, on standard error.</summary>
    public void Complain(string text)
    {
        Flush();
        if (Log is null) Error($"alerts: {Hidden(text)}");
        else Log.Write(LogEvent.Complaint, Hidden(text));
    }

    /// <summary>A line on standard error as it is.</summary>
    public void Note(string text)
    {
        if (Log is null) Error(Hidden(text));
        else Log.Write(LogEvent.Complaint, Hidden(text));
    }

    /// <summary>A line on standard error, whatever it says.</summary>
    public void Error(string line)
    {
        _errors.Write($"{line}\n");
        _errors.Flush();
    }

    /// <summary>Addresses and secrets of the workspace are shown in no complaint from here on, whoever worded it.</summary>
    public void Hide(Workspace workspace) => _redaction = new(() => new Redaction(workspace));

    /// <summary>Replaces the last line on the terminal of standard error; it is to be cleared again.</summary>
    public void Overwrite(string text)
    {
        _errors.Write($"\r\u001b[K{text}");
        _errors.Flush();
    }

    public void Flush()
    {
        _lines.Flush();
        _output.Flush();
    }

    public void Dispose()
    {
        _lines.Dispose();
        _output.Dispose();
        _errors.Dispose();
    }

    private string Hidden(string text) => _redaction is null ? text : _redaction.Value.Hide(text);

    private static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 16 * 1024);
}
