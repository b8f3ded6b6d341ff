namespace Alerts.Adapters.Workspaces;

/// <summary>One key of a YAML mapping: the loader and the reference page both go by this.</summary>
/// <param name="Default">As the reference prints it; null where there is none.</param>
/// <param name="IsLater">A key that later versions read.</param>
/// <param name="Type">What its value is, in a word.</param>
/// <param name="Example">A good value, as YAML; null where it has keys of its own, which stand in a table of theirs.</param>
/// <param name="Wrong">A value that is refused: the reference prints what the checker says of it.</param>
internal sealed record Key(string Name, string Meaning, string? Default = null, bool IsRequired = false, bool IsLater = false, string Type = "", string? Example = null, string Wrong = "");

/// <summary>One kind of mapping.</summary>
/// <param name="Name">For messages: <c>a rule</c>.</param>
internal sealed record Shape(string Name, string Title, params IReadOnlyList<Key> Keys);

/// <summary>Every mapping of a workspace (CONTRACT §1).</summary>
internal static class Shapes
{
    public static readonly Shape Workspace = new(
        "alerts.yaml", "`alerts.yaml`",
        new Key("name", "The workspace's name, as messages print it.", IsRequired: true, Type: "text", Example: "Rare earths desk", Wrong: "\"\""),
        new Key("time-zone", "An IANA name. A bare date is midnight there.", "UTC", Type: "IANA name", Example: "Asia/Shanghai", Wrong: "Asia/Shanghay"),
        new Key("owner", "An email address that gets `data.*` events.", "they are only recorded", Type: "address", Example: "desk@example.com", Wrong: "desk"),
        new Key("announce-from", "A date or an instant: what is published before is applied in silence.", "the moment of the first run", Type: "date or instant", Example: "2025-03-20", Wrong: "20 March"),
        new Key("store", "Where the program keeps what it knows. `azure:NAME`: a storage account, in the Azure edition; its tables, containers and queues begin with the name.", "sqlite:.alerts/alerts.db", Type: "`sqlite:PATH`, `azure:NAME`", Example: "sqlite:.alerts/alerts.db", Wrong: "postgres:alerts"),
        new Key("inbox", "The folder that files are dropped into.", "inbox", Type: "path", Example: "inbox", Wrong: "\"\""),
        new Key("email", "How email is sent: see below.", Type: "keys", Wrong: "folder:outbox"),
        new Key("allow-hosts", "Receivers outside the address guard: `HOST:PORT`, `HOST:*`.", "none", Type: "list", Example: "[\"127.0.0.1:*\"]", Wrong: "{ host: 127.0.0.1 }"));

    public static readonly Shape Email = new(
        "email", "`email` in `alerts.yaml`",
        new Key("from", "The sender: `Alerts <alerts@example.com>`.", IsRequired: true, Type: "address", Example: "\"Alerts <alerts@example.com>\"", Wrong: "desk"),
        new Key("via", "`folder:NAME`: a folder of `.eml` files; `smtp://HOST:PORT`: a relay, in the clear; `smtps://USER:PASSWORD@HOST:PORT`: STARTTLS required; `sendgrid:KEY`: SendGrid, in the Azure edition.", IsRequired: true, Type: "address", Example: "\"folder:outbox\"", Wrong: "outbox"));

    public static readonly Shape File = new(
        "a file of datasets", "`datasets/*.yaml`",
        new Key("datasets", "A list of datasets.", Type: "list", Wrong: "prices"),
        new Key("derived", "A list of series that add up others.", Type: "list", Wrong: "sums"));

