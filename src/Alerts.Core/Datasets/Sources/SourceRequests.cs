using System.Globalization;
using System.Text.RegularExpressions;

namespace Alerts.Core.Datasets;

/// <summary>One question to a publisher.</summary>
/// <param name="Address">As it is told, kept and printed: with names where it has secrets.</param>
/// <param name="Url">As it is asked: never to be told.</param>
/// <param name="Body">As it is sent; null for a GET.</param>
/// <param name="IsDated">It asks for one period, which may not be published yet.</param>
public sealed record SourceRequest(string Address, string Url, string? Body, bool IsDated);

/// <summary>
/// The questions that a source asks on a day. In its address and body <c>{yyyy}</c>, <c>{MM}</c>, <c>{dd}</c>, or several in one (<c>{yyyyMM}</c>), stand for each
/// period of the span, one question each, oldest first; <c>{from:yyyy-MM-dd}</c> and <c>{to:yyyy-MM-dd}</c> stand for its first and its last day in one question.
/// </summary>
public static partial class SourceRequests
{
    /// <summary>The newest so many periods of a span are asked for.</summary>
    public const int MostPeriods = 240;

    [GeneratedRegex(@"(?<!\$)\{(?<end>from:|to:)?(?<format>[yMd._-]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();

    /// <param name="today">In the source's time zone.</param>
    public static IReadOnlyList<SourceRequest> Of(Source source, DateOnly today)
    {
        var from = source.From.Before(today);
        if (from > today) from = today;
        return StepOf(source) is not { } step
            ? [Of(source, from, from, today, isDated: false)]
            : [.. Periods(from, today, step).Select(period => Of(source, period, from, today, isDated: true))];
    }

    /// <summary>What is wrong with the placeholders of a text; null where nothing is.</summary>
    public static string? Fault(string text)
    {
        foreach (Match match in Placeholder().Matches(text))
        {
            var format = match.Groups["format"].Value;
            if (!format.Any(char.IsLetter)) return $"{match.Value} names no part of a date";
        }
        var (spans, periods) = (Placeholder().Matches(text).Count(match => match.Groups["end"].Success), Placeholder().Matches(text).Count(match => !match.Groups["end"].Success));
        return spans > 0 && periods > 0 ? "it asks for each period of a span and for the span as a whole" : null;
    }

    public static bool HasDates(string text) => Placeholder().IsMatch(text);

    private static SourceRequest Of(Source source, DateOnly period, DateOnly from, DateOnly to, bool isDated)
    {
        string Dated(string text) => Placeholder().Replace(text, match => Written(match.Groups["end"].Value switch { "from:" => from, "to:" => to, _ => period }, match.Groups["format"].Value));
        // Dates first: a value is not searched for placeholders.
        var url = source.Url with { Written = Dated(source.Url.Written) };
        var body = source.Body is { } template ? template with { Written = Dated(template.Written) } : null;
        var (address, filled) = (url.Written, url.Filled());
        if (source.Key is { } key)
        {
            address = Parameter(address, key.Name, key.Value.Written);
            filled = Parameter(filled, key.Name, Uri.EscapeDataString(key.Value.Filled()));
        }
        return new(address, filled, body?.Filled(), isDated);
    }

    /// <summary>An address with a parameter, in place of the one of that name that it may have.</summary>
    public static string Parameter(string address, string name, string value)
    {
        var hash = address.IndexOf('#', StringComparison.Ordinal);
        if (hash >= 0) address = address[..hash];
        var query = address.IndexOf('?', StringComparison.Ordinal);
        if (query < 0) return $"{address}?{name}={value}";
        var kept = address[(query + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries).Where(part => part.Split('=')[0] != name);
        return $"{address[..query]}?{string.Join('&', kept.Append($"{name}={value}"))}";
    }

    private static string Written(DateOnly day, string format) => day.ToString(format.Length == 1 ? $"%{format}" : format, CultureInfo.InvariantCulture);

    // The finest part of a date that the address or the body asks for.
    private static DateStep? StepOf(Source source)
    {
        var letters = new[] { source.Url.Written, source.Body?.Written ?? "" }
            .SelectMany(text => Placeholder().Matches(text)).Where(match => !match.Groups["end"].Success).SelectMany(match => match.Groups["format"].Value).ToHashSet();
        return letters.Contains('d') ? DateStep.Days : letters.Contains('M') ? DateStep.Months : letters.Contains('y') ? DateStep.Years : null;
    }

    private static List<DateOnly> Periods(DateOnly from, DateOnly to, DateStep step)
    {
        var all = new List<DateOnly>();
        for (var at = Start(to, step); at >= Start(from, step) && all.Count < MostPeriods; at = step switch { DateStep.Days => at.AddDays(-1), DateStep.Months => at.AddMonths(-1), _ => at.AddYears(-1) }) all.Add(at);
        all.Reverse();
        return all;
    }

    private static DateOnly Start(DateOnly day, DateStep step) => step switch { DateStep.Days => day, DateStep.Months => new(day.Year, day.Month, 1), _ => new(day.Year, 1, 1) };
}
