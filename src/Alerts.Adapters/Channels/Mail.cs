using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;

namespace Alerts.Adapters.Channels;

/// <summary>A notification as a mail: HTML and plain text of one content, one Message-ID for all attempts.</summary>
internal static class Mail
{
    /// <returns>Null where it can be written; otherwise why not. A line break in a header would let a text add headers of its own.</returns>
    public static string? Fault(Notification notification, string from)
    {
        if (new[] { notification.Address, notification.Message.Subject, notification.Event.Text, from }.Any(value => value.Any(char.IsControl))) return "a header of the mail would hold a line break";
        return MailAddress.TryCreate(notification.Address, out _) ? null : "the receiver is no mail address";
    }

    /// <summary>Whether any of its content was handed to a connection: before that, nothing can have arrived.</summary>
    public static bool HasLeft(MailMessage mail) => mail.AlternateViews.Any(view => view.ContentStream.Position > 0);

    public static MailMessage Of(Notification notification, string from)
    {
        var sender = new MailAddress(from);
        var mail = new MailMessage(sender, new MailAddress(notification.Address))
        {
            Subject = notification.Message.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
            BodyEncoding = Encoding.UTF8,
        };
        mail.Headers.Add("Message-ID", IdOf(notification.Id));
        if (notification.Thread is { } thread)
        {
            mail.Headers.Add("In-Reply-To", IdOf(thread));
            mail.Headers.Add("References", IdOf(thread));
        }
        if (notification.UnsubscribeUrl is { } way)
            foreach (var (name, value) in UnsubscribeLinks.Headers(way)) mail.Headers.Add(name, value);
        mail.Headers.Add("X-Alerts-Event", notification.Event.Text);
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.AlternateViews.Add(View(notification.Message.Text, MediaTypeNames.Text.Plain));
        if (notification.Message.Html.Length > 0) mail.AlternateViews.Add(View(notification.Message.Html, MediaTypeNames.Text.Html));
        return mail;

        string IdOf(NotificationId id) => $"<{id}@{sender.Host}>";
    }

    private static AlternateView View(string text, string type)
    {
        // Lines of a mail end with CRLF, which System.Net.Mail's quoted-printable would encode as if they were data.
        var view = AlternateView.CreateAlternateViewFromString(text.ReplaceLineEndings("\r\n"), Encoding.UTF8, type);
        view.TransferEncoding = TransferEncoding.Base64;
        return view;
    }
}
