using Alerts.Adapters.Workspaces;
using Alerts.Core.Routing;
using Alerts.Core.UseCases;
using Alerts.Web.Http;

namespace Alerts.Web.Endpoints;

/// <summary>Who is told, and people who ask for it by themselves.</summary>
internal static class SubscriptionEndpoints
{
    private static readonly TakenBody AWish = new(16L * 1024, "NewSubscription", "application/json");

    public static IEnumerable<Operation> All { get; } =
    [
        new("listSubscriptions", "GET", "/api/subscriptions", ApiScope.Operate, "Subscribers of the files and those who asked by themselves, in order of id.", "SubscriptionList", List) { Parameters = [Parameter.Limit, Parameter.Cursor] },
        new("getSubscription", "GET", "/api/subscriptions/{id}", ApiScope.Operate, "One subscriber.", "Subscription", Get) { Refuses = [404] },
        new("askToBeTold", "POST", "/api/subscriptions", ApiScope.Subscribe, "Somebody asks to be told by mail. A mail asks the owner of the address, who confirms it on a page; until then nothing else is sent there. The answer is the same for every address.", "Asked", Ask) { Body = AWish, Refuses = [409, 429] },
        new("endSubscription", "POST", "/api/subscriptions/{id}/end", ApiScope.Operate, "Ends a subscription that somebody asked for by themselves.", "Subscription", End) { Refuses = [404, 409] },
    ];

    private static async Task<Answer> List(Call call) => Listed.Page(call, await Entries(call), entry => entry.Subscriber.Id, Documents.Subscription);

    private static async Task<Answer> Get(Call call) => await Find(call) is { } entry ? Told(entry) : Problem.NoSuch("subscription", call.Id);

    private static async Task<Answer> Ask(Call call)
    {
        var (body, problem) = await JsonBody.Read(call, AWish);
        if (body is null) return problem!;
        var (wants, mistakes) = SubscriptionRequest.Read(body.Root);
        if (wants is null) return Problem.WrongBody(mistakes[0]) with { Errors = [.. mistakes.Select(mistake => new ProblemPlace(mistake))] };
        return await call.Desk.Change(changes => changes.Subscribe.Ask(call.Workspace, wants, CancellationToken.None)) switch
        {
            AskResult.NotSetUp => new Problem(409, "not-set-up", "Nobody can ask by themselves here.", "the workspace needs 'links' and 'email' in alerts.yaml"),
            AskResult.TooMany => new Problem(429, "too-many", "Too many are asking.", $"mails to confirm go to {SubscribeByMail.MostAsksAnHour} addresses an hour") { RetryAfter = 3600 },
            _ => Answer.Object(json => json.WriteString("status", "asked")),
        };
    }

    private static async Task<Answer> End(Call call)
    {
        if (await Find(call) is not { } entry) return Problem.NoSuch("subscription", call.Id);
        if (entry.Kept is not { } kept) return new Problem(409, "in-the-files", "It stands in the files of the workspace.", "whoever writes the files ends it there; its receivers unsubscribe by the link in their mails");
        return Told(entry with { Kept = await call.Desk.Change(changes => changes.Subscribe.End(kept.Subscriber, kept.Address, CancellationToken.None)) });
    }

    private static Answer Told(SubscriptionEntry entry) => Answer.Object(json => Documents.Subscription(json, entry));

    private static async Task<SubscriptionEntry?> Find(Call call) => (await Entries(call)).FirstOrDefault(entry => entry.Subscriber.Id == call.Id);

    private static async Task<IEnumerable<SubscriptionEntry>> Entries(Call call)
    {
        var all = await call.Desk.Subscriptions.Subscriptions(call.Cancel);
        var kept = all.Where(one => one.IsOwn).ToDictionary(one => one.Subscriber, StringComparer.Ordinal);
        foreach (var subscriber in call.Workspace.Subscribers) kept.Remove(subscriber.Id);
        return SubscribersInForce.Of(call.Workspace, all).Subscribers.Select(subscriber => new SubscriptionEntry(subscriber, kept.GetValueOrDefault(subscriber.Id), call.Workspace));
    }
}

/// <param name="Kept">Null: it stands in the files.</param>
internal sealed record SubscriptionEntry(Subscriber Subscriber, Subscription? Kept, Workspace Workspace);
