using System.Security.Cryptography;
using System.Text.Json;
using Alerts.Core.Routing;
using Alerts.Core.UseCases;
using Alerts.Web.Http;

namespace Alerts.Web.Endpoints;

internal static class SilenceEndpoints
{
    private const int LongestText = 500;
    private const int MostPatterns = 100;

    private static readonly string[] States = ["open", "ended"];

    private static readonly TakenBody ASilence = new(64L * 1024, "NewSilence", "application/json");

    public static IEnumerable<Operation> All { get; } =
    [
        new("listSilences", "GET", "/api/silences", ApiScope.Operate, "Pauses of matching alerts, in order of beginning.", "SilenceList", List)
        {
            Parameters = [new("state", "Those that have not ended, or those that have: open or ended.", "open"), Parameter.Limit, Parameter.Cursor],
        },
        new("getSilence", "GET", "/api/silences/{id}", ApiScope.Operate, "One silence.", "Silence", Get) { Refuses = [404] },
        new("addSilence", "POST", "/api/silences", ApiScope.Operate, "Pauses matching alerts until an end. What it holds back is told then.", "Silence", Add) { Body = ASilence },
        new("endSilence", "POST", "/api/silences/{id}/end", ApiScope.Operate, "Ends a silence before its time. What it held back is told soon.", "Silence", End) { Refuses = [404, 409] },
    ];

    private static async Task<Answer> List(Call call)
    {
        var (state, now) = (call.Choice("state", States), call.Host.Clock.GetUtcNow());
        var silences = (await call.Desk.Silences.Silences(call.Cancel)).Where(silence => state is null || (silence.End > now) == (state == 0));
        return Listed.Page(call, silences, silence => $"{silence.From.UtcTicks:D19} {silence.Id}", (json, silence) => Documents.Silence(json, silence, now));
    }

    private static async Task<Answer> Get(Call call) => await Find(call) is { } silence ? Told(call, silence) : Problem.NoSuch("silence", call.Id);

    private static async Task<Answer> Add(Call call)
    {
        var (body, problem) = await JsonBody.Read(call, ASilence, "match", "until", "for", "by", "why");
        if (body is null) return problem!;
        var match = MatchIn(body);
        var until = Until(call, body);
        var (by, why) = (body.Line("by", "who asks for it", LongestText), body.Line("why", "the reason, for those who wonder", LongestText));
        if (body.Wrong is { } wrong) return wrong;
        return Told(call, await call.Desk.Change(changes => changes.Silencing.Add(call.Workspace, match!, until!.Value, by!, why!, RandomNumberGenerator.GetBytes(Silencing.DrawBytes), CancellationToken.None)));
    }

    private static async Task<Answer> End(Call call)
    {
        if (await Find(call) is not { } silence) return Problem.NoSuch("silence", call.Id);
        if (silence.End <= call.Host.Clock.GetUtcNow()) return new Problem(409, "has-ended", "It has ended already.", $"the silence {silence.Id} has ended");
        return Told(call, (await call.Desk.Change(changes => changes.Silencing.End(call.Workspace, silence, CancellationToken.None))).Ended);
    }

    private static Match? MatchIn(JsonBody body)
    {
        const string Meaning = "what is meant, such as {\"rule\":\"terbium-*\"}, or {\"rule\":\"*\"} for everything";
        if (!body.Root.TryGetProperty("match", out var match))
        {
            body.Refuse($"'match' is missing: {Meaning}");
            return null;
        }
        var keys = new SortedList<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        if (match.ValueKind == JsonValueKind.Object) foreach (var key in match.EnumerateObject()) keys[key.Name] = Patterns(key.Value);
        if (keys.Count is > 0 and <= MostPatterns && keys.All(key => key.Key.Length is > 0 and <= LongestText && key.Value.Count is > 0 and <= MostPatterns && key.Value.All(pattern => pattern.Length is > 0 and <= LongestText))) return new(keys);
        body.Refuse($"'match' does not say {Meaning}");
        return null;
    }

    private static IReadOnlyList<string> Patterns(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) => [.. value.EnumerateArray().Select(item => item.GetString()!)],
        _ => [],
    };

    private static DateTimeOffset? Until(Call call, JsonBody body)
    {
        var (length, instant, now) = (body.Optional("for"), body.Optional("until"), call.Host.Clock.GetUtcNow());
        if (length is null == instant is null)
        {
            body.Refuse("say how long: either 'for', such as 4h, or 'until', a date or an instant");
            return null;
        }
        var until = instant is null ? now + Silencing.ReadLength(length!) : InstantText.Read(instant, call.Workspace.TimeZone);
        if (until is null) body.Refuse(instant is null ? "'for' is no time such as 90m, 4h, 3d or 2w" : "'until' is neither a date such as 2025-03-24 nor ISO 8601 with offset such as 2025-03-24T09:30:00+08:00");
        else if (until <= now) body.Refuse("the silence would have ended already");
        return until;
    }

    private static async Task<Silence?> Find(Call call) => (await call.Desk.Silences.Silences(call.Cancel)).FirstOrDefault(silence => silence.Id == call.Id);

    private static Answer Told(Call call, Silence silence) => Answer.Object(json => Documents.Silence(json, silence, call.Host.Clock.GetUtcNow()));
}
