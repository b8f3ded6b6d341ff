using Spectre.Console;

namespace Alerts.Cli.Output;

/// <summary>Writes lines in colour, to a terminal. Apart from the screen, because loading the library takes time that a pipe need not pay.</summary>
internal sealed class Colours
{
    private const int LongestLine = 10_000;

    private readonly IAnsiConsole _console;

    public Colours(TextWriter output)
    {
        _console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.Standard, Out = new AnsiConsoleOutput(output) });
        // The terminal wraps long lines itself, and again when it is resized.
        _console.Profile.Width = LongestLine;
    }

    public void Line(Part[] parts)
    {
        var line = new Paragraph();
        foreach (var part in parts) line.Append(part.Text, Style(part.Tone));
        _console.Write(line);
        _console.WriteLine();
    }

    private static Style Style(Tone tone) => tone switch
    {
        Tone.Quiet => new(foreground: Color.Grey),
        Tone.Good => new(foreground: Color.Green),
        Tone.Warning => new(foreground: Color.Yellow),
        Tone.Alarm => new(foreground: Color.Red),
        _ => Spectre.Console.Style.Plain,
    };
}
