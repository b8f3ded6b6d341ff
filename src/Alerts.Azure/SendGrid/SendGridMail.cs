using System.Net.Mail;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using SendGrid.Helpers.Mail;

namespace Alerts.Azure.SendGrid;

/// <summary>A notification in the form that SendGrid takes: one receiver, our own id as custom argument, and nothing that follows its reader about.</summary>
internal static class SendGridMail
{
    /// <returns>The body of the request; or why there is none.</returns>
    public static (string? Request, string? Fault) Of(Notification notification, MailAddress sender, SendGridSettings settings)
    {
        Dictionary<string, string> arguments = new() { [SendGridEvents.OurId] = notification.Id.Text };
        Dictionary<string, string> headers = new(settings.Unsubscribe?.Headers(notification) ?? []) { ["Auto-Submitted"] = "auto-generated", ["X-Alerts-Event"] = notification.Event.Text };
        if (notification.UnsubscribeUrl is { } way)
            foreach (var (name, value) in UnsubscribeLinks.Headers(way)) headers[name] = value;
        if (Fault(notification, sender, headers, arguments) is { } fault) return (null, fault);
        var mail = new SendGridMessage
        {
            From = new EmailAddress(sender.Address, sender.DisplayName.Length == 0 ? null : sender.DisplayName),
            Subject = notification.Message.Subject,
            // Arguments and headers belong to the receiver: a second one would have others.
            Personalizations = [new Personalization { Tos = [new EmailAddress(notification.Address)], CustomArgs = arguments, Headers = headers }],
            Contents = [new Content("text/plain", notification.Message.Text)],
        };
        if (notification.Message.Html.Length > 0) mail.Contents.Add(new Content("text/html", notification.Message.Html));
        mail.SetClickTracking(false, false);
        mail.SetOpenTracking(false);
        mail.SetSubscriptionTracking(false);
        if (settings.IsSandbox) mail.SetSandBoxMode(true);
        var request = mail.Serialize();
        return SendGridLimits.SizeFault(request) is { } size ? (null, size) : (request, null);
    }

    private static string? Fault(Notification notification, MailAddress sender, Dictionary<string, string> headers, Dictionary<string, string> arguments)
    {
        if (!MailAddress.TryCreate(notification.Address, out _)) return "the receiver is no mail address";
        return SendGridLimits.SenderFault(sender.DisplayName, sender.Address)
            ?? SendGridLimits.HeaderFault("receiver", notification.Address)
            ?? SendGridLimits.HeaderFault("subject", notification.Message.Subject)
            ?? headers.Select(header => SendGridLimits.HeaderFault(header.Key, header.Value)).FirstOrDefault(fault => fault is not null)
            ?? SendGridLimits.ArgumentsFault(arguments);
    }
}
