using System.Globalization;
using Alerts.Adapters.Sources;
using Alerts.Core.Datasets;
using Alerts.Core.Delivery;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads <c>source</c> of a dataset: where it is polled, and when.</summary>
internal static class SourceSection
{
    private const int LongestSpan = 20;

    // Parameters that hold keys at the publishers we know of.
    private static readonly string[] KeyNames = ["key", "apikey", "api_key", "api-key", "token", "access_token", "subscription-key", "secret", "password"];

    /// <param name="zone">Of the workspace.</param>
    /// <returns>Null where the dataset has none, or it has mistakes, which are reported.</returns>
    public static Source? Read(Section dataset, TimeZoneInfo zone, AddressGuard guard)
    {
        if (dataset.Mapping("source") is not { } mapping) return null;
        var section = Section.Open(dataset.File, mapping, Shapes.Source, dataset.All);
        zone = Zone(section, zone);
        var url = Url(section, guard);
        var schedule = Schedule(section);
        var method = section.Choice("method", 0, "GET", "POST") == 1 ? SourceMethod.Post : SourceMethod.Get;
        var body = Body(section, method);
        var headers = Headers(section);
        var key = Key(section, ref headers);
        var from = From(section, url, body);
        var pages = Pages(section, dataset.Text("format"));
        return url is null || schedule is null ? null : new(url, schedule, zone, method, body, headers, key, from, pages, NodeText.Of(mapping));
    }

