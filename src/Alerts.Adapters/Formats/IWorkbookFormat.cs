using Alerts.Core.Datasets;

namespace Alerts.Adapters.Formats;

/// <summary>A format whose files are workbooks: each value stands in a cell of a sheet.</summary>
internal interface IWorkbookFormat : IFormat
{
    /// <summary>The sheet that is read, and how its dates and numbers are to be written.</summary>
    /// <exception cref="InvalidOperationException">The dataset has no layout, which a check should have reported.</exception>
    TableLayout Sheet(Dataset dataset);

    /// <inheritdoc cref="TableReading.Columns"/>
    IReadOnlyDictionary<string, int>? Columns(Dataset dataset, string file, ITableRows rows);
}
