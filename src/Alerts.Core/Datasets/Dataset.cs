using System.Runtime.CompilerServices;
using Alerts.Core.Datasets.Quality;
using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>A publisher's product and how its files look (CONTRACT §1, <c>datasets/*.yaml</c>). Checked: formats, units and ids are good.</summary>
/// <param name="Format">Name of a format, as <c>alerts formats</c> lists them.</param>
/// <param name="Files">Glob on the file's name.</param>
/// <param name="Layout">How a generic table (csv, xlsx, json) is laid out; null for a format that fixes it.</param>
/// <param name="Customs">What is read of trade statistics, and what their query asked for; null for other formats.</param>
/// <param name="Period">For files that carry no period of their own; null where they do.</param>
/// <param name="Definition">Its text, all in one, without comments and spacing.</param>
public sealed record Dataset(
    string Id,
    string Publisher,
    string Format,
    string Files,
    Frequency Frequency,
    TableLayout? Layout,
    CustomsQuery? Customs,
    Period? Period,
    IReadOnlyList<DatasetSeries> Series,
    string Definition)
{
    // By their definition: a hash of thousands of series, asked for with each file.
    private static readonly ConditionalWeakTable<string, string> Fingerprints = [];

    /// <summary>What of its values is doubted.</summary>
    public QualityChecks Checks { get; init; } = QualityChecks.None;

    /// <summary>When its periods are due; null where nobody has said so.</summary>
    public ReleaseCalendar? Released { get; init; }

    /// <summary>Where it is polled; null: its files are put into the inbox.</summary>
    public Source? Source { get; init; }

    /// <summary>The same dataset for files that are about a given period and do not say so.</summary>
    public Dataset About(Period period) => this with { Period = period, Definition = $"{Definition} {period}" };

    /// <summary>Changes whenever the definition does, so that a refused file is read again.</summary>
    public string Fingerprint => Fingerprints.GetValue(Definition, definition => TextHash.Hex(definition, 16));
}

/// <summary>A series of a dataset, and where it stands in the file.</summary>
/// <param name="Key">What names it in the file: a code in a column, the header of its own column, or what else the format says; empty in trade statistics.</param>
/// <param name="Basket">In trade statistics: which rows are added up; null otherwise.</param>
/// <param name="InFile">The unit of its values in the file, where the file does not say and it is another than the series' own; null otherwise.</param>
/// <param name="MayBeNegative">A price of zero or below is a price; otherwise it is set aside.</param>
public sealed record DatasetSeries(SeriesDefinition Definition, string Key, CustomsBasket? Basket, FileUnit? InFile = null, bool MayBeNegative = true);

/// <summary>The layout of a csv, xlsx or json file.</summary>
/// <param name="Wide">A column for each series; otherwise a row for each value.</param>
/// <param name="PeriodColumn">Header of the column with the day or month.</param>
/// <param name="SeriesColumn">Header of the column with the series' key; null where wide.</param>
/// <param name="ValueColumn">Header of the column with the value; null where wide.</param>
/// <param name="UnitColumn">Header of the column that names the unit; null: the series' own unit.</param>
/// <param name="DateFormat">A .NET date format: <c>yyyy-MM-dd</c>, <c>yyyy-MM</c>, <c>dd.MM.yyyy</c>.</param>
/// <param name="Encoding">Name of the text encoding; a byte order mark wins.</param>
/// <param name="Sheet">xlsx: the sheet's name; null: the first.</param>
/// <param name="HeaderRow">Line of the header; null: the first row that is not blank.</param>
/// <param name="FirstRow">Line from which values stand; null: below the header.</param>
/// <param name="Missing">Texts that stand for no value (<c>.</c>, <c>n/a</c>); null: blanks alone.</param>
/// <param name="Records">json: names on the way to the list of records, parted by dots (<c>data.items</c>); null: the file is that list.</param>
public sealed record TableLayout(
    bool Wide,
    string PeriodColumn,
    string? SeriesColumn,
    string? ValueColumn,
    string? UnitColumn,
    string DateFormat,
    string Encoding,
    char Delimiter,
    char Decimal,
    string? Sheet,
    int? HeaderRow = null,
    int? FirstRow = null,
    IReadOnlyList<string>? Missing = null,
    string? Records = null)
{
    /// <summary>Header of the column with the lowest price of an assessment; null where there is none.</summary>
    public string? LowColumn { get; init; }

    /// <summary>The same of the highest.</summary>
    public string? HighColumn { get; init; }
}

public enum Flow
{
    Import,
    Export,
}

public enum CustomsMeasure
{
    FirstQuantity,
    Value,
    NetWeight,
}

/// <summary>What is read of a file of trade statistics, and what its query asked for.</summary>
/// <param name="Partners">Codes whose absence means zero; empty with <paramref name="Hs"/>: absence means nothing.</param>
/// <param name="Hs">HS codes by prefix or range whose absence means zero.</param>
/// <param name="Reporter">Code of the country whose statistics are read; null: the file has one.</param>
/// <param name="IsConsumption">Imports for consumption are read; otherwise general imports, where the publisher tells them apart.</param>
public sealed record CustomsQuery(Flow Flow, CustomsMeasure Measure, IReadOnlyList<string> Partners, IReadOnlyList<HsCodes> Hs, string? Reporter = null, bool IsConsumption = false);

/// <summary>Which rows of trade statistics make a series: one partner, these codes, added up.</summary>
/// <param name="Partner">As the publisher codes it, see <c>CustomsRow</c>.</param>
public sealed record CustomsBasket(string Partner, IReadOnlyList<HsCodes> Hs);

/// <summary>HS codes by prefix (<c>2846</c>, first and last equal) or by range, both ends included (<c>28469011..28469019</c>).</summary>
public sealed record HsCodes(string First, string Last)
{
    public bool IsPrefix => First == Last;

    public override string ToString() => IsPrefix ? First : $"{First}..{Last}";
}
