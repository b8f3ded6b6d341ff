namespace Alerts.Core.Datasets.Recognition;

/// <summary>A file of a format that fixes its own layout.</summary>
/// <param name="Publisher">As messages print it.</param>
/// <param name="Keys">Of the dataset, in the order in which they are written.</param>
/// <param name="LeftOut">What of the file is not read, and why.</param>
public sealed record RecognisedFormat(string Format, string Publisher, IReadOnlyList<FoundKey> Keys, IReadOnlyList<FoundKeyedSeries> Series, IReadOnlyList<string> LeftOut) : Recognised
{
    /// <summary>A dataset of more would be read by nobody.</summary>
    public const int MostSeries = 1000;
}

/// <summary>A key of a dataset, as YAML.</summary>
/// <param name="Doubt">What else it could be; null where it is certain.</param>
public sealed record FoundKey(string Key, string Value, string? Doubt = null);

/// <param name="Key">What names it in the file; empty where a basket does.</param>
/// <param name="Unit">Null where the file does not tell it.</param>
/// <param name="InFile">Written as its unit in the file; null: its own unit.</param>
/// <param name="Basket">Partner and codes; null where its key names it.</param>
public sealed record FoundKeyedSeries(string Key, string Title, string? Unit, string? InFile = null, FoundBasket? Basket = null);

/// <param name="Hs">First digits of its codes.</param>
public sealed record FoundBasket(string Partner, string Hs);
