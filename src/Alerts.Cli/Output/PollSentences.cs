using Alerts.Core.UseCases;

namespace Alerts.Cli.Output;

/// <summary>What a poll came to, for people.</summary>
internal static class PollSentences
{
    public static void Write(Screen screen, Polled polled)
    {
        var next = $"next {Sentences.Moment(polled.Next)}";
        var what = polled.Outcome switch
        {
            PollOutcome.Read => $"{Sentences.Count(polled.Files.Count(file => file is FileRead), "new file")}",
            PollOutcome.NothingNew => "nothing new",
            PollOutcome.NotPublished => "not published yet",
            PollOutcome.Held => polled.Detail ?? "the host asked to wait",
            _ => Trouble(polled),
        };
        screen.Line(new Part($"{polled.Outcome.Text(),-13} ", polled.NeedsAPerson ? Tone.Alarm : polled.Outcome == PollOutcome.Read ? Tone.Good : Tone.Quiet), $"{polled.Dataset}: {what}; {next}");
    }

    /// <summary>In a line, what somebody should look at.</summary>
    public static string Trouble(Polled polled) => $"{polled.Reason}: {polled.Detail}";
}
