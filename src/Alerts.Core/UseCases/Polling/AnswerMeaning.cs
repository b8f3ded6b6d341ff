using Alerts.Core.Delivery;

namespace Alerts.Core.UseCases;

/// <summary>What an answer means for a poll.</summary>
/// <param name="Outcome"><see cref="PollOutcome.Read"/>: there is a body to read.</param>
/// <param name="Reason">Null where it is good.</param>
/// <param name="Wait">The host as a whole is left alone for so long.</param>
/// <param name="MayPass">It is worth trying before the next scheduled time.</param>
public sealed record AnswerMeaning(PollOutcome Outcome, string? Reason = null, string? Detail = null, TimeSpan? Wait = null, bool MayPass = false)
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <param name="isDated">One period was asked for, which may not be there yet.</param>
    /// <param name="failures">Polls of the source before this one that were no good.</param>
    public static AnswerMeaning Of(SourceAnswer answer, bool isDated, int failures, DateTimeOffset now)
    {
        if (answer.Trouble is { } trouble) return new(PollOutcome.Failed, trouble.Reason, trouble.Text, MayPass: trouble.MayPass);
        return answer.Status switch
        {
            204 => new(PollOutcome.NotPublished),
            200 or 203 => answer.Bytes.IsEmpty && isDated ? new(PollOutcome.NotPublished) : new(PollOutcome.Read),
            206 => new(PollOutcome.Failed, PollReason.Incomplete, "206: a part of the answer came, and all of it was asked for", MayPass: true),
            304 => new(PollOutcome.NothingNew),
            404 or 410 when isDated => new(PollOutcome.NotPublished),
            404 or 410 => new(PollOutcome.Failed, PollReason.NotFound, $"{answer.Status}: there is nothing at this address"),
            401 or 403 or 407 => new(PollOutcome.Failed, PollReason.NotLetIn, $"{answer.Status}: the publisher does not let us in, look at the key and its rights"),
            429 => Held(answer, RetryAfter.Read(answer.RetryAfter, now) ?? BackOff(failures + 1)),
            503 when RetryAfter.Read(answer.RetryAfter, now) is { } wait => Held(answer, wait),
            408 or 425 or >= 500 => new(PollOutcome.Failed, PollReason.Status(answer.Status), $"{answer.Status}: the publisher's server has trouble", MayPass: true),
            _ => new(PollOutcome.Failed, PollReason.Status(answer.Status), $"{answer.Status}: the publisher does not take the question"),
        };
    }

    /// <summary>How long to wait after so many failures in a row: a minute, then twice as long each time, an hour at most.</summary>
    public static TimeSpan BackOff(int failures)
    {
        var wait = ShortestWait * Math.Pow(2, Math.Clamp(failures - 1, 0, 10));
        return wait < LongestWait ? wait : LongestWait;
    }

    private static AnswerMeaning Held(SourceAnswer answer, TimeSpan wait) => new(PollOutcome.Held, PollReason.HostAskedToWait, $"{answer.Status}: the host asks to wait", wait, MayPass: true);
}
