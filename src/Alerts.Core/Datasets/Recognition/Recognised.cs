using Alerts.Core.Observations;

namespace Alerts.Core.Datasets.Recognition;

/// <summary>What a file looks like: a table, a customs export, or nothing that a dataset could describe.</summary>
public abstract record Recognised;

/// <param name="What">Follows the file's name: <c>no column holds days or months</c>.</param>
/// <param name="ToDo">Follows the dash.</param>
public sealed record NotRecognised(string What, string ToDo) : Recognised;

/// <summary>Something that the file does not settle.</summary>
/// <param name="Key">The key of the dataset that it is about.</param>
/// <param name="Text">What else it could be, and why this was chosen.</param>
public sealed record Doubt(string Key, string Text);

/// <summary>A table that a dataset of the format csv or xlsx reads.</summary>
/// <param name="Doubts">In the order of the dataset's keys.</param>
/// <param name="LeftOut">What of the file is not read, and why.</param>
/// <param name="Values">How many values the sample holds.</param>
public sealed record RecognisedTable(
    string Format, TableLayout Layout, Frequency Frequency, IReadOnlyList<RecognisedSeries> Series, IReadOnlyList<Doubt> Doubts, IReadOnlyList<string> LeftOut, int Values) : Recognised;

/// <param name="Unit">Null where the file does not tell it.</param>
/// <param name="UnitText">The file's own words for a unit that is none of ours; null otherwise.</param>
/// <param name="HasUnitColumn">The file tells the unit of each row.</param>
public sealed record RecognisedSeries(string Key, string Title, FileUnit? Unit, string? UnitText, bool HasUnitColumn);

/// <summary>An export of the query page of China customs.</summary>
/// <param name="HasMonths">False where the file is about a period that it does not tell.</param>
/// <param name="Baskets">Each partner with each chapter of four digits whose quantities are weights.</param>
/// <param name="Partners">Codes that occur.</param>
/// <param name="Headings">First four digits of the codes that occur.</param>
public sealed record RecognisedCustoms(bool HasMonths, IReadOnlyList<CustomsHeading> Baskets, IReadOnlyList<int> Partners, IReadOnlyList<string> Headings, IReadOnlyList<string> LeftOut) : Recognised;

/// <param name="PartnerName">As the file prints it.</param>
/// <param name="Hs">Four digits.</param>
/// <param name="Rows">How many it has.</param>
public sealed record CustomsHeading(int Partner, string PartnerName, string Hs, int Rows);