    public static readonly Shape Dataset = new(
        "a dataset", "A dataset",
        new Key("id", "Lower case, digits, `.` and `-`.", IsRequired: true, Type: "id", Example: "smm-prices", Wrong: "SMM prices"),
        new Key("publisher", "Who publishes it, as messages print it.", IsRequired: true, Type: "text", Example: "Shanghai Metals Market", Wrong: "\"\""),
        new Key("format", "`csv`, `xlsx` or `gacc`.", IsRequired: true, Type: "word", Example: "csv", Wrong: "cvs"),
        new Key("files", "A glob on the file's name. A file that matches two datasets is an error.", IsRequired: true, Type: "glob", Example: "\"*smm*.csv\"", Wrong: "\"inbox/*.csv\""),
        new Key("layout", "csv, xlsx: `long` (a row for each value) or `wide` (a column for each series).", "long", Type: "word", Example: "long", Wrong: "tall"),
        new Key("columns", "csv, xlsx: the headers of the columns, see below.", Type: "keys", Wrong: "[Date, Code]"),
        new Key("frequency", "`daily`, `business-daily` or `monthly`.", "gacc: monthly", Type: "word", Example: "business-daily", Wrong: "weekly"),
        new Key("date-format", "csv, xlsx: as .NET writes date formats.", "yyyy-MM-dd; monthly: yyyy-MM", Type: "format", Example: "dd.MM.yyyy", Wrong: "MM.yyyy"),
        new Key("encoding", "csv: a byte order mark wins.", "utf-8", Type: "name", Example: "gb18030", Wrong: "gb18031"),
        new Key("delimiter", "csv: one character, or `tab`.", "\",\"", Type: "character", Example: "\";\"", Wrong: "\";;\""),
        new Key("decimal", "csv, xlsx: `.` or `,`.", "\".\"", Type: "word", Example: "\",\"", Wrong: "\";\""),
        new Key("sheet", "xlsx: the sheet's name.", "the first", Type: "text", Example: "Prices", Wrong: "\"\""),
        new Key("header-row", "csv, xlsx: the line, or row of the sheet, that names the columns.", "the first that is not blank", Type: "number", Example: "4", Wrong: "0"),
        new Key("first-row", "csv, xlsx: the line, or row of the sheet, from which values stand.", "the one below the header", Type: "number", Example: "6", Wrong: "3"),
        new Key("missing", "csv, xlsx: a list of texts that mean no value: `[\".\", \"n/a\"]`.", "blanks alone", Type: "list", Example: "[\".\", \"n/a\"]", Wrong: "{ none: n/a }"),
        new Key("flow", "gacc: `import` or `export`; the file does not say.", Type: "word", Example: "import", Wrong: "imports"),
        new Key("measure", "gacc: `first-quantity` or `value`.", "first-quantity", Type: "word", Example: "first-quantity", Wrong: "weight"),
        new Key("covers", "gacc: what the query asked for; inside it, no row means 0.", Type: "keys", Wrong: "[106]"),
        new Key("period", "For a file without a month column: `2025-01..2025-02`.", Type: "months", Example: "2025-01..2025-02", Wrong: "2025-1"),
        new Key("series", "The series: see below.", IsRequired: true, Type: "keys", Wrong: "[SMM-REO-TXO]"),
        new Key("checks", "Quality checks.", IsLater: true),
        new Key("source", "Where to poll it.", IsLater: true),
        new Key("schedule", "When to poll it.", IsLater: true),
        new Key("calendar", "When it is due.", IsLater: true));

    public static readonly Shape Columns = new(
        "columns", "`columns` of a csv or xlsx dataset",
        new Key("period", "The column with the day or the month. A column without a header is named by its place: `\"#1\"`.", IsRequired: true, Type: "text", Example: "Date", Wrong: "\"\""),
        new Key("series", "long: the column with the series' key.", Type: "text", Example: "Code", Wrong: "\"\""),
        new Key("value", "long: the column with the value.", Type: "text", Example: "Average", Wrong: "\"\""),
        new Key("unit", "A column that names the unit.", "the series' own unit", Type: "text", Example: "Unit", Wrong: "\"\""));

    public static readonly Shape Covers = new(
        "covers", "`covers` of a gacc dataset",
        new Key("partners", "A list of customs country codes.", IsRequired: true, Type: "list", Example: "[106]", Wrong: "[Myanmar]"),
        new Key("hs", "A list of HS codes, by prefix or range, in quotes.", IsRequired: true, Type: "list", Example: "[\"2846\", \"280530\"]", Wrong: "[\"284\"]"));

