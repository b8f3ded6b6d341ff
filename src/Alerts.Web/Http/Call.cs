using System.Globalization;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Alerts.Web.Http;

/// <summary>One request on its way to an operation: its address and its body, and what there is to work with.</summary>
/// <param name="desk">Null where the operation needs nothing.</param>
/// <param name="segments">What the path filled in, by placeholder.</param>
internal sealed class Call(IApiHost host, IApiLoan? desk, HttpContext http, IReadOnlyDictionary<string, string> segments, OneAtATime backtests)
{
    private const int MostItems = 1000;
    private const int UsualItems = 100;

    // Comparing takes the square of it, for every name that there is.
    private const int LongestMeant = 100;

    public IApiHost Host => host;

    public IApiLoan Desk => desk!;

    /// <summary>Null while there is nothing to work with.</summary>
    public IApiLoan? DeskIfReady => desk;

    public Workspace Workspace => Desk.Workspace;

    /// <summary>Each takes all cores.</summary>
    public OneAtATime Backtests => backtests;

    public CancellationToken Cancel => http.RequestAborted;

    /// <summary>The first thing that was wrong with the address; null so far.</summary>
    public Problem? Wrong { get; private set; }

    public string Id => segments["id"];

    /// <summary>Null where it is not given.</summary>
    public string? Text(string name) => http.Request.Query.TryGetValue(name, out var values) ? values[0] ?? "" : null;

    public DateTimeOffset? Instant(string name)
    {
        if (Text(name) is not { } text) return null;
        var instant = InstantText.Read(text, Workspace.TimeZone);
        if (instant is null) Refuse(name, $"'{name}' is neither a date such as 2025-03-24 nor ISO 8601 with offset such as 2025-03-24T09:30:00Z (a plus sign is %2B in an address)");
        return instant;
    }

    public DateOnly? Day(string name)
    {
        if (Text(name) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        Refuse(name, $"'{name}' is no date such as 2025-03-24");
        return null;
    }

    /// <summary>One of given words.</summary>
    /// <returns>Its place among them; null where it is not given.</returns>
    public int? Choice(string name, params IReadOnlyList<string> words)
    {
        if (Text(name) is not { } text) return null;
        for (var at = 0; at < words.Count; at++)
        {
            if (words[at] == text) return at;
        }
        Refuse(name, $"'{name}' is none of {string.Join(", ", words)}{Near(text, words)}");
        return null;
    }

    public int Limit
    {
        get
        {
            if (Text("limit") is not { } text) return UsualItems;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is > 0 and <= MostItems) return limit;
            Refuse("limit", $"'limit' is no number from 1 to {MostItems}");
            return UsualItems;
        }
    }

    /// <summary>Null: from the beginning.</summary>
    public long? Cursor
    {
        get
        {
            if (Text("cursor") is not { } text) return null;
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var cursor)) return cursor;
            Refuse("cursor", "'cursor' is none that an answer gave");
            return null;
        }
    }

    /// <summary>The address of the next page: this one, with another cursor.</summary>
    public string Next(string cursor)
    {
        var query = http.Request.Query.Where(pair => pair.Key != "cursor").Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value[0] ?? "")}");
        return $"{http.Request.PathBase.ToUriComponent()}{http.Request.Path.ToUriComponent()}?{string.Join('&', query.Append($"cursor={Uri.EscapeDataString(cursor)}"))}";
    }

    public void Refuse(string parameter, string message) => Wrong ??= Problem.WrongParameter(parameter, message);

    /// <summary>Parameters that the operation does not know, or that are given twice, are mistakes: a misspelt filter must not show everything.</summary>
    public Problem? UnknownParameter(Operation operation)
    {
        foreach (var (name, values) in http.Request.Query)
        {
            if (!operation.Parameters.Any(known => known.Name == name))
                return Problem.WrongParameter(Core.Datasets.ReadingMessage.Shown(name), $"unknown parameter '{Core.Datasets.ReadingMessage.Shown(name)}'{Near(name, operation.Parameters.Select(known => known.Name))}");
            if (values.Count > 1) return Problem.WrongParameter(name, $"'{name}' is given {values.Count} times");
        }
        return operation.Parameters.FirstOrDefault(known => known.IsRequired && !http.Request.Query.ContainsKey(known.Name)) is { } missing
            ? Problem.WrongParameter(missing.Name, $"'{missing.Name}' is missing: {missing.Meaning}")
            : null;
    }

    /// <returns>The body; or why it is not taken.</returns>
    public async Task<(ReadOnlyMemory<byte> Bytes, Problem? Problem)> Bytes(TakenBody taken)
    {
        if (http.Request.ContentLength > taken.Most) return (default, Problem.TooLarge(taken.Most));
        var bytes = new System.Buffers.ArrayBufferWriter<byte>((int)Math.Max(256, http.Request.ContentLength ?? 4096));
        while (true)
        {
            var read = await http.Request.Body.ReadAsync(bytes.GetMemory(), Cancel);
            if (read == 0) return (bytes.WrittenMemory, null);
            bytes.Advance(read);
            if (bytes.WrittenCount > taken.Most) return (default, Problem.TooLarge(taken.Most));
        }
    }

    /// <returns>The fields of a form that stand there once; or why it is not taken.</returns>
    public async Task<(IReadOnlyDictionary<string, string> Fields, Problem? Problem)> Form(TakenBody taken)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var (bytes, problem) = await Bytes(taken);
        if (problem is not null) return (fields, problem);
        try
        {
            foreach (var (name, values) in await Fields(bytes)) if (values is [{ } value]) fields[name] = value;
            return (fields, null);
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            return (fields, Problem.WrongBody("the body is no form"));
        }
    }

    private async Task<IEnumerable<KeyValuePair<string, StringValues>>> Fields(ReadOnlyMemory<byte> bytes)
    {
        var type = MediaTypeHeaderValue.Parse(http.Request.ContentType);
        if (type.MediaType != "multipart/form-data") return QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(bytes.Span));
        var fields = new List<KeyValuePair<string, StringValues>>();
        if (HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary) throw new InvalidDataException("no boundary");
        using var stream = new MemoryStream(bytes.ToArray());
        var reader = new MultipartReader(boundary, stream);
        while (await reader.ReadNextSectionAsync(Cancel) is { } part)
        {
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition)) continue;
            using var text = new StreamReader(part.Body);
            fields.Add(new(HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "", await text.ReadToEndAsync(Cancel)));
        }
        return fields.GroupBy(field => field.Key).Select(same => new KeyValuePair<string, StringValues>(same.Key, same.Select(field => field.Value.ToString()).ToArray()));
    }

    /// <summary>What a client may have meant; null where nothing is near.</summary>
    public static string? Meant(string text, IEnumerable<string> names) => text.Length <= LongestMeant ? Nearest.Name(text, names) : null;

    public static string Near(string text, IEnumerable<string> names) => Meant(text, names) is { } nearest ? $" (nearest: {nearest})" : "";
}
