using System.Text.RegularExpressions;
using Alerts.Adapters.Channels;
using Alerts.Contracts;
using Alerts.Core.Delivery;
using Alerts.Core.Notifications;

namespace Alerts.Adapters.Tests.Channels;

public sealed partial class MailFolderTests : IDisposable
{
    private static readonly Notification Terbium = new(
        new("ntf_0123456789abcdef01234567"), new("evt_0123456789abcdef01234567"), "magnet-buyers", "email", "buyer@example.com",
        new("[high] Terbium oxide up 21.9 % in 6 months: 6,550 CNY/kg — 氧化铽", "Terbium oxide rose 21.9 %.\nSecond line.\n", "<p>Terbium oxide rose 21.9 %.</p>\n"));

    private readonly string _folder = Directory.CreateTempSubdirectory("alerts-mail-").FullName;

    private MailFolder Mail => new(Path.Combine(_folder, "outbox"), "Alerts <alerts@example.com>");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [GeneratedRegex("(?<boundary>--boundary_[0-9]+_[0-9a-f-]+)|(?<date>(?<=Date: ).*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Changing();

    [Fact]
    public async Task A_mail_is_one_file_named_after_its_notification()
    {
        var answer = await Mail.Send(Terbium, default);

        Assert.Equal(new Answer(Outcome.Accepted, "ntf_0123456789abcdef01234567.eml"), answer);
        var file = Assert.Single(Directory.GetFileSystemEntries(Path.Combine(_folder, "outbox")));
        Approved.Matches(Changing().Replace(File.ReadAllText(file), match => match.Value.StartsWith("--", StringComparison.Ordinal) ? "--BOUNDARY" : "DATE"), "terbium.eml");
    }

    [Fact]
    public async Task Mails_of_one_alert_hold_together()
    {
        await Mail.Send(Terbium with { Id = new("ntf_second"), Thread = Terbium.Id }, default);

        var mail = await File.ReadAllTextAsync(Path.Combine(_folder, "outbox", "ntf_second.eml"));
        foreach (var header in new[] { "Message-ID: <ntf_second@example.com>", "In-Reply-To: <ntf_0123456789abcdef01234567@example.com>", "References: <ntf_0123456789abcdef01234567@example.com>" })
            Assert.Contains($"{header}\r\n", mail, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_repeat_replaces_it()
    {
        await Mail.Send(Terbium, default);
        await Mail.Send(Terbium, default);

        Assert.Single(Directory.GetFileSystemEntries(Path.Combine(_folder, "outbox")));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_tried_again_later()
    {
        File.WriteAllText(Path.Combine(_folder, "outbox"), "a file is in the way");

        var answer = await Mail.Send(Terbium, default);

        Assert.Equal(Outcome.Retry, answer.Outcome);
        Assert.StartsWith("the mail folder could not be written", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_killed_process_left_behind_is_in_nobodys_way()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "outbox", $".{Terbium.Id}.part"));
        File.WriteAllText(Path.Combine(_folder, "outbox", $".{Terbium.Id}.part", "half.eml"), "half");

        await Mail.Send(Terbium, default);

        var file = Assert.Single(Directory.GetFileSystemEntries(Path.Combine(_folder, "outbox")));
        Assert.Contains("Subject", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_shows_its_receivers_mail_program_the_way_out()
    {
        await Mail.Send(Terbium with { UnsubscribeUrl = "https://alerts.example.com/u/" + new string('a', 150) }, default);

        var mail = (await File.ReadAllTextAsync(Path.Combine(_folder, "outbox", "ntf_0123456789abcdef01234567.eml"))).ReplaceLineEndings("\n").Replace("\n ", " ", StringComparison.Ordinal);
        Assert.Contains($"\nList-Unsubscribe: <https://alerts.example.com/u/{new string('a', 150)}>\n", mail, StringComparison.Ordinal);
        Assert.Contains("\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\n", mail, StringComparison.Ordinal);
    }
}
