using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

/// <summary>What became of a row that is neither a value of its own nor set aside.</summary>
public enum RowFate
{
    /// <summary>Its key is no series of the dataset.</summary>
    NoSeries,

    /// <summary>It is a part, or a total, of what another row says.</summary>
    Breakdown,

    /// <summary>It says that there is no value.</summary>
    NoValue,

    /// <summary>It was added to others.</summary>
    Summed,
}

/// <param name="Line">As in <see cref="ReadValue.Rows"/>.</param>
/// <param name="Key">What the file says it is about, for people.</param>
/// <param name="Series">The series whose value it went into; null for none.</param>
/// <param name="Text">The amount as the file writes it; null where it was not looked at.</param>
/// <param name="Why">More about it, for people; null where the fate says all.</param>
public sealed record RowNote(int Line, string Key, RowFate Fate, string? Series, Period? Period, string? Text, string? Why);
