namespace Alerts.Core.Datasets;

/// <summary>The reading of a file that is refused as a whole.</summary>
public static class Rejection
{
    /// <param name="reason">Keyword of FORMATS §0.</param>
    /// <param name="line">Null where it is the file as a whole.</param>
    public static FileReading Of(string reason, string file, int? line, string? column, string what, string toDo) =>
        new(ReadingOutcome.Rejected, reason, ReadingMessage.Of(file, line, column, what, null, toDo), [], 0, 0, [], []) { Line = line, Column = column };

    public static FileReading Empty(string file) => Of("empty-file", file, null, null, "the file is empty", "file refused, fetch it again");

    public static FileReading TooShort(string file, int headerRow) =>
        Of("header-not-recognised", file, null, null, $"the file ends before line {headerRow}, where its header should stand", "file refused, correct the header-row of the dataset or fetch the file again");

    public static FileReading NoDataRows(string file) => Of("no-data-rows", file, null, null, "there is a header, and no row below it", "file refused, fetch it again");

    public static FileReading WebPage(string file) => Of("html-not-data", file, null, null, "the file is a web page, not data", "file refused, open it in a browser and fetch the data again");
}
