namespace Alerts.Core.Datasets;

/// <summary>Where a dataset is polled (configuration key <c>source</c>). Checked: the schedule fires, the address is one that may be asked.</summary>
/// <param name="Url">With the placeholders of <see cref="SourceRequests"/>.</param>
/// <param name="Schedule">NCRONTAB, five or six fields, read in <paramref name="TimeZone"/>.</param>
/// <param name="Headers">Sent with each request; a key may be among them.</param>
/// <param name="Key">A parameter of the address that holds a key; null where there is none.</param>
/// <param name="From">Where the span of a dated address begins.</param>
/// <param name="Pages">Null: one answer holds all.</param>
/// <param name="Definition">Its text as written, all in one: another text is another source.</param>
public sealed record Source(
    SecretText Url,
    string Schedule,
    TimeZoneInfo TimeZone,
    SourceMethod Method,
    SecretText? Body,
    IReadOnlyList<NamedSecret> Headers,
    NamedSecret? Key,
    SpanStart From,
    SourcePages? Pages,
    string Definition)
{
    // A shorter word would hide what it has nothing to do with.
    private const int ShortestHidden = 4;

    /// <summary>Values that no text may tell, with the names that stand for them.</summary>
    public IEnumerable<KeyValuePair<string, string>> Secrets =>
        new[] { Url, Body, Key?.Value }.Concat(Headers.Select(header => header.Value)).OfType<SecretText>().SelectMany(text => text.Values).DistinctBy(pair => pair.Key);

    /// <summary>A text that others wrote, with <c>${NAME}</c> where it held a value.</summary>
    public string Hide(string text)
    {
        foreach (var (name, value) in Secrets.Where(pair => pair.Value.Length >= ShortestHidden).OrderByDescending(pair => pair.Value.Length))
        {
            foreach (var form in new[] { value, Uri.EscapeDataString(value) }) text = text.Replace(form, $"${{{name}}}", StringComparison.OrdinalIgnoreCase);
        }
        return text;
    }
}

public enum SourceMethod
{
    Get,
    Post,
}

/// <summary>A header, or a parameter of an address.</summary>
public sealed record NamedSecret(string Name, SecretText Value);

/// <summary>A text of the configuration as it was written, and the values of the variables that it names. Printing it prints the names.</summary>
/// <param name="Written">With <c>${NAME}</c>.</param>
public sealed record SecretText(string Written, IReadOnlyDictionary<string, string> Values)
{
    public static SecretText Plain(string text) => new(text, new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>With the values: never to be printed, logged or kept.</summary>
    public string Filled() => Values.Aggregate(Written, (text, pair) => text.Replace($"${{{pair.Key}}}", pair.Value, StringComparison.Ordinal));

    public override string ToString() => Written;
}

/// <summary>Where the span of a dated address begins: a day, or so long before today.</summary>
/// <param name="Day">Null: <paramref name="Back"/> says it.</param>
public sealed record SpanStart(DateOnly? Day, int Back, DateStep Unit)
{
    public DateOnly Before(DateOnly today) => Day ?? Unit switch
    {
        DateStep.Days => today.AddDays(-Back),
        DateStep.Months => today.AddMonths(-Back),
        _ => today.AddYears(-Back),
    };
}

public enum DateStep
{
    Days,
    Months,
    Years,
}
