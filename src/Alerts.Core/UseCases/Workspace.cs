using Alerts.Core.Datasets;
using Alerts.Core.Observations;
using Alerts.Core.Routing;
using Alerts.Core.Rules;

namespace Alerts.Core.UseCases;

/// <summary>All configuration, checked as a whole (CONTRACT §1).</summary>
/// <param name="Folder">Full path; every relative path below is its.</param>
/// <param name="AnnounceFrom">Null: the moment of the first run.</param>
/// <param name="Store">As written: <c>sqlite:.alerts/alerts.db</c>, <c>azure:rareearths</c>.</param>
/// <param name="Series">Every series by id, derived ones too.</param>
/// <param name="Rules">Enabled rules, in order.</param>
public sealed record Workspace(
    string Folder,
    string Name,
    TimeZoneInfo TimeZone,
    string? Owner,
    DateTimeOffset? AnnounceFrom,
    string Store,
    string Inbox,
    EmailSettings? Email,
    IReadOnlyList<string> AllowHosts,
    IReadOnlyList<Dataset> Datasets,
    IReadOnlyDictionary<string, SeriesDefinition> Series,
    IReadOnlyList<Rule> Rules,
    IReadOnlyList<Subscriber> Subscribers)
{
    private const string Azure = "azure:";

    /// <summary>Null: there is no HTTP API.</summary>
    public ApiSettings? Api { get; init; }

    public NoiseControl Noise { get; init; } = NoiseControl.None;

    /// <summary>Null: none.</summary>
    public WatchdogSettings? Watchdog { get; init; }

    /// <summary>Null: mails hold no links, and nobody can ask by themselves to be told.</summary>
    public LinkSettings? Links { get; init; }

    /// <summary>For how long what is past is kept.</summary>
    public RetentionSettings Retention { get; init; } = RetentionSettings.Forever;

    /// <summary>What begins the workspace's names in a storage account, where it is kept in one; null: it is not.</summary>
    public string? AzureName => NameOnAzure(Store);

    /// <returns>Null where the store is of another kind.</returns>
    public static string? NameOnAzure(string store) => store.StartsWith(Azure, StringComparison.Ordinal) ? store[Azure.Length..] : null;

    /// <summary>What may begin the names of tables, containers and queues alike: 1 to 20 lower-case letters and digits, a letter first.</summary>
    public static bool IsAzureName(string text) => text.Length is > 0 and <= 20 && char.IsAsciiLetterLower(text[0]) && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter));

    /// <summary>The first midnight of a day in the workspace's time zone, with its offset; the first instant of the day where midnight does not exist.</summary>
    public DateTimeOffset Midnight(DateOnly day) => Midnight(day, TimeZone);

    /// <summary>The same instant with the offset of the workspace's time zone.</summary>
    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, TimeZone);

    /// <summary>The first midnight of a day in a time zone, with its offset; the first instant of the day where midnight does not exist.</summary>
    public static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo zone) => LocalTimes.First(day, TimeOnly.MinValue, zone);
}

/// <param name="From">As in a mail header: <c>Alerts &lt;alerts@example.com&gt;</c>.</param>
/// <param name="Via"><c>folder:outbox</c>, <c>smtp://HOST:PORT</c>, <c>sendgrid:KEY</c>.</param>
public sealed record EmailSettings(string From, string Via)
{
    private const string SendGrid = "sendgrid:";

    /// <summary>The API key, where mail goes through SendGrid; null: it does not.</summary>
    public string? SendGridKey => Via.StartsWith(SendGrid, StringComparison.Ordinal) ? Via[SendGrid.Length..] : null;
}

/// <summary>What runs a workspace: some ways of keeping and sending come with the Azure edition alone.</summary>
public enum Edition
{
    Embedded,
    Azure,
}
