namespace Alerts.Core.Datasets;

/// <summary>The rows of a table as its file gives them, the header among them, one after the other. Blank lines may be left out.</summary>
public interface ITableRows
{
    /// <summary>Line on which the current row starts, or row of the sheet; the first is 1.</summary>
    int Line { get; }

    int FieldCount { get; }

    /// <summary>At least as much as the characters of the longest field of the current row.</summary>
    int LengthBound { get; }

    /// <summary>True when text follows the closing quote of a field, which then cannot be told exactly.</summary>
    bool IsMisquoted { get; }

    /// <summary>Line of a quote that is never closed; known when its row is the current one, or none is left. Null when there is none.</summary>
    int? OpenQuoteLine { get; }

    /// <returns>False when there is no further row.</returns>
    bool Next();

    /// <summary>A field of the current row without its quotes, from 0. Valid until the next row.</summary>
    ReadOnlySpan<char> Field(int index);
}