    public static readonly Shape Series = new(
        "a series", "A series of a csv or xlsx dataset: `KEY-IN-THE-FILE: { … }`",
        new Key("id", "Lower case, digits, `.` and `-`.", IsRequired: true, Type: "id", Example: "smm.terbium-oxide", Wrong: "Terbium"),
        new Key("title", "As messages print it.", IsRequired: true, Type: "text", Example: "Terbium oxide", Wrong: "\"\""),
        new Key("unit", "The unit that its values are kept in.", IsRequired: true, Type: "unit", Example: "CNY/kg", Wrong: "CNY/kq"),
        new Key("unit-in-file", "The unit of its values in a file that has no unit column; Chinese names too: `万元/吨`.", "`unit`", Type: "unit", Example: "万元/吨", Wrong: "吨"),
        new Key("basis", "The terms of a price; printed with every price.", "a price without it is a warning", Type: "text", Example: "\"ex works China, incl. 13 % VAT\"", Wrong: "\"\""),
        new Key("labels", "`NAME: TEXT`; subscribers match them.", "none", Type: "keys", Example: "{ commodity: terbium }", Wrong: "terbium"));

    public static readonly Shape CustomsSeries = new(
        "a series", "A series of a gacc dataset: `ID: { … }`",
        new Key("partner", "A customs country code (106 is Myanmar).", IsRequired: true, Type: "number", Example: "106", Wrong: "MM"),
        new Key("hs", "A list of HS codes, by prefix or range, in quotes; added up.", IsRequired: true, Type: "list", Example: "[\"28461010\", \"28469011..28469019\"]", Wrong: "[\"284\"]"),
        new Key("unit", "The unit that its values are kept in.", IsRequired: true, Type: "unit", Example: "t", Wrong: "CNY"),
        new Key("title", "As messages print it.", IsRequired: true, Type: "text", Example: "Imports of oxides from Myanmar", Wrong: "\"\""),
        new Key("basis", "The terms of a price.", Type: "text", Example: "as cleared", Wrong: "\"\""),
        new Key("labels", "`NAME: TEXT`; subscribers match them.", "none", Type: "keys", Example: "{ commodity: rare-earths }", Wrong: "rare-earths"));

    public static readonly Shape Derived = new(
        "a derived series", "A derived series",
        new Key("id", "Lower case, digits, `.` and `-`.", IsRequired: true, Type: "id", Example: "cn.imports.all", Wrong: "All imports"),
        new Key("sum", "The series that it adds up.", IsRequired: true, Type: "list", Example: "[cn.imports.mm, cn.imports.la]", Wrong: "[cn.imports.mn]"),
        new Key("unit", "The unit of the sum.", IsRequired: true, Type: "unit", Example: "t", Wrong: "CNY"),
        new Key("title", "As messages print it.", IsRequired: true, Type: "text", Example: "Imports from both", Wrong: "\"\""),
        new Key("basis", "The terms of what is added up.", Type: "text", Example: "as cleared", Wrong: "\"\""),
        new Key("labels", "`NAME: TEXT`; subscribers match them.", "none", Type: "keys", Example: "{ commodity: rare-earths }", Wrong: "rare-earths"),
        new Key("unit-value", "A value over a quantity.", IsLater: true),
        new Key("currency", "Converted through an FX series.", IsLater: true));

    public static readonly Shape RuleFile = new("a file of rules", "`rules/*.yaml`", new Key("rules", "A list of rules.", Type: "list", Wrong: "spike"), new Key("defaults", "For every rule of the file that does not say otherwise: see below.", "none", Type: "keys", Wrong: "[high]"));

