namespace Alerts.Core.Datasets;

/// <summary>What the reading of a file has come to so far.</summary>
/// <param name="explains">What became of rows that gave neither value nor fault is noted too.</param>
internal sealed class ReadingDraft(string file, bool explains = false)
{
    private readonly List<RowSetAside> _setAside = [];
    private readonly List<ReadingWarning> _warnings = [];
    private readonly List<RowNote> _notes = [];

    public string File => file;

    public bool Explains => explains;

    /// <summary>Rows, or value cells, that were read; those of <see cref="Ignored"/> included.</summary>
    public int Accepted { get; set; }

    public int Ignored { get; set; }

    /// <summary>What the file calls each key; empty where its format does not say.</summary>
    public Dictionary<string, string> Labels { get; } = new(StringComparer.Ordinal);

    /// <summary>To be called only where <see cref="Explains"/>: a file may have millions of rows.</summary>
    public void Note(RowNote note) => _notes.Add(note);

    /// <summary>A row that cannot be read.</summary>
    public void SetAside(int line, string? column, RowFault fault, ReadOnlySpan<char> found)
    {
        var shown = ReadingMessage.Shown(found);
        _setAside.Add(new(line, column, fault.Reason, shown, ReadingMessage.Of(file, line, column, fault.What, shown, fault.ToDo), IsQuarantined: false, Value: null));
    }

    /// <summary>A row that could be read, and is not believed.</summary>
    /// <param name="value">What it would have become; null where that is only a part of a value.</param>
    public void Quarantine(int line, string? column, RowFault fault, string found, ReadValue? value) =>
        _setAside.Add(new(line, column, fault.Reason, found, ReadingMessage.Of(file, line, column, fault.What, found, fault.ToDo), IsQuarantined: true, value));

    public void Warn(string reason, int? line, string? column, string what, string? found, string toDo) =>
        _warnings.Add(new(reason, InFile(line), column, ReadingMessage.Of(file, InFile(line), column, what, found, toDo)));

    /// <param name="openQuote">Line of a quote that is never closed: what follows it cannot be trusted, so the file is refused, before all else.</param>
    /// <param name="rejection">Null where the file could be read.</param>
    public FileReading Done(IReadOnlyList<ReadValue> values, int? openQuote, FileReading? rejection)
    {
        if (openQuote is { } line) return Rejection.Of("unterminated-quote", file, line, null, "a quote is opened and never closed", "file refused, close the quote or fetch the file again");
        if (rejection is not null) return rejection;
        var setAside = _setAside.OrderBy(row => row.Line).ToList();
        var outcome = setAside.Count == 0 ? ReadingOutcome.Accepted : ReadingOutcome.Partly;
        return new(outcome, null, null, values, Accepted, Ignored, setAside, [.. _warnings.OrderBy(warning => warning.Line ?? 0)]) { Notes = _notes, Labels = Labels };
    }

    // Names of JSON stand on no line of their own.
    private static int? InFile(int? line) => line == 0 ? null : line;
}
