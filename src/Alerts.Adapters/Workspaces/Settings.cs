using System.Net.Mail;
using Alerts.Adapters.Channels;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads <c>alerts.yaml</c>.</summary>
internal static class Settings
{
    private const string SqlitePrefix = "sqlite:";
    private const string FolderPrefix = "folder:";
    private const string LaterMail = "sendgrid:";

    /// <returns>A workspace without datasets, rules and subscribers; null where the file is wrong as a whole.</returns>
    public static Workspace? Read(string folder, Mistakes mistakes)
    {
        if (YamlText.Read(folder, WorkspaceLoader.MainFile, mistakes) is not { } mapping)
        {
            if (mistakes.All.Count == 0) mistakes.Add(new(WorkspaceLoader.MainFile, 1, 1, true, "missing-key", "'name' is missing in alerts.yaml"));
            return null;
        }
        var section = Section.Open(WorkspaceLoader.MainFile, mapping, Shapes.Workspace, mistakes);
        var zone = Zone(section);
        return new(
            folder,
            Names.Line(section, "name") ?? "",
            zone,
            Owner(section),
            AnnounceFrom(section, zone),
            Store(section),
            section.Text("inbox") ?? "inbox",
            Email(section, mistakes),
            [.. section.List("allow-hosts").Select(section.Text)],
            [],
            new Dictionary<string, Core.Observations.SeriesDefinition>(StringComparer.Ordinal),
            [],
            []);
    }

    private static TimeZoneInfo Zone(Section section)
    {
        if (section.Text("time-zone") is not { } name) return TimeZoneInfo.Utc;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)) return zone;
        section.Wrong("time-zone", "unknown-time-zone", $"unknown time zone '{name}'", "an IANA name such as Asia/Shanghai", Nearest.Name(name, TimeZoneInfo.GetSystemTimeZones().Select(known => known.Id).Where(id => id.Contains('/', StringComparison.Ordinal) || id == "UTC").Order(StringComparer.Ordinal)));
        return TimeZoneInfo.Utc;
    }

    private static string? Owner(Section section)
    {
        if (section.Text("owner") is not { } owner || IsAddress(owner)) return section.Text("owner");
        section.Wrong("owner", "wrong-address", $"'owner' is no email address", "such as desk@example.com");
        return null;
    }

    private static DateTimeOffset? AnnounceFrom(Section section, TimeZoneInfo zone)
    {
        if (section.Text("announce-from") is not { } text) return null;
        if (InstantText.Read(text, zone) is { } instant) return instant;
        section.Wrong("announce-from", "wrong-value", $"'{text}' is no date and no instant", "such as 2025-03-20, or 2025-03-20T09:00:00+08:00");
        return null;
    }

    private static string Store(Section section)
    {
        var store = section.Text("store") ?? $"{SqlitePrefix}.alerts/alerts.db";
        if (!store.StartsWith(SqlitePrefix, StringComparison.Ordinal) || store.Length == SqlitePrefix.Length)
            section.Wrong("store", "wrong-value", $"'{store}' is no store", "sqlite:PATH");
        return store;
    }

    private static EmailSettings? Email(Section section, Mistakes mistakes)
    {
        if (section.Mapping("email") is not { } mapping) return null;
        var email = Section.Open(section.File, mapping, Shapes.Email, mistakes);
        var (from, via) = (email.Text("from"), email.Text("via"));
        if (from is not null && !IsAddress(from)) email.Wrong("from", "wrong-address", "'from' is no sender", "such as Alerts <alerts@example.com>");
        if (via is not null && via.StartsWith(LaterMail, StringComparison.Ordinal)) email.Wrong("via", "not-available-yet", "sending through SendGrid is not available yet", "folder:NAME, smtp://HOST:PORT or smtps://USER:PASSWORD@HOST:PORT");
        else if (via is not null && SmtpServer.Read(via) is null && (!via.StartsWith(FolderPrefix, StringComparison.Ordinal) || via.Length == FolderPrefix.Length))
            email.Wrong("via", "wrong-value", "'via' is no way to send mail", "folder:NAME, smtp://HOST:PORT or smtps://USER:PASSWORD@HOST:PORT");
        else if (via is not null && SmtpServer.Read(via) is { User: not null, RequiresTls: false }) email.Warn("via", "password-in-the-clear", "smtp:// sends the password in the clear", "smtps://, which requires STARTTLS");
        return from is null || via is null ? null : new(from, via);
    }

    public static bool IsAddress(string text) => !text.Any(char.IsControl) && MailAddress.TryCreate(text, out _);
}
