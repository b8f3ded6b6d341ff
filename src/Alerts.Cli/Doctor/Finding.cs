using Alerts.Cli.Output;
using Alerts.Core.Observations;
using Alerts.Core.UseCases;

namespace Alerts.Cli.Doctor;

internal enum Health
{
    Ok,
    Warn,
    Fail,
}

/// <summary>What one check came to.</summary>
/// <param name="Check">What was looked at, in a word or two.</param>
/// <param name="Says">How it stands.</param>
/// <param name="Do">What a person should do; null: nothing.</param>
internal sealed record Finding(string Check, Health Health, string Says, string? Do = null)
{
    public static Finding Ok(string check, string says) => new(check, Health.Ok, says);

    public static Finding Warn(string check, string says, string @do) => new(check, Health.Warn, says, @do);

    public static Finding Fail(string check, string says, string @do) => new(check, Health.Fail, says, @do);

    public string ToJson() => JsonText.Object(json =>
    {
        json.WriteString("type", "finding");
        json.WriteString("check", Check);
        json.WriteString("health", Word);
        json.WriteString("says", Says);
        json.Text("do", Do);
    });

    public void Write(Screen screen)
    {
        screen.Document(ToJson);
        screen.Line(new Part($"{Word,-5}", Health switch { Health.Ok => Tone.Good, Health.Warn => Tone.Warning, _ => Tone.Alarm }), $"{Check}: {Says}");
        if (Do is not null) screen.Line($"       {Do}");
    }

    private string Word => Health.ToString().ToLowerInvariant();
}
