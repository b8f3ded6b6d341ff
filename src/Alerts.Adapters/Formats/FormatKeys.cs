using Alerts.Core.Datasets;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Formats;

/// <summary>What a dataset of a format may say beside <c>id</c>, <c>publisher</c>, <c>format</c>, <c>files</c> and <c>series</c>.</summary>
/// <param name="SeriesKey">What the key of a series is, for people.</param>
/// <param name="Own">Names of its keys.</param>
public sealed record FormatKeys(string SeriesKey, IReadOnlyList<string> Own)
{
    /// <summary>Keys of a table that describes itself to nobody.</summary>
    public static readonly IReadOnlyList<string> Table = ["layout", "columns", "date-format", "decimal", "missing"];

    /// <summary>The only frequency that there is; null: the dataset says it.</summary>
    public Frequency? Frequency { get; init; }

    /// <summary>Where the dataset does not say it; null: it must.</summary>
    public Frequency? UsualFrequency { get; init; }

    /// <summary>Null where series are found by key, not added up of rows.</summary>
    public TradeTerms? Trade { get; init; }

    /// <summary>The keys that a series may have; null: any.</summary>
    public IReadOnlyList<string>? SeriesKeys { get; init; }

    /// <summary>A price of zero or below is set aside, unless a series says that it may be.</summary>
    public bool PricesArePositive { get; init; }

    /// <summary>A low and a high stand beside each average, without the dataset naming their columns.</summary>
    public bool HasRange { get; init; }

    /// <summary>A file says what it calls each of its keys.</summary>
    public bool HasLabels { get; init; }

    /// <summary>A file says in which edition of its classification each code is told.</summary>
    public bool HasEditions { get; init; }

    /// <summary>A layout of the generic tables is part of the dataset.</summary>
    public bool HasLayout => Own.Contains("columns");
}

/// <summary>How a publisher of trade statistics writes what a series counts.</summary>
/// <param name="Measures">What may be measured, the usual one first, in the words of a dataset.</param>
/// <param name="Partner">A partner's code as the reader knows it; null where it is none.</param>
/// <param name="PartnerIs">What a partner's code is, for messages.</param>
/// <param name="MostDigits">Of a code; more are refused.</param>
/// <param name="Currency">Of values; null: the file says it.</param>
public sealed record TradeTerms(IReadOnlyList<MeasureWord> Measures, Func<string, string?> Partner, string PartnerIs, int MostDigits, string? Currency)
{
    /// <summary>A number of up to so many digits, without leading zeros.</summary>
    public static string? Number(string text, int most) =>
        text.Length is 0 || text.Length > most || !text.All(char.IsAsciiDigit) ? null : text.TrimStart('0') is { Length: > 0 } number ? number : "0";
}

/// <summary>What may be measured, in the word of a dataset.</summary>
public sealed record MeasureWord(string Word, CustomsMeasure Measure);
