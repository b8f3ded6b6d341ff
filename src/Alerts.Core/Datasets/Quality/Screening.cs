using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.Quality;

/// <summary>A value that waits in quarantine.</summary>
/// <param name="Check">Which doubts it.</param>
/// <param name="What">Whatever the caller knows it by.</param>
public sealed record WaitingValue<T>(Period Period, decimal Value, ValueCheck Check, T What);

/// <summary>What a value came to, and what it made of those that waited.</summary>
/// <param name="Doubt">The check that has it wait; null: it is taken.</param>
/// <param name="Confirmed">In order of period; they come before the value itself.</param>
/// <param name="Replaced">What waited for the same period; null: nothing.</param>
public readonly record struct Screened<T>(ValueCheck? Doubt, IReadOnlyList<WaitingValue<T>> Confirmed, IReadOnlyList<WaitingValue<T>> Refuted, WaitingValue<T>? Replaced);

/// <summary>
/// The fold of a series' values through its checks, one publication after the other and each in order of period (SEMANTICS §1.4): a period after the newest
/// accepted one is tested; a revision or late history is no step.
/// </summary>
public sealed class Screening<T>(IReadOnlyList<ValueCheck> checks)
{
    private readonly SortedDictionary<Period, WaitingValue<T>> _waiting = [];
    private (Period Period, decimal Value)? _newest;

    public IReadOnlyCollection<WaitingValue<T>> Waiting => _waiting.Values;

    /// <summary>The newest accepted value; null before the first.</summary>
    public decimal? Accepted => _newest?.Value;

    /// <summary>Tells a value that is accepted already, or by a person: what waits for the same period is settled by it.</summary>
    public void Knows(Period period, decimal value)
    {
        _waiting.Remove(period);
        if (_newest is not { } newest || period.CompareTo(newest.Period) >= 0) _newest = (period, value);
    }

    /// <summary>Tells a value that waits since before.</summary>
    public void Waits(WaitingValue<T> value) => _waiting[value.Period] = value;

    /// <summary>A person has rejected it.</summary>
    public void Forgets(Period period) => _waiting.Remove(period);

    /// <summary>The next value of a publication.</summary>
    public Screened<T> Next(Period period, decimal value, T what)
    {
        _waiting.Remove(period, out var replaced);
        if (_newest is not { } newest || period.CompareTo(newest.Period) <= 0)
        {
            Knows(period, value);
            return new(null, [], [], replaced);
        }
        var isHeard = !checks.Any(check => check.SilencesValue && check.Doubts(value, newest.Value));
        var earlier = _waiting.Values.Where(waiting => isHeard && waiting.Period.CompareTo(period) < 0).Select(waiting => (Waiting: waiting, Sign: waiting.Check.Sign(value, waiting.Value, newest.Value))).ToList();
        var confirmed = earlier.Where(one => one.Sign == Sign.Confirms).Select(one => one.Waiting).ToList();
        // Against what is accepted by now: two that agree are taken together.
        var accepted = confirmed.Count > 0 ? confirmed[^1].Value : newest.Value;
        var doubt = checks.FirstOrDefault(check => check.Doubts(value, accepted));
        var refuted = earlier.Where(one => one.Sign == Sign.Refutes).Select(one => one.Waiting).ToList();
        foreach (var settled in confirmed.Concat(refuted)) _waiting.Remove(settled.Period);
        foreach (var taken in confirmed.Where(taken => taken.Period.CompareTo(newest.Period) > 0)) Knows(taken.Period, taken.Value);
        if (doubt is null) Knows(period, value);
        else _waiting[period] = new(period, value, doubt, what);
        return new(doubt, confirmed, refuted, replaced);
    }
}
