namespace Alerts.Cli.Output;

/// <summary>How a piece of text is shown on a terminal; elsewhere it is plain.</summary>
internal enum Tone
{
    Plain,
    Quiet,
    Good,
    Warning,
    Alarm,
}

/// <summary>A piece of a line.</summary>
internal readonly record struct Part(string Text, Tone Tone = Tone.Plain)
{
    public static implicit operator Part(string text) => new(text);
}
