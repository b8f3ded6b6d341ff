using System.Net.Mail;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Channels;

/// <summary>Email as files: <c>FOLDER/NOTIFICATION-ID.eml</c>, written beside and renamed; a repeat replaces it.</summary>
/// <param name="folder">Full path; created when needed.</param>
/// <param name="from">The sender, as in a mail header.</param>
public sealed class MailFolder(string folder, string from) : IChannel
{
    private const int UsualRetrySeconds = 60;

    public async Task<Answer> Send(Notification notification, CancellationToken cancel)
    {
        if (Mail.Fault(notification, from) is { } fault) return new(Outcome.Failed, fault);
        var beside = Path.Combine(folder, $".{notification.Id}.part");
        try
        {
            Directory.CreateDirectory(beside);
            using (var mail = Mail.Of(notification, from))
            using (var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = beside })
            {
                await client.SendMailAsync(mail, cancel);
            }
            var written = Directory.EnumerateFiles(beside).OrderByDescending(File.GetLastWriteTimeUtc).First();
            var name = $"{notification.Id}.eml";
            File.Move(written, Path.Combine(folder, name), overwrite: true);
            Directory.Delete(beside, recursive: true);
            return new(Outcome.Accepted, name);
        }
        catch (Exception error) when ((error is SmtpException ? error.InnerException ?? error : error) is IOException or UnauthorizedAccessException or SmtpException)
        {
            return new(Outcome.Retry, $"the mail folder could not be written: {(error.InnerException ?? error).Message}", TimeSpan.FromSeconds(UsualRetrySeconds));
        }
    }
}
