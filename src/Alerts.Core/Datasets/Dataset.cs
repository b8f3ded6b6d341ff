using System.Security.Cryptography;
using System.Text;
using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>A publisher's product and how its files look (CONTRACT §1, <c>datasets/*.yaml</c>). Checked: formats, units and ids are good.</summary>
/// <param name="Format">Name of a format: <c>csv</c>, <c>xlsx</c>, <c>gacc</c>.</param>
/// <param name="Files">Glob on the file's name.</param>
/// <param name="Layout">How a generic table (csv, xlsx) is laid out; null for a format that fixes it.</param>
/// <param name="Customs">What a customs query asked for; null for other formats.</param>
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
    /// <summary>Where it is polled; null: its files are put into the inbox.</summary>
    public Source? Source { get; init; }

    /// <summary>The same dataset for files that are about a given period and do not say so.</summary>
    public Dataset About(Period period) => this with { Period = period, Definition = $"{Definition} {period}" };

    /// <summary>Changes whenever the definition does, so that a refused file is read again.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Definition)))[..16];
}

/// <summary>A series of a dataset, and where it stands in the file.</summary>
/// <param name="Key">In csv and xlsx: the code in the series column, or the header of the series' own column.</param>
/// <param name="Basket">In customs formats: which rows are added up; null otherwise.</param>
/// <param name="InFile">The unit of its values in the file, where the file does not say and it is another than the series' own; null otherwise.</param>
public sealed record DatasetSeries(SeriesDefinition Definition, string Key, CustomsBasket? Basket, FileUnit? InFile = null);

/// <summary>The layout of a csv or xlsx file.</summary>
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
    IReadOnlyList<string>? Missing = null);

public enum Flow
{
    Import,
    Export,
}

public enum CustomsMeasure
{
    FirstQuantity,
    Value,
}

/// <summary>What a customs query asked for: the file does not say.</summary>
/// <param name="Partners">Codes whose absence means zero; empty with <paramref name="Hs"/>: absence means nothing.</param>
/// <param name="Hs">HS codes by prefix or range whose absence means zero.</param>
public sealed record CustomsQuery(Flow Flow, CustomsMeasure Measure, IReadOnlyList<int> Partners, IReadOnlyList<HsCodes> Hs);

/// <summary>Which rows of a customs file make a series: one partner, these codes, added up.</summary>
public sealed record CustomsBasket(int Partner, IReadOnlyList<HsCodes> Hs);

/// <summary>HS codes by prefix (<c>2846</c>, first and last equal) or by range, both ends included (<c>28469011..28469019</c>).</summary>
public sealed record HsCodes(string First, string Last)
{
    public bool IsPrefix => First == Last;

    public override string ToString() => IsPrefix ? First : $"{First}..{Last}";
}
