using System.Net.Http;
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

    public static HttpContent? Content(Operation operation) => operation.Id switch
    {
        "postPublication" => ServedDesk.Content("date,code,average\n2025-03-23,P,77\n", "text/csv"),
        "postObservations" => ServedDesk.Content(Values, "application/json"),
        _ => null,
    };

    private static async Task<string> Id(ServedDesk served, Operation operation) => operation.Path.Split('/').ElementAtOrDefault(2) switch
    {
        "events" => (await served.Desk.Alerts.Events(default))[0].Id.Text,
        "series" => "p",
        "rules" => "dear",
        "publications" => (await served.Desk.Observations.Publications(default))[0].Sha256,
        "ledger" => (await served.Desk.Notifications.Ledger(default))[0].Notification.Id.Text,
        _ => "",
    };
}
