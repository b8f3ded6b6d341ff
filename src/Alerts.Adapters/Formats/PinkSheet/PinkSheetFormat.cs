using Alerts.Core.Datasets;
using Alerts.Core.Datasets.PinkSheet;
using Alerts.Core.Datasets.Recognition;
using Alerts.Core.Observations;

namespace Alerts.Adapters.Formats.PinkSheet;

/// <summary>The monthly workbook of the World Bank's commodity prices.</summary>
internal sealed class PinkSheetFormat : IWorkbookFormat
{
    // Its periods are text; a date that Excel has made of one is written so that it is seen to be none.
    private static readonly TableLayout Plain = new(Wide: true, "", null, null, null, "yyyy-MM-dd", "utf-8", ',', '.', PinkSheetHead.Sheet);

    public FormatFacts Facts { get; } = new("pink-sheet", "the monthly workbook of commodity prices since 1960", "World Bank", "xlsx");

    public FormatKeys Keys { get; } = new("the code in row 7, as written: COPPER, Tin, iNATGAS", []) { Frequency = Frequency.Monthly, HasLabels = true };

    public FileReading Read(FileToRead file) =>
        Workbook.Read(file.File, file.Bytes, PinkSheetHead.Sheet, Plain, rows => PinkSheetReading.Read(file.Dataset, file.File, rows, file.Published, file.Explains));

    public TableLayout Sheet(Dataset dataset) => Plain;

    public IReadOnlyDictionary<string, int>? Columns(Dataset dataset, string file, ITableRows rows) => PinkSheetReading.Columns(dataset, rows);

    public bool TellsItsDay => true;

    public DateOnly? PublicationDay(ReadOnlyMemory<byte> bytes) => Look(bytes)?.Day;

    public Recognised? Recognise(FileSample sample) => sample.Sheet(PinkSheetHead.Sheet) is { } table ? PinkSheetRecognition.Of(table) : null;

    private static PinkSheetHead? Look(ReadOnlyMemory<byte> bytes) => Workbook.Look(bytes, PinkSheetHead.Sheet, Plain, (_, rows) => PinkSheetHead.Of(rows), fallback: null);
}
