namespace Alerts.Adapters.Workspaces;

/// <summary>One key of a YAML mapping: the loader and the reference page both go by this.</summary>
/// <param name="Default">As the reference prints it; null where there is none.</param>
/// <param name="IsLater">A key that later versions read.</param>
internal sealed record Key(string Name, string Meaning, string? Default = null, bool IsRequired = false, bool IsLater = false);

/// <summary>One kind of mapping.</summary>
/// <param name="Name">For messages: <c>a rule</c>.</param>
internal sealed record Shape(string Name, string Title, params IReadOnlyList<Key> Keys);

/// <summary>Every mapping of a workspace (CONTRACT §1).</summary>
internal static class Shapes
{
    public static readonly Shape Workspace = new(
        "alerts.yaml", "`alerts.yaml`",
        new Key("name", "The workspace's name, as messages print it.", IsRequired: true),
        new Key("time-zone", "An IANA name. A bare date is midnight there.", "UTC"),
        new Key("owner", "An email address that gets `data.*` events.", "they are only recorded"),
        new Key("announce-from", "A date or an instant: what is published before is applied in silence.", "the moment of the first run"),
        new Key("store", "Where the program keeps what it knows.", "sqlite:.alerts/alerts.db"),
        new Key("inbox", "The folder that files are dropped into.", "inbox"),
        new Key("email", "How email is sent: see below."),
        new Key("allow-hosts", "Receivers outside the address guard: `HOST:PORT`, `HOST:*`.", "none"));

    public static readonly Shape Email = new(
        "email", "`email` in `alerts.yaml`",
        new Key("from", "The sender: `Alerts <alerts@example.com>`.", IsRequired: true),
        new Key("via", "`folder:NAME`: a folder of `.eml` files; `smtp://HOST:PORT`: a relay, in the clear; `smtps://USER:PASSWORD@HOST:PORT`: STARTTLS required; `sendgrid:KEY`: SendGrid, in the Azure edition.", IsRequired: true));

    public static readonly Shape File = new(
        "a file of datasets", "`datasets/*.yaml`",
        new Key("datasets", "A list of datasets."),
        new Key("derived", "A list of series that add up others."));

    public static readonly Shape Dataset = new(
        "a dataset", "A dataset",
        new Key("id", "Lower case, digits, `.` and `-`.", IsRequired: true),
        new Key("publisher", "Who publishes it, as messages print it.", IsRequired: true),
        new Key("format", "`csv`, `xlsx` or `gacc`.", IsRequired: true),
        new Key("files", "A glob on the file's name. A file that matches two datasets is an error.", IsRequired: true),
        new Key("layout", "csv, xlsx: `long` (a row for each value) or `wide` (a column for each series).", "long"),
        new Key("columns", "csv, xlsx: the headers of the columns, see below."),
        new Key("frequency", "`daily`, `business-daily` or `monthly`.", "gacc: monthly"),
        new Key("date-format", "csv, xlsx: as .NET writes date formats.", "yyyy-MM-dd; monthly: yyyy-MM"),
        new Key("encoding", "csv: a byte order mark wins.", "utf-8"),
        new Key("delimiter", "csv: one character, or `tab`.", "\",\""),
        new Key("decimal", "csv, xlsx: `.` or `,`.", "\".\""),
        new Key("sheet", "xlsx: the sheet's name.", "the first"),
        new Key("header-row", "csv, xlsx: the line, or row of the sheet, that names the columns.", "the first that is not blank"),
        new Key("first-row", "csv, xlsx: the line, or row of the sheet, from which values stand.", "the one below the header"),
        new Key("missing", "csv, xlsx: a list of texts that mean no value: `[\".\", \"n/a\"]`.", "blanks alone"),
        new Key("flow", "gacc: `import` or `export`; the file does not say."),
        new Key("measure", "gacc: `first-quantity` or `value`.", "first-quantity"),
        new Key("covers", "gacc: what the query asked for; inside it, no row means 0."),
        new Key("period", "For a file without a month column: `2025-01..2025-02`."),
        new Key("series", "The series: see below.", IsRequired: true),
        new Key("checks", "Quality checks.", IsLater: true),
        new Key("source", "Where to poll it.", IsLater: true),
        new Key("schedule", "When to poll it.", IsLater: true),
        new Key("calendar", "When it is due.", IsLater: true));

    public static readonly Shape Columns = new(
        "columns", "`columns` of a csv or xlsx dataset",
        new Key("period", "The column with the day or the month. A column without a header is named by its place: `\"#1\"`.", IsRequired: true),
        new Key("series", "long: the column with the series' key."),
        new Key("value", "long: the column with the value."),
        new Key("unit", "A column that names the unit.", "the series' own unit"));

    public static readonly Shape Covers = new(
        "covers", "`covers` of a gacc dataset",
        new Key("partners", "A list of customs country codes.", IsRequired: true),
        new Key("hs", "A list of HS codes, by prefix or range, in quotes.", IsRequired: true));

