using System.Net.Mail;
using Alerts.Adapters.Channels;
using Alerts.Core.Delivery;
using Alerts.Core.Rules;
using Alerts.Core.UseCases;

namespace Alerts.Adapters.Workspaces;

/// <summary>Reads <c>alerts.yaml</c>.</summary>
internal static class Settings
{
    private const string SqlitePrefix = "sqlite:";
    private const string Stores = "sqlite:PATH, in the Azure edition also azure:NAME";
    private const string FolderPrefix = "folder:";
    private const string Ways = "folder:NAME, smtp://HOST:PORT or smtps://USER:PASSWORD@HOST:PORT";

    /// <returns>A workspace without datasets, rules and subscribers; null where the file is wrong as a whole.</returns>
    public static Workspace? Read(string folder, Mistakes mistakes, Names names, Edition edition)
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
            Store(section, edition),
            Names.Line(section, "inbox") ?? "inbox",
            Email(section, mistakes, edition),
            AllowHosts(section),
            [],
            new Dictionary<string, Core.Observations.SeriesDefinition>(StringComparer.Ordinal),
            [],
            [])
        {
            Api = ApiSection.Read(section),
            Noise = NoiseSection.Read(section, names),
            Watchdog = WatchdogSection.Read(section),
            Links = LinksSection.Read(section, edition),
            Retention = RetentionSection.Read(section),
        };
    }

    /// <summary>Of the key <c>time-zone</c>; absent or unknown: UTC.</summary>
    public static TimeZoneInfo Zone(Section section)
    {
        if (section.Text("time-zone") is not { } name) return TimeZoneInfo.Utc;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)) return zone;
        section.Wrong("time-zone", "unknown-time-zone", $"unknown time zone '{name}'", "an IANA name such as Asia/Shanghai", Nearest.Name(name, TimeZoneInfo.GetSystemTimeZones().Select(known => known.Id).Where(id => id.Contains('/', StringComparison.Ordinal) || id == "UTC").Order(StringComparer.Ordinal)));
        return TimeZoneInfo.Utc;
    }

    private static List<string> AllowHosts(Section section)
    {
        var entries = new List<string>();
        foreach (var node in section.List("allow-hosts"))
        {
            if (section.Text(node, "allow-hosts") is not { } entry) continue;
            if (!AddressGuard.IsOpening(entry)) section.Wrong(node, "wrong-host", $"'{entry}' opens no receiver", "HOST:PORT or HOST:*, such as 127.0.0.1:8080");
            entries.Add(entry);
        }
        return entries;
    }

    private static string? Owner(Section section)
    {
        var owner = section.Text("owner");
        if (owner is null || IsAddress(owner)) return owner;
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

    private static string Store(Section section, Edition edition)
    {
        var store = Names.Line(section, "store") ?? $"{SqlitePrefix}.alerts/alerts.db";
        if (Workspace.NameOnAzure(store) is { } name) AzureStore(section, name, edition);
        else if (!store.StartsWith(SqlitePrefix, StringComparison.Ordinal) || store.Length == SqlitePrefix.Length) section.Wrong("store", "wrong-value", $"'{store}' is no store", Stores);
        return store;
    }

    private static void AzureStore(Section section, string name, Edition edition)
    {
        if (edition != Edition.Azure) section.Wrong("store", "other-edition", "a store on Azure comes with the Azure edition; this is the embedded one", Stores);
        else if (!Workspace.IsAzureName(name)) section.Wrong("store", "wrong-value", $"'{name}' cannot begin names in a storage account", "up to 20 lower-case letters and digits, a letter first, such as azure:rareearths");
    }

    private static EmailSettings? Email(Section section, Mistakes mistakes, Edition edition)
    {
        if (section.Mapping("email") is not { } mapping) return null;
        var email = Section.Open(section.File, mapping, Shapes.Email, mistakes);
        var (from, via) = (email.Text("from"), Names.Line(email, "via"));
        if (from is not null && !IsAddress(from)) email.Wrong("from", "wrong-address", "'from' is no sender", "such as Alerts <alerts@example.com>");
        if (via is null) return null;
        var settings = new EmailSettings(from ?? "", via);
        if (settings.SendGridKey is { } key) SendGrid(email, key, from, edition);
        else if (!via.StartsWith(FolderPrefix, StringComparison.Ordinal) || via.Length == FolderPrefix.Length) CheckServer(email, via);
        return from is null ? null : settings;
    }

    private static void SendGrid(Section email, string key, string? from, Edition edition)
    {
        if (edition != Edition.Azure) email.Wrong("via", "other-edition", "sending through SendGrid comes with the Azure edition; this is the embedded one", Ways);
        else if (key.Length == 0 || key.Any(letter => letter is <= ' ' or > '~')) email.Wrong("via", "wrong-value", "'via' names no API key of SendGrid", "sendgrid:${SENDGRID_API_KEY}");
        else if (MailAddress.TryCreate(from, out var sender) && SendGridLimits.SenderFault(sender.DisplayName, sender.Address) is { } fault) email.Wrong("from", "wrong-address", fault, "such as Alerts <alerts@example.com>");
    }

    private static void CheckServer(Section email, string via)
    {
        if (SmtpServer.Read(via) is not { } server) email.Wrong("via", "wrong-value", "'via' is no way to send mail", Ways);
        else if (server.Port == SmtpServer.TlsFromTheStart) email.Wrong("via", "wrong-value", "a mail server on port 465 speaks TLS from the first byte, which is not supported", "smtps://USER:PASSWORD@HOST:587, which requires STARTTLS");
        else if (server is { User: not null, RequiresTls: false }) email.Warn("via", "password-in-the-clear", "smtp:// sends the password in the clear", "smtps://, which requires STARTTLS");
    }

    /// <summary>Whether mail can be sent to or from it: <c>desk@example.com</c>, <c>Desk &lt;desk@example.com&gt;</c>.</summary>
    public static bool IsAddress(string text) => IsPlainAddress(text) || (!text.Any(char.IsControl) && MailAddress.TryCreate(text, out _));

    // What the mail library certainly takes: loading it costs more than reading the rest of a usual workspace.
    private static bool IsPlainAddress(string text)
    {
        if (text.IndexOf(" <", StringComparison.Ordinal) is var named and > 0 && text.EndsWith('>') && text[..named].All(char.IsAsciiLetterOrDigit)) text = text[(named + 2)..^1];
        return text.Split('@') is [{ Length: > 0 and <= 64 } user, { Length: <= 255 } host] && user.All(char.IsAsciiLetterOrDigit)
            && host.Split('.').All(label => label.Length > 0 && label.All(char.IsAsciiLetterOrDigit));
    }
}