    public static readonly Shape Rule = new(
        "a rule", "A rule",
        new Key("id", "Lower case, digits, `.` and `-`.", IsRequired: true, Type: "id", Example: "terbium-spike", Wrong: "Terbium spike"),
        new Key("title", "As messages print it.", "the id", Type: "text", Example: "Terbium oxide up more than 20 %", Wrong: "\"\""),
        new Key("when", "The condition: see the rule language.", IsRequired: true, Type: "condition", Example: "change(smm.terbium-oxide, 6 months) > 20%", Wrong: "change(smm.terbium, 6 months) > 20%"),
        new Key("for", "How many observations must hold before it fires.", "1", Type: "number", Example: "3", Wrong: "0"),
        new Key("clear", "Where firing ends, in the threshold's unit.", "where the condition fails", Type: "threshold", Example: "15%", Wrong: "25%"),
        new Key("again-every", "A step in the threshold's unit, or `period`.", "never told again", Type: "step, `period`", Example: "10%", Wrong: "week"),
        new Key("min-base", "The smallest base that gives a verdict.", "any", Type: "quantity", Example: "1 CNY/kg", Wrong: "1 t"),
        new Key("severity", "`info`, `warning`, `high` or `critical`.", "warning", Type: "word", Example: "high", Wrong: "hihg"),
        new Key("labels", "`NAME: TEXT`; subscribers match them.", "none", Type: "keys", Example: "{ desk: magnets }", Wrong: "magnets"),
        new Key("enabled", "`true` or `false`.", "true", Type: "word", Example: "true", Wrong: "maybe"),
        new Key("for-each", "A list of entries `NAME: VALUE`: one rule for each, with the values in the places `{NAME}` of the rule's texts.", "one rule", Type: "list", Example: "[{ metal: terbium }]", Wrong: "[terbium]"),
        new Key("unconfirmed", "What to say of a doubtful value.", IsLater: true));

    public static readonly Shape RuleDefaults = new(
        "defaults", "`defaults` of a file of rules",
        [.. Rule.Keys.Where(key => key.Name is "for" or "clear" or "again-every" or "min-base" or "severity" or "labels" or "enabled")]);

    public static readonly Shape SubscriberFile = new("a file of subscribers", "`subscribers.yaml`, `subscribers/*.yaml`", new Key("subscribers", "A list of subscribers.", Type: "list", Wrong: "buyers"));

    public static readonly Shape Subscriber = new(
        "a subscriber", "A subscriber",
        new Key("id", "Lower case, digits, `.` and `-`.", IsRequired: true, Type: "id", Example: "magnet-buyers", Wrong: "Magnet buyers"),
        new Key("match", "`KEY: PATTERN` or a list of patterns; a key is a label, `rule` or `series`. All keys must match.", "everything", Type: "keys", Example: "{ commodity: [terbium, dysprosium], rule: \"terbium-*\" }", Wrong: "terbium"),
        new Key("min-severity", "The least severity that they are told of: `info`, `warning`, `high` or `critical`.", "info", Type: "word", Example: "warning", Wrong: "warn"),
        new Key("email", "A list of addresses.", Type: "list", Example: "[buyer@example.com]", Wrong: "[buyer]"),
        new Key("slack", "The address of a Slack incoming webhook; a secret, so better `${NAME}`.", Type: "address", Example: "https://hooks.slack.com/services/T0/B0/x", Wrong: "http://hooks.slack.com/services/T0/B0/x"),
        new Key("webhook", "A webhook of their own: see below.", Type: "keys", Wrong: "https://erp.example.com/alerts"),
        new Key("buys", "`SERIES: QUANTITY`, such as `1.2 t/year` or `100 kg/month`: messages tell what a change of its price costs them.", "nothing", Type: "keys", Example: "{ smm.terbium-oxide: 1.2 t/year }", Wrong: "{ smm.terbium-oxide: 1.2 bbl/year }"),
        new Key("teams", "A Teams workflow.", IsLater: true),
        new Key("digest", "One message a day or week.", IsLater: true),
        new Key("quiet-hours", "When not to be told.", IsLater: true),
        new Key("time-zone", "Their own.", IsLater: true));

    public static readonly Shape Webhook = new(
        "webhook", "`webhook` of a subscriber",
        new Key("url", "An https address. Others only where `allow-hosts` opens them.", IsRequired: true, Type: "address", Example: "https://erp.example.com/alerts", Wrong: "http://erp.example.com/alerts"),
        new Key("secret", "`whsec_` and Base64 of 24 to 64 bytes; a list of two while it is being changed: both sign.", IsRequired: true, Type: "secret", Example: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", Wrong: "s3cret"));

    /// <summary>In the order of the reference page.</summary>
    public static readonly IReadOnlyList<Shape> All = [Workspace, Email, File, Dataset, Columns, Series, CustomsSeries, Covers, Derived, RuleFile, Rule, RuleDefaults, SubscriberFile, Subscriber, Webhook];
}