    private static TimeZoneInfo Zone(Section section, TimeZoneInfo usual)
    {
        if (section.Text("time-zone") is not { } name) return usual;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)) return zone;
        section.Wrong("time-zone", "unknown-time-zone", $"unknown time zone '{name}'", "an IANA name such as Asia/Shanghai");
        return usual;
    }

    private static SecretText? Url(Section section, AddressGuard guard)
    {
        if (section.Secret("url") is not { } url) return null;
        if (section.IsLacking("url")) return url;
        if (SourceRequests.Fault(url.Written) is { } fault) section.Wrong("url", "wrong-value", $"the dates of 'url' cannot be filled in: {fault}");
        // Where dates are to stand, letters would be no less an address.
        if (guard.Refusal(url.Filled().Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal)) is { } refusal) section.Wrong("url", "wrong-address", $"the address of 'url' is refused: {refusal}", "an https address, or a host that allow-hosts opens");
        foreach (var part in url.Written.Split('?', '&', '#').Skip(1))
        {
            if (part.Split('=', 2) is [var name, { Length: > 0 } value] && KeyNames.Contains(name, StringComparer.OrdinalIgnoreCase) && !value.Contains("${", StringComparison.Ordinal))
                section.Warn("url", "key-in-the-open", $"the parameter '{name}' of 'url' seems to hold a key, and would be printed", "${NAME}, or 'key'");
        }
        return url;
    }

    private static string? Schedule(Section section)
    {
        if (section.Text("schedule") is not { } text) return null;
        var (schedule, fault, warning) = PollSchedule.Read(text);
        if (fault is not null) section.Wrong("schedule", "wrong-schedule", $"'{text}' is no schedule: {fault}", "NCRONTAB such as \"0 30 18 * * 1-5\"");
        if (warning is not null) section.Warn("schedule", "reversed-range", $"'{text}': {warning}");
        return schedule is null ? null : text;
    }

    private static SecretText? Body(Section section, SourceMethod method)
    {
        var body = section.Secret("body");
        if (body is not null && method == SourceMethod.Get) section.Wrong("body", "wrong-key", "'body' belongs to the method POST");
        else if (body is null && method == SourceMethod.Post) section.Wrong("method", "missing-key", "'body' is missing in source: the method POST sends one");
        else if (body is not null && SourceRequests.Fault(body.Written) is { } fault) section.Wrong("body", "wrong-value", $"the dates of 'body' cannot be filled in: {fault}");
        return body;
    }

    private static List<NamedSecret> Headers(Section section)
    {
        var headers = new List<NamedSecret>();
        foreach (var (name, value) in section.Entries("headers"))
        {
            var header = (name as YamlScalarNode)?.Value ?? "";
            if (header.Length == 0 || !header.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')) section.Wrong(name, "wrong-value", $"'{header}' is no name of a header", "NAME: TEXT");
            else if (value is not YamlScalarNode scalar) section.Wrong(value, "wrong-type", $"'{header}' is of the wrong shape", "a single value");
            else if (section.Secret(scalar, header) is { } text && section.OneLine(scalar, header, text.Filled())) headers.Add(new(header, text));
        }
        return headers;
    }

    // In the address, or in a header, as the publisher wants it; never written out.
    private static NamedSecret? Key(Section section, ref List<NamedSecret> headers)
    {
        if (section.Mapping("key") is not { } mapping) return null;
        var key = Section.Open(section.File, mapping, Shapes.SourceKey, section.All);
        var (query, header) = (key.Text("query"), key.Text("header"));
        if ((query is null) == (header is null)) key.Wrong("value", "missing-key", "a key stands either in the 'query' of the address or in a 'header'", "query: NAME or header: NAME");
        if (key.Child("value") is not YamlScalarNode scalar || key.Secret("value") is not { } value) return null;
        if (value.Values.Count == 0 && !key.IsLacking("value")) key.Wrong("value", "not-a-reference", "a key is not written out", "the name of an environment variable: ${NAME}");
        if (!key.OneLine(scalar, "value", value.Filled())) return null;
        if (header is not null) headers = [.. headers, new(header, value)];
        return query is null ? null : new(query, value);
    }

    private static SpanStart From(Section section, SecretText? url, SecretText? body)
    {
        var isDated = SourceRequests.HasDates(url?.Written ?? "") || SourceRequests.HasDates(body?.Written ?? "");
        var usual = new SpanStart(null, 1, DateStep.Months);
        if (section.Text("from") is not { } text) return usual;
        if (!isDated) section.Wrong("from", "wrong-key", "'from' belongs to an address with dates, such as {yyyyMM}");
        if (DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM", "yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return new(day, 0, DateStep.Days);
        if (text.Split(' ') is [var number, var unit] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && UnitOf(unit) is { } span && count is >= 0 && IsShort(count, span)) return new(null, count, span);
        section.Wrong("from", "wrong-value", $"'{text}' is no beginning of a span", $"a length up to {LongestSpan} years such as 6 months, or a date such as 2024-01");
        return usual;
    }

    private static bool IsShort(int count, DateStep unit) => count <= LongestSpan * (unit switch { DateStep.Days => 366, DateStep.Months => 12, _ => 1 });

    private static DateStep? UnitOf(string text) => text switch
    {
        "day" or "days" => DateStep.Days,
        "month" or "months" => DateStep.Months,
        "year" or "years" => DateStep.Years,
        _ => null,
    };

    private static SourcePages? Pages(Section section, string? format)
    {
        if (section.Mapping("pages") is not { } mapping) return null;
        if (format is "xlsx" or "pink-sheet") section.Wrong("pages", "wrong-key", "workbooks have no pages");
        var pages = Section.Open(section.File, mapping, Shapes.SourcePages, section.All);
        string[] kinds = ["page", "offset", "next"];
        var named = kinds.Where(kind => pages.Child(kind) is not null).ToList();
        if (named is not [var kind])
        {
            section.Wrong("pages", "wrong-value", "'pages' needs one of page, offset and next", "such as { page: page } or { offset: offset, size: 500 }");
            return null;
        }
        var (first, size) = (Number(pages, "first", 1), Number(pages, "size", 0));
        if (pages.Text(kind) is not { } name) return null;
        if (kind == "offset" && size == 0 && pages.Child("size") is null) pages.Wrong("offset", "missing-key", "'size' is missing in pages: an offset grows by the records of a page", "the number of records of a full page");
        if (kind != "page" && pages.Child("first") is not null) pages.Wrong("first", "wrong-key", "'first' belongs to pages that are counted");
        return kind switch
        {
            "page" => new(PageKind.Page, name, first, size),
            "offset" => new(PageKind.Offset, name, 0, size),
            _ => name == "link" ? new(PageKind.Link, "", 0, 0) : new(PageKind.Property, name, 0, 0),
        };
    }

    private static int Number(Section section, string key, int usual)
    {
        if (section.Text(key) is not { } text) return usual;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 1_000_000 && (key != "size" || number > 0)) return number;
        section.Wrong(key, "wrong-value", $"'{text}' is no number of {(key == "size" ? "records" : "a page")}", "a whole number");
        return usual;
    }
}
