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
internal sealed record Shape(string Name, string Title, params Key[] Keys)
{
    /// <returns>Null where there is none of this name.</returns>
    public Key? Find(string name)
    {
        foreach (var key in Keys)
            if (key.Name == name) return key;
        return null;
    }
}

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
        new Key("api", "The HTTP API of `alerts run`: see below.", "none", Type: "keys", Wrong: "127.0.0.1:8480"),
        new Key("watchdog", "A service outside that is told while the work goes on: see below.", "none", Type: "keys", Wrong: "https://watchdog.example.com/ping"),
        new Key("links", "Links in mails, by which their receivers confirm and unsubscribe: see below.", "none", Type: "keys", Wrong: "https://alerts.example.com"),
        new Key("retention", "For how long what is past is kept: see below.", "for ever", Type: "keys", Wrong: "2 years"),
        new Key("allow-hosts", "Receivers outside the address guard: `HOST:PORT`, `HOST:*`.", "none", Type: "list", Example: "[\"127.0.0.1:*\"]", Wrong: "{ host: 127.0.0.1 }"),
        new Key("inhibit", "A list: which alerts, while they are open, hold back which others. See below.", "none", Type: "list", Wrong: "supply"),
        new Key("mute-times", "A list: when nobody is told of certain events. See below.", "none", Type: "list", Wrong: "nights"));

    public static readonly Shape Inhibition = new(
        "an inhibition", "An entry of `inhibit`",
        new Key("by", "Which open alerts hold back: labels, `rule`, `series`, as in `match` of a subscriber.", IsRequired: true, Type: "keys", Example: "{ rule: supply-stop }", Wrong: "supply-stop"),
        new Key("holds-back", "Which events are held back. They are told when the alert ends.", IsRequired: true, Type: "keys", Example: "{ rule: \"price-*\" }", Wrong: "prices"),
        new Key("same", "A list of labels that both must have, with the same value.", "none", Type: "list", Example: "[commodity]", Wrong: "{ label: commodity }"));

    public static readonly Shape MuteTime = new(
        "a mute time", "An entry of `mute-times`. What it holds back is told when it ends. Of `from` and `to`, `days` and `hours` all that stand there must hold",
        new Key("id", "Lower case, digits, `.` and `-`.", IsRequired: true, Type: "id", Example: "spring-festival", Wrong: "Spring Festival"),
        new Key("match", "Which events: labels, `rule`, `series`, as in `match` of a subscriber.", "everything", Type: "keys", Example: "{ commodity: terbium }", Wrong: "terbium"),
        new Key("from", "The first day, in the workspace's time zone.", Type: "date", Example: "2026-02-15", Wrong: "15 February"),
        new Key("to", "The last day, included.", Type: "date", Example: "2026-02-23", Wrong: "23 February"),
        new Key("days", "Days of the week on which it begins.", "every day", Type: "list", Example: "[saturday, sunday]", Wrong: "[caturday]"),
        new Key("hours", "From, and up to; over midnight where the second is earlier.", "the whole day", Type: "hours", Example: "22:00-06:00", Wrong: "22-6"));

    public static readonly Shape Watchdog = new(
        "watchdog", "`watchdog` in `alerts.yaml`",
        new Key("url", "An https address that is asked with GET after a sweep, unless work is stuck; a secret, so better `${NAME}`.", IsRequired: true, Type: "address", Example: "https://watchdog.example.com/ping/0a1b", Wrong: "http://watchdog.example.com/ping/0a1b"),
        new Key("every", "How often at most.", "5 minutes", Type: "time", Example: "5 minutes", Wrong: "often"));

    public static readonly Shape Links = new(
        "links", "`links` in `alerts.yaml`",
        new Key("url", "The https address by which receivers of mail reach the HTTP API.", IsRequired: true, Type: "address", Example: "https://alerts.example.com/", Wrong: "http://alerts.example.com/"),
        new Key("secret", "At least 32 letters that nobody can guess, better `${NAME}`: links are signed with it. A list of two while it is being changed: the first signs, both are believed.", IsRequired: true, Type: "secret", Example: "${ALERTS_LINKS_SECRET}", Wrong: "secret"));

    public static readonly Shape Retention = new(
        "retention", "`retention` in `alerts.yaml`. What an open alert, a waiting message or a current value needs is kept in any case, and nothing is told twice",
        new Key("ledger", "Finished messages with their attempts: at least 30 days.", "for ever", Type: "time", Example: "2 years", Wrong: "1 day"),
        new Key("files", "The bytes of files as they came, once newer ones have replaced all of their values: at least 30 days.", "for ever", Type: "time", Example: "2 years", Wrong: "1 day"));

    public static readonly Shape Email = new(
        "email", "`email` in `alerts.yaml`",
        new Key("from", "The sender: `Alerts <alerts@example.com>`.", IsRequired: true, Type: "address", Example: "\"Alerts <alerts@example.com>\"", Wrong: "desk"),
        new Key("via", "`folder:NAME`: a folder of `.eml` files; `smtp://HOST:PORT`: a relay, in the clear; `smtps://USER:PASSWORD@HOST:PORT`: STARTTLS required; `sendgrid:KEY`: SendGrid, in the Azure edition.", IsRequired: true, Type: "address", Example: "\"folder:outbox\"", Wrong: "outbox"));

    public static readonly Shape Api = new(
        "api", "`api` in `alerts.yaml`",
        new Key("listen", "The address and port of this machine on which `alerts run` serves the HTTP API. An address that others reach needs `hosts`.", IsRequired: true, Type: "address", Example: "127.0.0.1:8480", Wrong: "8480"),
        new Key("hosts", "The names by which clients call it, as the Host header has them, besides `localhost`, `127.0.0.1` and `[::1]` on a loopback address.", "none", Type: "list", Example: "[alerts.example.com]", Wrong: "[\"https://alerts.example.com\"]"));

    public static readonly Shape File = new(
        "a file of datasets", "`datasets/*.yaml`",
        new Key("datasets", "A list of datasets.", Type: "list", Wrong: "prices"),
        new Key("derived", "A list of series that are worked out of others.", Type: "list", Wrong: "sums"));

    public static readonly Shape Dataset = new(
        "a dataset", "A dataset",
        new Key("id", "Lower case, digits, `.` and `-`.", IsRequired: true, Type: "id", Example: "smm-prices", Wrong: "SMM prices"),
        new Key("publisher", "Who publishes it, as messages print it.", IsRequired: true, Type: "text", Example: "Shanghai Metals Market", Wrong: "\"\""),
        new Key("format", "One of those that `alerts formats` lists: see [formats](formats.md).", IsRequired: true, Type: "name", Example: "csv", Wrong: "cvs"),
        new Key("files", "A glob on the file's name. A file that matches two datasets is an error.", IsRequired: true, Type: "glob", Example: "\"*smm*.csv\"", Wrong: "\"inbox/*.csv\""),
        new Key("layout", "csv, xlsx, json: `long` (a row for each value) or `wide` (a column for each series).", "long", Type: "word", Example: "long", Wrong: "tall"),
        new Key("columns", "csv, xlsx, json: the headers of the columns, or names of the fields, see below.", Type: "keys", Wrong: "[Date, Code]"),
        new Key("frequency", "`daily`, `business-daily` or `monthly`.", "smm: business-daily; pink-sheet, usa-trade and trade statistics: monthly", Type: "word", Example: "business-daily", Wrong: "weekly"),
        new Key("date-format", "csv, xlsx, json: as .NET writes date formats.", "yyyy-MM-dd; monthly: yyyy-MM", Type: "format", Example: "dd.MM.yyyy", Wrong: "MM.yyyy"),
        new Key("encoding", "csv: a byte order mark wins.", "utf-8", Type: "name", Example: "gb18030", Wrong: "gb18031"),
        new Key("delimiter", "csv: one character, or `tab`.", "\",\"", Type: "character", Example: "\";\"", Wrong: "\";;\""),
        new Key("decimal", "csv, xlsx, json: `.` or `,`.", "\".\"", Type: "word", Example: "\",\"", Wrong: "\";\""),
        new Key("sheet", "xlsx: the sheet's name.", "the first", Type: "text", Example: "Prices", Wrong: "\"\""),
        new Key("header-row", "csv, xlsx: the line, or row of the sheet, that names the columns.", "the first that is not blank", Type: "number", Example: "4", Wrong: "0"),
        new Key("first-row", "csv, xlsx: the line, or row of the sheet, from which values stand.", "the one below the header", Type: "number", Example: "6", Wrong: "3"),
        new Key("missing", "csv, xlsx, json: a list of texts that mean no value: `[\".\", \"n/a\"]`.", "blanks alone", Type: "list", Example: "[\".\", \"n/a\"]", Wrong: "{ none: n/a }"),
        new Key("records", "json: names on the way to the list of records, parted by dots.", "the file is that list", Type: "names", Example: "data.items", Wrong: "[data, items]"),
        new Key("flow", "gacc, comtrade, comtrade-bulk, us-census: `import` or `export`; the file does not say, or holds both.", Type: "word", Example: "import", Wrong: "imports"),
        new Key("measure", "gacc, us-census: `first-quantity` or `value`; comtrade, comtrade-bulk: `net-weight` too.", "first-quantity; comtrade, comtrade-bulk: net-weight", Type: "word", Example: "first-quantity", Wrong: "weight"),
        new Key("reporter", "comtrade, comtrade-bulk: whose statistics are read, a UN M49 code; needed where a file has several.", "the one that the file has", Type: "number", Example: "156", Wrong: "China"),
        new Key("imports", "us-census: `general`, or `consumption`; they are never mixed.", "general", Type: "word", Example: "general", Wrong: "both"),
        new Key("covers", "gacc, comtrade, comtrade-bulk, us-census: what the query asked for; inside it, no row means 0.", Type: "keys", Wrong: "[106]"),
        new Key("period", "gacc: for a file without a month column: `2025-01..2025-02`.", Type: "months", Example: "2025-01..2025-02", Wrong: "2025-1"),
        new Key("series", "The series: see below.", IsRequired: true, Type: "keys", Wrong: "[SMM-REO-TXO]"),
        new Key("checks", "Quality checks, all off unless named: see below.", "none", Type: "keys", Wrong: "[max-step]"),
        new Key("source", "Where to poll it, and when: see below.", "its files are put into the inbox", Type: "keys", Wrong: "https://example.com/prices.csv"),
        new Key("released", "When its periods are released: see below.", "nobody says", Type: "keys", Wrong: "20"));

    public static readonly Shape Source = new(
        "source", "`source` of a dataset",
        new Key("url", "An https address (others only where `allow-hosts` opens them). `{yyyyMM}` and the like stand for each period of a span, `{from:yyyy-MM-dd}` and `{to:yyyy-MM-dd}` for its ends.", IsRequired: true, Type: "address", Example: "https://data.example.com/prices?month={yyyyMM}", Wrong: "http://data.example.com/prices"),
        new Key("schedule", "NCRONTAB: six fields, `second minute hour day month day-of-week`, or five without seconds.", IsRequired: true, Type: "schedule", Example: "\"0 30 18 * * 1-5\"", Wrong: "\"0 0 9 * * 7\""),
        new Key("time-zone", "The time zone of the schedule and of the dates.", "the workspace's", Type: "IANA name", Example: "Asia/Shanghai", Wrong: "Asia/Shanghay"),
        new Key("from", "Where the span of a dated address begins: a length before today, or a date.", "1 month", Type: "length or date", Example: "3 months", Wrong: "spring"),
        new Key("method", "`GET` or `POST`.", "GET", Type: "word", Example: "POST", Wrong: "PUT"),
        new Key("body", "POST: what is sent; may hold dates as `url` does.", Type: "text", Example: "'{\"month\":\"{yyyyMM}\"}'", Wrong: "\"\""),
        new Key("headers", "`NAME: TEXT`, sent with each request.", "none", Type: "keys", Example: "{ Accept: text/csv }", Wrong: "text/csv"),
        new Key("key", "The publisher's key: see below.", "none", Type: "keys", Wrong: "abc123"),
        new Key("pages", "How an answer goes on: see below.", "one answer holds all", Type: "keys", Wrong: "10"));

    public static readonly Shape SourceKey = new(
        "key", "`key` of a source",
        new Key("query", "The parameter of the address that holds it; or", Type: "text", Example: "api_key", Wrong: "\"\""),
        new Key("header", "the header that holds it.", Type: "text", Example: "Ocp-Apim-Subscription-Key", Wrong: "\"\""),
        new Key("value", "The name of an environment variable: `${NAME}`. Its value is never printed, logged or kept.", IsRequired: true, Type: "`${NAME}`", Example: "${API_KEY}", Wrong: "abc123"));

    public static readonly Shape SourcePages = new(
        "pages", "`pages` of a source",
        new Key("page", "The parameter that counts pages; or", Type: "text", Example: "page", Wrong: "\"\""),
        new Key("offset", "the parameter that counts records; or", Type: "text", Example: "start", Wrong: "\"\""),
        new Key("next", "`link`: the header `Link`, or the JSON property that holds the next address: `links.next`.", Type: "text", Example: "link", Wrong: "\"\""),
        new Key("first", "The number of the first page.", "1", Type: "number", Example: "0", Wrong: "one"),
        new Key("size", "Records of a full page: a shorter one is the last. Without it, one without records is.", "unknown", Type: "number", Example: "500", Wrong: "0"));

    public static readonly Shape Columns = new(
        "columns", "`columns` of a csv, xlsx or json dataset",
        new Key("period", "The column with the day or the month. A column without a header is named by its place: `\"#1\"`.", IsRequired: true, Type: "text", Example: "Date", Wrong: "\"\""),
        new Key("series", "long: the column with the series' key.", Type: "text", Example: "Code", Wrong: "\"\""),
        new Key("value", "long: the column with the value.", Type: "text", Example: "Average", Wrong: "\"\""),
        new Key("unit", "A column that names the unit.", "the series' own unit", Type: "text", Example: "Unit", Wrong: "\"\""),
        new Key("low", "long: a column with the lowest price of an assessment; a row whose low is above its high is set aside.", "none", Type: "text", Example: "low", Wrong: "\"\""),
        new Key("high", "long: the same for the highest.", "none", Type: "text", Example: "high", Wrong: "\"\""));

    public static readonly Shape Checks = new(
        "checks", "`checks` of a dataset",
        new Key("max-step", "A value further than this from the last accepted one waits: the next value or a person settles it.", "off", Type: "percent", Example: "40%", Wrong: "40"),
        new Key("unit-slip", "`true` or `false`: a value within 2 % of a power of ten (10 to 10⁹, or the inverse) times the last accepted one waits.", "false", Type: "word", Example: "true", Wrong: "40%"),
        new Key("spike-reverted", "`true` or `false`: a value 10 % or more from the last accepted one waits for the next one: back within 2 %, it was a spike.", "false", Type: "word", Example: "true", Wrong: "10%"),
        new Key("average-outside-range", "`true` or `false`: where there is a low and a high, an average outside them is a warning; more than 20 % beyond the nearer limit it waits for a person.", "false", Type: "word", Example: "true", Wrong: "20%"),
        new Key("stale-run", "So many values without a change are a warning.", "off", Type: "number", Example: "20", Wrong: "1"),
        new Key("label-changed", "pink-sheet, smm: `true` or `false`: where the label of a known code differs from the file before, new periods of the series wait for a later file or a person.", "false", Type: "word", Example: "true", Wrong: "warn"),
        new Key("classification-changed", "comtrade, comtrade-bulk: `true` or `false`: where a code is told in another edition of the Harmonized System than in the file before, new periods of its series wait for a later file or a person.", "false", Type: "word", Example: "true", Wrong: "H6"));

    public static readonly Shape Released = new(
        "released", "`released` of a dataset",
        new Key("day", "monthly: the day of the month of release, weekends included; the month's last where it has fewer.", Type: "number", Example: "20", Wrong: "32"),
        new Key("working-day", "monthly: instead of `day`, the n-th working day of the month of release.", Type: "number", Example: "2", Wrong: "0"),
        new Key("of", "monthly: `next-month`, `second-month` or `third-month` after the one that the figures are about.", "next-month", Type: "word", Example: "next-month", Wrong: "last-month"),
        new Key("jan-feb", "monthly: `together` where January has no release of its own and comes with February; else `apart`.", "apart", Type: "word", Example: "together", Wrong: "joined"),
        new Key("after", "daily: released so many working days after the day that they are about.", "0", Type: "number", Example: "1", Wrong: "-1"),
        new Key("calendar", "Which days are working days: `every-day`, `weekdays` (no holidays) or `china` (holidays and make-up days of 2015 to 2026; later years: Monday to Friday).", "daily: every-day, else weekdays", Type: "word", Example: "china", Wrong: "prc"),
        new Key("time-zone", "The publisher's.", "the workspace's", Type: "IANA name", Example: "Asia/Shanghai", Wrong: "Shanghai"),
        new Key("dates", "monthly: days of release as announced; each stands for that of its month.", "none", Type: "list", Example: "[2025-01-13, 2025-03-07]", Wrong: "[March]"),
        new Key("withdrawn", "Periods whose release was cancelled, or merged with another.", "none", Type: "list", Example: "[2020-01]", Wrong: "[January]"));

    public static readonly Shape Covers = new(
        "covers", "`covers` of a dataset of trade statistics",
        new Key("partners", "A list of country codes, as the format has them.", IsRequired: true, Type: "list", Example: "[106]", Wrong: "[Myanmar]"),
        new Key("hs", "A list of HS codes, by prefix or range, in quotes.", IsRequired: true, Type: "list", Example: "[\"2846\", \"280530\"]", Wrong: "[\"284\"]"));

    public static readonly Shape Series = new(
        "a series", "A series with a key in the file: `KEY: { … }`",
        new Key("id", "Lower case, digits, `.` and `-`.", IsRequired: true, Type: "id", Example: "smm.terbium-oxide", Wrong: "Terbium"),
        new Key("title", "As messages print it.", IsRequired: true, Type: "text", Example: "Terbium oxide", Wrong: "\"\""),
        new Key("unit", "The unit that its values are kept in.", IsRequired: true, Type: "unit", Example: "CNY/kg", Wrong: "CNY/kq"),
        new Key("unit-in-file", "The unit of its values in a file that has no unit column; Chinese names too: `万元/吨`.", "`unit`", Type: "unit", Example: "万元/吨", Wrong: "吨"),
        new Key("may-be-negative", "`false`: a price of zero or below is set aside; `true`: it is kept.", "smm: false; else true", Type: "word", Example: "false", Wrong: "maybe"),
        new Key("basis", "The terms of a price; printed with every price.", "a price without it is a warning", Type: "text", Example: "\"ex works China, incl. 13 % VAT\"", Wrong: "\"\""),
        new Key("labels", "`NAME: TEXT`; subscribers match them.", "none", Type: "keys", Example: "{ commodity: terbium }", Wrong: "terbium"));

    public static readonly Shape CustomsSeries = new(
        "a series", "A series of trade statistics (gacc, comtrade, comtrade-bulk, us-census): `ID: { … }`",
        new Key("partner", "A country code: of China customs in gacc (106 is Myanmar), UN M49 in comtrade (104), of the Census in us-census (\"5460\").", IsRequired: true, Type: "number", Example: "106", Wrong: "MM"),
        new Key("hs", "A list of HS codes, by prefix or range, in quotes; added up.", IsRequired: true, Type: "list", Example: "[\"28461010\", \"28469011..28469019\"]", Wrong: "[\"284\"]"),
        new Key("unit", "The unit that its values are kept in.", IsRequired: true, Type: "unit", Example: "t", Wrong: "CNY"),
        new Key("title", "As messages print it.", IsRequired: true, Type: "text", Example: "Imports of oxides from Myanmar", Wrong: "\"\""),
        new Key("basis", "The terms of a price.", Type: "text", Example: "as cleared", Wrong: "\"\""),
        new Key("labels", "`NAME: TEXT`; subscribers match them.", "none", Type: "keys", Example: "{ commodity: rare-earths }", Wrong: "rare-earths"));

    public static readonly Shape Derived = new(
        "a derived series", "A derived series",
        new Key("id", "Lower case, digits, `.` and `-`.", IsRequired: true, Type: "id", Example: "cn.imports.all", Wrong: "All imports"),
        new Key("sum", "The series that it adds up; or", Type: "list", Example: "[cn.imports.mm, cn.imports.la]", Wrong: "[cn.imports.mn]"),
        new Key("unit-value", "a value over a quantity: see below; or", Type: "keys", Wrong: "[cn.imports.mm]"),
        new Key("convert", "a series in another currency: see below.", Type: "keys", Wrong: "USD"),
        new Key("unit", "Its unit; of a conversion, `to` says it.", Type: "unit", Example: "t", Wrong: "CNY"),
        new Key("title", "As messages print it.", IsRequired: true, Type: "text", Example: "Imports from both", Wrong: "\"\""),
        new Key("basis", "The terms of what it is made of.", Type: "text", Example: "as cleared", Wrong: "\"\""),
        new Key("labels", "`NAME: TEXT`; subscribers match them.", "none", Type: "keys", Example: "{ commodity: rare-earths }", Wrong: "rare-earths"));

    public static readonly Shape UnitValue = new(
        "unit-value", "`unit-value` of a derived series",
        new Key("value", "A series of money.", IsRequired: true, Type: "series", Example: "cn.imports.value", Wrong: "cn.imports.mm"),
        new Key("quantity", "A series of mass, volume, energy or content.", IsRequired: true, Type: "series", Example: "cn.imports.mm", Wrong: "cn.imports.mn"));

    public static readonly Shape Conversion = new(
        "convert", "`convert` of a derived series",
        new Key("series", "What is converted: money, or a price.", IsRequired: true, Type: "series", Example: "smm.terbium-oxide", Wrong: "cn.imports.mm"),
        new Key("to", "The unit that it is told in.", IsRequired: true, Type: "unit", Example: "USD/kg", Wrong: "USD"),
        new Key("via", "A series of exchange rates, in a unit such as `CNY/USD`: how many yuan a dollar is.", IsRequired: true, Type: "series", Example: "fx.usd-cny", Wrong: "cn.imports.mm"),
        new Key("within", "How many days older than the period's last day a daily rate may be, where there is none of that day.", "7 days", Type: "length", Example: "10 days", Wrong: "2 months"));

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
        new Key("unconfirmed", "`tell`: a value that waits in quarantine (max-step, spike-reverted) is told at once, marked unconfirmed, and taken back where it is refuted; `wait`: nothing before it is confirmed.", "wait", Type: "word", Example: "tell", Wrong: "yes"));

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
        new Key("teams", "The address of a Microsoft Teams workflow; a secret, so better `${NAME}`. Addresses of Office 365 connectors, which are retired, are refused.", Type: "address", Example: "https://prod-12.westeurope.logic.azure.com/workflows/0a1b/triggers/manual/paths/invoke?sig=x", Wrong: "https://desk.webhook.office.com/webhookb2/0a1b"),
        new Key("webhook", "A webhook of their own: see below.", Type: "keys", Wrong: "https://erp.example.com/alerts"),
        new Key("time-zone", "Of their digest and quiet hours: an IANA name.", "the workspace's", Type: "IANA name", Example: "Europe/Berlin", Wrong: "Europe/Berln"),
        new Key("digest", "One message at a set time with all since the last: `daily 08:00`, `monday 08:00`. Webhooks are told at once all the same, each event apart.", "they are told at once", Type: "day and time", Example: "daily 08:00", Wrong: "daily"),
        new Key("quiet-hours", "When not to be told: see below. What is held back is told when they end. Webhooks are told at once.", "none", Type: "keys", Wrong: "at night"),
        new Key("urgent", "The least severity that neither waits for a digest nor for quiet hours to end: `info`, `warning`, `high` or `critical`.", "critical", Type: "word", Example: "critical", Wrong: "criticle"),
        new Key("group", "`release`: what one file raises is one message; `none`: each event is one.", "none", Type: "word", Example: "release", Wrong: "rule"),
        new Key("quiet-week", "When they are told, once a week, that nothing was to be told: `monday 08:00`.", "never", Type: "day and time", Example: "monday 08:00", Wrong: "monday"),
        new Key("buys", "`SERIES: QUANTITY`, such as `1.2 t/year` or `100 kg/month`: messages tell what a change of its price costs them.", "nothing", Type: "keys", Example: "{ smm.terbium-oxide: 1.2 t/year }", Wrong: "{ smm.terbium-oxide: 1.2 bbl/year }"));

    /// <summary>What somebody may ask for by themselves: how a subscriber of mail is told.</summary>
    public static readonly Shape OwnSubscription = new(
        "a subscription", "A subscription that somebody asks for",
        [.. Subscriber.Keys.Where(key => key.Name is not ("id" or "slack" or "teams" or "webhook" or "buys")).Select(key => key.Name == "email" ? key with { IsRequired = true, Meaning = "one address" } : key)]);

    public static readonly Shape QuietHours = new(
        "quiet hours", "`quiet-hours` of a subscriber",
        new Key("hours", "From, and up to; over midnight where the second is earlier.", IsRequired: true, Type: "hours", Example: "22:00-07:00", Wrong: "22:00"),
        new Key("days", "Days of the week on which they begin.", "every day", Type: "list", Example: "[monday, tuesday, wednesday, thursday, sunday]", Wrong: "[mon]"));

    public static readonly Shape Webhook = new(
        "webhook", "`webhook` of a subscriber",
        new Key("url", "An https address. Others only where `allow-hosts` opens them.", IsRequired: true, Type: "address", Example: "https://erp.example.com/alerts", Wrong: "http://erp.example.com/alerts"),
        new Key("secret", "`whsec_` and Base64 of 24 to 64 bytes; a list of two while it is being changed: both sign.", IsRequired: true, Type: "secret", Example: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", Wrong: "s3cret"));

    /// <summary>In the order of the reference page.</summary>
    public static readonly IReadOnlyList<Shape> All = [Workspace, Email, Api, Watchdog, Links, Retention, Inhibition, MuteTime, File, Dataset, Source, SourceKey, SourcePages, Columns, Checks, Released, Series, CustomsSeries, Covers, Derived, UnitValue, Conversion, RuleFile, Rule, RuleDefaults, SubscriberFile, Subscriber, QuietHours, Webhook];
}
