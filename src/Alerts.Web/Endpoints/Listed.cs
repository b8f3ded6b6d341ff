using System.Text.Json;
using Alerts.Core.UseCases;
using Alerts.Web.Http;

namespace Alerts.Web.Endpoints;

/// <summary>Answers that are lists: <c>items</c>, and <c>next</c> where there are more.</summary>
internal static class Listed
{
    /// <param name="write">Into an object that is open.</param>
    public static Answer Answer<T>(Call call, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write, string? cursor) => Http.Answer.Object(json =>
    {
        json.Objects("items", items, item => write(json, item));
        if (cursor is not null) json.WriteString("next", call.Next(cursor));
    });

    /// <summary>A page of a list that is at hand as a whole, in order of a key that each item has alone.</summary>
    public static Answer Page<T>(Call call, IEnumerable<T> all, Func<T, string> key, Action<Utf8JsonWriter, T> write)
    {
        var (limit, after) = (call.Limit, call.Text("cursor"));
        if (call.Wrong is { } wrong) return wrong;
        var items = all.OrderBy(key, StringComparer.Ordinal).SkipWhile(item => after is not null && string.CompareOrdinal(key(item), after) <= 0).Take(limit + 1).ToList();
        return Answer(call, [.. items.Take(limit)], write, items.Count > limit ? key(items[limit - 1]) : null);
    }
}
