using System.Collections.Frozen;
using Alerts.Core.Datasets.Quality;
using Alerts.Core.Observations;

namespace Alerts.Core.Datasets;

public enum ReadingOutcome
{
    /// <summary>Every row was read.</summary>
    Accepted,

    /// <summary>Some rows were set aside, perhaps all.</summary>
    Partly,

    /// <summary>The file is not to be trusted as a whole; nothing of it is stored.</summary>
    Rejected,
}

/// <summary>What a file came to. Keywords: FORMATS §0.</summary>
/// <param name="Reason">Keyword, where the file is rejected; null otherwise.</param>
/// <param name="Message">For people, in the message form of FORMATS §0, where the file is rejected; null otherwise.</param>
/// <param name="Values">In the order of the file; one for each series and period.</param>
/// <param name="Accepted">Rows (csv and xlsx: value cells) that were read, ignored keys included; blanks and equal repeats are not counted.</param>
/// <param name="Ignored">Of those, rows whose key is no series of the dataset.</param>
/// <param name="SetAside">Rows that gave no observation: rejected and quarantined, in order of line.</param>
public sealed record FileReading(
    ReadingOutcome Outcome,
    string? Reason,
    string? Message,
    IReadOnlyList<ReadValue> Values,
    int Accepted,
    int Ignored,
    IReadOnlyList<RowSetAside> SetAside,
    IReadOnlyList<ReadingWarning> Warnings)
{
    /// <summary>Where it is rejected for what stands on a line: which one; null otherwise.</summary>
    public int? Line { get; init; }

    /// <summary>Header of the column at fault, where it is rejected for one; null otherwise.</summary>
    public string? Column { get; init; }

    /// <summary>The column of every value, whatever the dataset's own files call it: of values that were posted; null otherwise.</summary>
    public string? ValueColumn { get; init; }

    /// <summary>Rows that gave neither a value of their own nor a fault, in the order in which they were read; empty unless asked for.</summary>
    public IReadOnlyList<RowNote> Notes { get; init; } = [];

    /// <summary>What the file calls each key that it holds; empty where its format does not say.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Of trade statistics: the newest edition of the classification in which each code of a partner is told; empty unless the dataset checks it.</summary>
    public IReadOnlyDictionary<(string Partner, string Code), string> Editions { get; init; } = FrozenDictionary<(string Partner, string Code), string>.Empty;

    /// <summary>Series, by id, whose new periods are not believed, whatever their values.</summary>
    public IReadOnlyDictionary<string, SeriesDoubt> Doubted { get; init; } = FrozenDictionary<string, SeriesDoubt>.Empty;

    public int Quarantined => SetAside.Count(row => row.IsQuarantined);

    /// <summary>The same, with a warning about a series.</summary>
    /// <param name="doubt">Null: it stays a warning.</param>
    public FileReading Doubting(string series, ReadingWarning warning, SeriesDoubt? doubt) => this with
    {
        Warnings = [.. Warnings, warning],
        Doubted = doubt is null ? Doubted : new Dictionary<string, SeriesDoubt>(Doubted, StringComparer.Ordinal) { [series] = doubt },
    };

    /// <summary>The same, with what a publisher may have repeated of a question kept out of its texts.</summary>
    public FileReading Hiding(Func<string, string> hide) => this with
    {
        Message = Message is null ? null : hide(Message),
        SetAside = [.. SetAside.Select(row => row with { Found = hide(row.Found), Message = hide(row.Message) })],
        Warnings = [.. Warnings.Select(warning => warning with { Message = hide(warning.Message) })],
    };
}

/// <summary>A value as the file gives it, already in the unit of its series.</summary>
/// <param name="Rows">Line numbers: of the header's line 1 on, or rows of the sheet; several for a basket; empty for a zero by coverage.</param>
/// <param name="From">Of a value that leaves quarantine: the sequence of the publication whose rows these are; 0: its own.</param>
public readonly record struct ReadValue(string Series, Period Period, decimal Value, Unit Unit, RowNumbers Rows, long From = 0);

/// <summary>A row that gave no observation.</summary>
/// <param name="Line">Line on which the record starts.</param>
/// <param name="Column">Header of the column at fault; null where it is the row as a whole.</param>
/// <param name="Reason">Keyword of FORMATS §0.</param>
/// <param name="Found">The offending text, cut to 80 characters.</param>
/// <param name="Message">For people, in the message form of FORMATS §0.</param>
/// <param name="IsQuarantined">It can still be accepted, by a person or by a later publication; otherwise it cannot be read at all.</param>
/// <param name="Value">What a quarantined row would have become; null for a rejected row, and for a customs row, which is only a part of sums.</param>
public sealed record RowSetAside(int Line, string? Column, string Reason, string Found, string Message, bool IsQuarantined, ReadValue? Value);

public sealed record ReadingWarning(string Reason, int? Line, string? Column, string Message);
