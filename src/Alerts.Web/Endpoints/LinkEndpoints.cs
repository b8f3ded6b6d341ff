using Alerts.Core.Notifications;
using Alerts.Core.UseCases;
using Alerts.Web.Http;

namespace Alerts.Web.Endpoints;

/// <summary>Where links in mails lead. Programs that look at mails follow links, so that asking for a page changes nothing: its button does, or a mail program's own (RFC 8058).</summary>
internal static class LinkEndpoints
{
    private const string OneClick = "List-Unsubscribe";
    private const string OneClickValue = "One-Click";

    private static readonly TakenBody AForm = new(4096, null, "application/x-www-form-urlencoded", "multipart/form-data");

    private static readonly PageAnswer Invalid = new(404, "This link does nothing", "It is none of ours, was cut on its way, or is too old.", "To be told of alerts, ask for it again where you asked.");

    public static IEnumerable<Operation> All { get; } =
    [
        new("showConfirm", "GET", $"/{LinkSettings.ConfirmPath}{{id}}", null, "The page of a mail that asks to confirm; it changes nothing.", PageAnswer.MediaType, ShowConfirm) { IsPage = true, Refuses = [404] },
        new("confirm", "POST", $"/{LinkSettings.ConfirmPath}{{id}}", null, "The owner of an address confirms that they want to be told: `confirm=yes`.", PageAnswer.MediaType, Confirm) { IsPage = true, Body = AForm, Refuses = [404] },
        new("showUnsubscribe", "GET", $"/{LinkSettings.UnsubscribePath}{{id}}", null, "The page of a mail's way out; it changes nothing.", PageAnswer.MediaType, ShowUnsubscribe) { IsPage = true, Refuses = [404] },
        new("unsubscribe", "POST", $"/{LinkSettings.UnsubscribePath}{{id}}", null, "A receiver of mail leaves, by their mail program's button or the page's: `List-Unsubscribe=One-Click` (RFC 8058). `again=yes` takes it back.", PageAnswer.MediaType, Unsubscribe) { IsPage = true, Body = AForm, Refuses = [404] },
    ];

    private static async Task<Answer> ShowConfirm(Call call) => PageOfConfirm(call, await Looking(call).LookAtConfirm(call.Workspace, call.Id, call.Cancel));

    private static async Task<Answer> Confirm(Call call)
    {
        var (form, problem) = await call.Form(AForm);
        if (problem is not null) return problem;
        if (!Says(form, "confirm", "yes")) return Problem.WrongBody("the form says neither 'confirm=yes' nor anything else that is known");
        return PageOfConfirm(call, await call.Desk.Change(changes => changes.Subscribe.Confirm(call.Workspace, call.Id, CancellationToken.None)));
    }

    private static async Task<Answer> ShowUnsubscribe(Call call) => PageOfUnsubscribe(call, await Looking(call).LookAtUnsubscribe(call.Workspace, call.Id, call.Cancel));

    private static async Task<Answer> Unsubscribe(Call call)
    {
        var (form, problem) = await call.Form(AForm);
        if (problem is not null) return problem;
        var leaves = Says(form, OneClick, OneClickValue);
        if (!leaves && !Says(form, "again", "yes")) return Problem.WrongBody($"the form says neither '{OneClick}={OneClickValue}' nor 'again=yes'");
        return PageOfUnsubscribe(call, await call.Desk.Change(changes => leaves
            ? changes.Subscribe.Unsubscribe(call.Workspace, call.Id, CancellationToken.None)
            : changes.Subscribe.Resume(call.Workspace, call.Id, CancellationToken.None)));
    }

    private static PageAnswer PageOfConfirm(Call call, LinkResult found)
    {
        if (found.Subscription is not { } known) return Invalid;
        if (!found.CanConfirm) return new(200, "It is confirmed", $"{call.Workspace.Name} tells {known.Address} {ConfirmMessages.What(known.Wants!)}.", "Each mail has a way out.");
        return new(200, "Do you want to be told?", $"{call.Workspace.Name} is asked to tell {known.Address} {ConfirmMessages.What(known.Asked!)}.", "If you did not ask for it, close this page: nothing is sent to you.") { Button = new("confirm", "yes", "Yes, tell me") };
    }

    private static PageAnswer PageOfUnsubscribe(Call call, LinkResult found)
    {
        if (found.Subscription is not { } known) return Invalid;
        return known.Unsubscribed is null
            ? new(200, "Do you want no more mails?", $"{call.Workspace.Name} sends alerts to {known.Address}.") { Button = new(OneClick, OneClickValue, "Send no more") }
            : new(200, "You have unsubscribed", $"{call.Workspace.Name} sends no more alerts to {known.Address} for this subscription.", "If that was a mistake, take it back.") { Button = new("again", "yes", "Send them again") };
    }

    private static SubscribeByMail Looking(Call call) => new(call.Desk.Subscriptions, call.Desk.Notifications, call.Host.Clock);

    private static bool Says(IReadOnlyDictionary<string, string> form, string name, string value) => form.TryGetValue(name, out var said) && said == value;
}
