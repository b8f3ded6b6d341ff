using System.Text;
using Spectre.Console;

namespace Alerts.Cli.Output;

/// <summary>
/// Where a verb writes. Results go to standard output; complaints go to standard error. With <c>--json</c> standard output
/// holds documents alone, and sentences are not written.
/// </summary>
internal sealed class Screen : IDisposable
{
    private const int LongestLine = 10_000;

    private readonly TextWriter _output;
    private readonly TextWriter _errors;

    // Made only where colours help: loading it takes time.
    private readonly Lazy<IAnsiConsole>? _colours;

    private Screen(TextWriter output, TextWriter errors, bool json, bool colours, bool progress)
    {
        _output = output;
        _errors = errors;
        IsJson = json;
        ShowsProgress = progress;
        if (colours) _colours = new(Coloured);
    }

    public bool IsJson { get; }

    /// <summary>A person watches: standard error is a terminal.</summary>
    public bool ShowsProgress { get; }

    public static Screen OfThisProcess(bool json) => new(
        Writer(Console.OpenStandardOutput()),
        Writer(Console.OpenStandardError()),
        json,
        colours: !json && !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") is not "dumb",
        progress: !Console.IsErrorRedirected);

    /// <summary>Writes a text that was asked for.</summary>
    public int Answer(string text)
    {
        _output.Write(text);
        return ExitCode.Done;
    }

    /// <summary>A sentence for people; nothing with <c>--json</c>.</summary>
    public void Line(params ReadOnlySpan<Part> parts)
    {
        if (IsJson) return;
        if (_colours is null)
        {
            foreach (var part in parts) _output.Write(part.Text);
            _output.Write('\n');
            return;
        }
        var line = new Paragraph();
        foreach (var part in parts) line.Append(part.Text, Style(part.Tone));
        _colours.Value.Write(line);
        _colours.Value.WriteLine();
    }

    /// <summary>A document on a line of its own; nothing without <c>--json</c>.</summary>
    public void Document(Func<string> document)
    {
        if (!IsJson) return;
        _output.Write(document());
        _output.Write('\n');
    }

    /// <summary>What went wrong, for people, on standard error.</summary>
    public void Complain(string text)
    {
        _output.Flush();
        _errors.Write($"alerts: {text}\n");
        _errors.Flush();
    }

    /// <summary>A line on standard error as it is.</summary>
    public void Note(string text)
    {
        _errors.Write($"{text}\n");
        _errors.Flush();
    }

    /// <summary>Replaces the last line on the terminal of standard error; it is to be cleared again.</summary>
    public void Overwrite(string text)
    {
        _errors.Write($"\r\u001b[K{text}");
        _errors.Flush();
    }

    public void Flush() => _output.Flush();

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
    }

    private IAnsiConsole Coloured()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.Standard, Out = new AnsiConsoleOutput(_output) });
        // The terminal wraps long lines itself, and again when it is resized.
        console.Profile.Width = LongestLine;
        return console;
    }

    private static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 16 * 1024);

    private static Style Style(Tone tone) => tone switch
    {
        Tone.Quiet => new(foreground: Color.Grey),
        Tone.Good => new(foreground: Color.Green),
        Tone.Warning => new(foreground: Color.Yellow),
        Tone.Alarm => new(foreground: Color.Red),
        _ => Spectre.Console.Style.Plain,
    };
}
