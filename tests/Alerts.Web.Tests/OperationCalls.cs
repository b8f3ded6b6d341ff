using System.Net.Http;
using Alerts.Core.Routing;
using Alerts.Web.Http;

namespace Alerts.Web.Tests;

/// <summary>A good call of each operation, on a desk with news.</summary>
internal static class OperationCalls
{
    private const string Values = """{"published":"2025-03-22","values":[{"series":"p","period":"2025-03-22","value":130}]}""";

    public static async Task<Reply> Make(ServedDesk served, Operation operation, params (string Name, string Value)[] headers) =>
        await served.Send(new(operation.Method), await Address(served, operation), Content(operation), headers);

    /// <summary>With placeholders filled in, and what must be given.</summary>
    public static async Task<string> Address(ServedDesk served, Operation operation)
    {
        var path = operation.Path.Replace("{id}", await Id(served, operation), StringComparison.Ordinal);
        return operation.Id switch
        {
            "postPublication" => path + "?file=2025-03-23-prices.csv",
            "who" => path + "?rule=dear",
            _ => path,
        };
    }

    // Kept without its mail: who is refused must leave nothing behind.
    private static async Task<string> Asked(ServedDesk served)
    {
        const string Bert = "bert@example.com";
        var wish = new Subscriber(Subscription.IdOf(Bert), Match.Everything, Core.Rules.Severity.Critical, [Bert]);
        await served.Desk.Subscriptions.PutSubscription(new(wish.Id, Bert, 1) { Asked = wish }, default);
        return served.Desk.Workspace.Links!.ConfirmUrl(wish, Bert, served.Desk.Clock.GetUtcNow()).Split('/')[^1];
    }

    public static HttpContent? Content(Operation operation) => operation.Id switch
    {
        "postPublication" => ServedDesk.Content("date,code,average\n2025-03-23,P,77\n", "text/csv"),
        "addSilence" => ServedDesk.Content("""{"match":{"rule":"dear"},"for":"4h","by":"anna","why":"stock-taking"}""", "application/json"),
        "acceptQuarantined" or "rejectQuarantined" => ServedDesk.Content("""{"by":"anna","why":"confirmed by the broker"}""", "application/json"),
        "askToBeTold" => ServedDesk.Content("""{"email":"new@example.com","match":{"commodity":"terbium"},"min-severity":"high"}""", "application/json"),
        "confirm" => ServedDesk.Content("confirm=yes", "application/x-www-form-urlencoded"),
        "unsubscribe" => ServedDesk.Content("List-Unsubscribe=One-Click", "application/x-www-form-urlencoded"),
        "postObservations" => ServedDesk.Content(Values, "application/json"),
        _ => null,
    };

    private static async Task<string> Id(ServedDesk served, Operation operation) => operation.Path.Split('/').ElementAtOrDefault(operation.IsPage ? 1 : 2) switch
    {
        "silences" => (await served.Desk.Silences.Silences(default)).OrderBy(silence => silence.End <= served.Desk.Clock.GetUtcNow()).First().Id,
        "quarantine" => (await served.Desk.Observations.Quarantine(isWaiting: false, default))[operation.Id == "rejectQuarantined" ? 0 : ^1].Id.Text,
        "subscriptions" => Subscription.IdOf(ServedDesk.Anna),
        "u" => served.Desk.Workspace.Links!.UnsubscribeUrl("buyer", "buyer@example.com").Split('/')[^1],
        "confirm" => await Asked(served),
        "events" => (await served.Desk.Alerts.Events(default))[0].Id.Text,
        "series" => "p",
        "rules" => "dear",
        "publications" => (await served.Desk.Observations.Publications(default))[0].Sha256,
        "ledger" => (await served.Desk.Notifications.Ledger(default))[0].Notification.Id.Text,
        _ => "",
    };
}