    public static readonly Shape Series = new(
        "a series", "A series of a csv or xlsx dataset: `KEY-IN-THE-FILE: { … }`",
        new Key("id", "Lower case, digits, `.` and `-`.", IsRequired: true),
        new Key("title", "As messages print it.", IsRequired: true),
        new Key("unit", "The unit that its values are kept in.", IsRequired: true),
        new Key("unit-in-file", "The unit of its values in a file that has no unit column; Chinese names too: `万元/吨`.", "`unit`"),
        new Key("basis", "The terms of a price; printed with every price.", "a price without it is a warning"),
        new Key("labels", "`NAME: TEXT`; subscribers match them.", "none"));

    public static readonly Shape CustomsSeries = new(
        "a series", "A series of a gacc dataset: `ID: { … }`",
        new Key("partner", "A customs country code (106 is Myanmar).", IsRequired: true),
        new Key("hs", "A list of HS codes, by prefix or range, in quotes; added up.", IsRequired: true),
        new Key("unit", "The unit that its values are kept in.", IsRequired: true),
        new Key("title", "As messages print it.", IsRequired: true),
        new Key("basis", "The terms of a price."),
        new Key("labels", "`NAME: TEXT`; subscribers match them.", "none"));

    public static readonly Shape Derived = new(
        "a derived series", "A derived series",
        new Key("id", "Lower case, digits, `.` and `-`.", IsRequired: true),
        new Key("sum", "The series that it adds up.", IsRequired: true),
        new Key("unit", "The unit of the sum.", IsRequired: true),
        new Key("title", "As messages print it.", IsRequired: true),
        new Key("basis", "The terms of what is added up."),
        new Key("labels", "`NAME: TEXT`; subscribers match them.", "none"),
        new Key("unit-value", "A value over a quantity.", IsLater: true),
        new Key("currency", "Converted through an FX series.", IsLater: true));

    public static readonly Shape RuleFile = new("a file of rules", "`rules/*.yaml`", new Key("rules", "A list of rules."), new Key("defaults", "For every rule of the file.", IsLater: true));

    public static readonly Shape Rule = new(
        "a rule", "A rule",
        new Key("id", "Lower case, digits, `.` and `-`.", IsRequired: true),
        new Key("title", "As messages print it.", "the id"),
        new Key("when", "The condition: see the rule language.", IsRequired: true),
        new Key("for", "How many observations must hold before it fires.", "1"),
        new Key("clear", "Where firing ends, in the threshold's unit.", "where the condition fails"),
        new Key("again-every", "A step in the threshold's unit, or `period`.", "never told again"),
        new Key("min-base", "The smallest base that gives a verdict.", "any"),
        new Key("severity", "`info`, `warning`, `high` or `critical`.", "warning"),
        new Key("labels", "`NAME: TEXT`; subscribers match them.", "none"),
        new Key("enabled", "`true` or `false`.", "true"),
        new Key("unconfirmed", "What to say of a doubtful value.", IsLater: true),
        new Key("template", "One rule for many series.", IsLater: true));

    public static readonly Shape SubscriberFile = new("a file of subscribers", "`subscribers.yaml`, `subscribers/*.yaml`", new Key("subscribers", "A list of subscribers."));

    public static readonly Shape Subscriber = new(
        "a subscriber", "A subscriber",
        new Key("id", "Lower case, digits, `.` and `-`.", IsRequired: true),
        new Key("match", "`KEY: PATTERN` or a list of patterns; a key is a label, `rule` or `series`. All keys must match.", "everything"),
        new Key("min-severity", "The least severity that they are told of.", "info"),
        new Key("email", "A list of addresses."),
        new Key("slack", "The address of a Slack incoming webhook; a secret, so better `${NAME}`."),
        new Key("webhook", "A webhook of their own: see below."),
        new Key("teams", "A Teams workflow.", IsLater: true),
        new Key("digest", "One message a day or week.", IsLater: true),
        new Key("quiet-hours", "When not to be told.", IsLater: true),
        new Key("time-zone", "Their own.", IsLater: true),
        new Key("buys", "What they buy.", IsLater: true));

    public static readonly Shape Webhook = new(
        "webhook", "`webhook` of a subscriber",
        new Key("url", "An https address. Others only where `allow-hosts` opens them.", IsRequired: true),
        new Key("secret", "`whsec_` and Base64 of 24 to 64 bytes; a list of two while it is being changed: both sign.", IsRequired: true));

    /// <summary>In the order of the reference page.</summary>
    public static readonly IReadOnlyList<Shape> All = [Workspace, Email, File, Dataset, Columns, Series, CustomsSeries, Covers, Derived, RuleFile, Rule, SubscriberFile, Subscriber, Webhook];
}
